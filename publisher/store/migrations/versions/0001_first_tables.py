"""The first tables: practices, screens, assignments, editions, jobs and views."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_practice_tables()
    create_publishing_tables()
    create_worker_tables()
    create_view_tables()


def create_practice_tables() -> None:
    op.create_table(
        "practice",
        sa.Column("id", sa.String(60), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("timezone", sa.String(60), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_practice"),
    )
    op.create_table(
        "screen",
        sa.Column("id", sa.String(60), nullable=False),
        sa.Column("practice", sa.String(60), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("width", sa.Integer, nullable=False),
        sa.Column("height", sa.Integer, nullable=False),
        sa.Column("secret_sha256", sa.String(64)),
        sa.Column("paired_at", MOMENT, nullable=False),
        sa.Column("unpaired_at", MOMENT),
        sa.Column("heard_at", MOMENT),
        sa.Column("player_version", sa.String(40), nullable=False),
        sa.Column("showing", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_screen"),
        sa.ForeignKeyConstraint(["practice"], ["practice.id"], name="fk_screen_practice"),
        sa.UniqueConstraint("secret_sha256", name="uq_screen_secret_sha256"),
    )
    op.create_index("ix_screen_practice", "screen", ["practice"])
    op.create_table(
        "enrolment",
        sa.Column("secret_sha256", sa.String(64), nullable=False),
        sa.Column("code", sa.String(6), nullable=False),
        sa.Column("width", sa.Integer, nullable=False),
        sa.Column("height", sa.Integer, nullable=False),
        sa.Column("player_version", sa.String(40), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("screen", sa.String(60)),
        sa.PrimaryKeyConstraint("secret_sha256", name="pk_enrolment"),
        sa.ForeignKeyConstraint(["screen"], ["screen.id"], name="fk_enrolment_screen"),
        sa.UniqueConstraint("code", name="uq_enrolment_code"),
    )


def create_publishing_tables() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("screen", sa.String(60), nullable=False),
        sa.Column("playlist", sa.String(120), nullable=False),
        sa.Column("weekdays", sa.String(20), nullable=False),
        sa.Column("from_minute", sa.Integer, nullable=False),
        sa.Column("until_minute", sa.Integer, nullable=False),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sa.Column("weight", sa.Integer, nullable=False),
        sa.Column("assigned_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
        sa.ForeignKeyConstraint(["screen"], ["screen.id"], name="fk_assignment_screen"),
    )
    op.create_index("ix_assignment_screen", "assignment", ["screen"])
    op.create_index("ix_assignment_playlist", "assignment", ["playlist"])
    op.create_table(
        "edition",
        sa.Column("playlist", sa.String(120), nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("commit", sa.String(80), nullable=False),
        sa.Column("built_at", MOMENT, nullable=False),
        sa.Column("manifests", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("playlist", "number", name="pk_edition"),
    )
    op.create_table(
        "programme",
        sa.Column("screen", sa.String(60), nullable=False),
        sa.Column("serial", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("digest", sa.String(64)),
        sa.Column("issued_at", MOMENT),
        sa.PrimaryKeyConstraint("screen", "serial", name="pk_programme"),
        sa.ForeignKeyConstraint(["screen"], ["screen.id"], name="fk_programme_screen"),
    )


def create_worker_tables() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(120), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("findings", sa.Text),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("started_at", MOMENT),
        sa.Column("finished_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "uq_job_waiting", "job", ["kind", "subject"], unique=True, sqlite_where=waiting, postgresql_where=waiting
    )
    op.create_index("ix_job_state", "job", ["state"])
    op.create_table(
        "heartbeat",
        sa.Column("process", sa.String(20), nullable=False),
        sa.Column("beat_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("process", name="pk_heartbeat"),
    )


def create_view_tables() -> None:
    op.create_table(
        "report",
        sa.Column("screen", sa.String(60), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("journal", sa.String(64), nullable=False),
        sa.Column("first_sequence", sa.BigInteger, nullable=False),
        sa.Column("last_sequence", sa.BigInteger, nullable=False),
        sa.Column("counted", sa.Integer, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("screen", "id", name="pk_report"),
        sa.ForeignKeyConstraint(["screen"], ["screen.id"], name="fk_report_screen"),
    )
    op.create_table(
        "counted_range",
        sa.Column("screen", sa.String(60), nullable=False),
        sa.Column("journal", sa.String(64), nullable=False),
        sa.Column("first_sequence", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("last_sequence", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("screen", "journal", "first_sequence", name="pk_counted_range"),
        sa.ForeignKeyConstraint(["screen"], ["screen.id"], name="fk_counted_range_screen"),
    )
    op.create_table(
        "view_count",
        sa.Column("screen", sa.String(60), nullable=False),
        sa.Column("playlist", sa.String(120), nullable=False),
        sa.Column("edition", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("slide", sa.String(120), nullable=False),
        sa.Column("revision", sa.String(64), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("certain", sa.Boolean, nullable=False),
        sa.Column("views", sa.BigInteger, nullable=False),
        sa.Column("held_ms", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint(
            "screen", "playlist", "edition", "slide", "revision", "day", "certain", name="pk_view_count"
        ),
        sa.ForeignKeyConstraint(["screen"], ["screen.id"], name="fk_view_count_screen"),
    )
    op.create_index("ix_view_count_playlist_day", "view_count", ["playlist", "day"])
