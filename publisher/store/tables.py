"""The tables, one for each kind of thing that the database remembers."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    false,
    text,
)

from publisher.store.moment import Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

practice = Table(
    "practice",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("timezone", String(60), nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("opening", Text, nullable=False, server_default=""),
)

screen = Table(
    "screen",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("practice", ForeignKey("practice.id"), nullable=False, index=True),
    Column("name", String(120), nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("secret_sha256", String(64), unique=True),
    Column("paired_at", Moment, nullable=False),
    Column("unpaired_at", Moment),
    Column("heard_at", Moment),
    Column("player_version", String(40), nullable=False),
    Column("showing", Text),
    Column("health", Text),
    Column("doubted_at", Moment),
    Column("refusal", Text),
    Column("refused_at", Moment),
)

enrolment = Table(
    "enrolment",
    metadata,
    Column("secret_sha256", String(64), primary_key=True),
    Column("code", String(6), nullable=False, unique=True),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("player_version", String(40), nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("screen", ForeignKey("screen.id")),
)

assignment = Table(
    "assignment",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("screen", ForeignKey("screen.id"), nullable=False, index=True),
    Column("playlist", String(120), nullable=False, index=True),
    Column("weekdays", String(20), nullable=False),
    Column("from_minute", Integer, nullable=False),
    Column("until_minute", Integer, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("weight", Integer, nullable=False),
    Column("assigned_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("notice", Boolean, nullable=False, server_default=false()),
    Column("ends_at", Moment),
)

edition = Table(
    "edition",
    metadata,
    Column("playlist", String(120), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("commit", String(80), nullable=False),
    Column("built_at", Moment, nullable=False),
    Column("manifests", Text, nullable=False),
)

proof = Table(
    "proof",
    metadata,
    Column("playlist", String(120), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(64), primary_key=True),
    Column("manifest", Text, nullable=False),
    Column("screen", ForeignKey("screen.id"), nullable=False),
    Column("proven_at", Moment, nullable=False),
)

programme = Table(
    "programme",
    metadata,
    Column("screen", ForeignKey("screen.id"), primary_key=True),
    Column("serial", BigInteger, primary_key=True, autoincrement=False),
    Column("begun_at", Moment, nullable=False),
    Column("digest", String(64)),
    Column("issued_at", Moment),
)

job = Table(
    "job",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(20), nullable=False),
    Column("subject", String(120), nullable=False),
    Column("state", String(10), nullable=False, index=True),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("message", Text, nullable=False),
    Column("findings", Text),
    Column("created_at", Moment, nullable=False),
    Column("started_at", Moment),
    Column("finished_at", Moment),
)
waiting = text("state = 'waiting'")
Index(
    "uq_job_waiting",
    job.c.kind,
    job.c.subject,
    unique=True,
    sqlite_where=waiting,
    postgresql_where=waiting,
)

heartbeat = Table(
    "heartbeat",
    metadata,
    Column("process", String(20), primary_key=True),
    Column("beat_at", Moment, nullable=False),
)

report = Table(
    "report",
    metadata,
    Column("screen", ForeignKey("screen.id"), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("journal", String(64), nullable=False),
    Column("first_sequence", BigInteger, nullable=False),
    Column("last_sequence", BigInteger, nullable=False),
    Column("counted", Integer, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("body", Text, nullable=False),
)

counted_range = Table(
    "counted_range",
    metadata,
    Column("screen", ForeignKey("screen.id"), primary_key=True),
    Column("journal", String(64), primary_key=True),
    Column("first_sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("last_sequence", BigInteger, nullable=False),
)

claimed_hour = Table(
    "claimed_hour",
    metadata,
    Column("screen", ForeignKey("screen.id"), primary_key=True),
    Column("hour", Moment, primary_key=True),
    Column("certain_ms", BigInteger, nullable=False),
    Column("by_uptime_ms", BigInteger, nullable=False),
    Column("by_clock_ms", BigInteger, nullable=False),
)

view_count = Table(
    "view_count",
    metadata,
    Column("screen", ForeignKey("screen.id"), primary_key=True),
    Column("playlist", String(120), primary_key=True),
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("slide", String(120), primary_key=True),
    Column("revision", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("certain", Boolean, primary_key=True),
    Column("views", BigInteger, nullable=False),
    Column("held_ms", BigInteger, nullable=False),
    Index("ix_view_count_playlist_day", "playlist", "day"),
)
