import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from threading import Timer

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import insert, select, text
from sqlalchemy.exc import ProgrammingError, StatementError

from publisher.errors import StoreError
from publisher.store import practices
from publisher.store.database import Store
from publisher.store.tables import metadata, practice

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

UPGRADE = """
import os, sys
from publisher.store.database import Store; from publisher.store import schema

def upgrade():
    if (child := os.fork()) == 0:
        Store.open(sys.argv[1]).upgrade()
        os._exit(0)
    return child

children = [upgrade() for _ in range(4)]
sys.exit(max(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children))
"""
"""Four processes that upgrade at once; started from one, so that they do not wait for their imports."""


def test_the_tables_are_exactly_what_the_migrations_make(store):
    with store.begin() as db:
        context = MigrationContext.configure(db, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_four_processes_that_start_together_upgrade_an_empty_database_once(empty_database_url):
    command = [sys.executable, "-c", UPGRADE, empty_database_url]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stderr, done.returncode) == ("", 0)
    with Store.open(empty_database_url).begin() as db:
        assert db.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == ["0005"]
        assert practices.everyone(db) == ()


def test_a_sqlite_file_that_another_process_is_just_making_is_waited_for(tmp_path):
    maker = sqlite3.connect(tmp_path / "new.db", isolation_level=None, check_same_thread=False)
    maker.execute("BEGIN IMMEDIATE")
    soon = Timer(0.2, maker.execute, ["COMMIT"])
    soon.start()
    with Store.open(f"sqlite:///{tmp_path}/new.db").begin() as db:
        assert db.execute(text("PRAGMA journal_mode")).scalar() == "wal"
    soon.join()


def test_a_database_that_a_newer_version_made_is_left_alone(store):
    with store.begin() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match=r"stands at '9999', which a newer version of the publisher made"):
        store.upgrade()


def test_an_upgrade_that_is_cut_short_leaves_nothing_half_made(empty_database_url):
    store = Store.open(empty_database_url)
    with store.begin() as db:
        db.execute(text("CREATE TABLE view_count (in_the_way INTEGER)"))
    with pytest.raises((StoreError, ProgrammingError), match=r"view_count"):
        store.upgrade()
    with store.begin() as db:
        db.execute(text("DROP TABLE view_count"))
    store.upgrade()
    with store.begin() as db:
        assert practices.everyone(db) == ()
    store.close()


def test_a_database_without_tables_says_who_makes_them(empty_database_url):
    with (
        pytest.raises(StoreError, match=r"is not prepared. .* PUBLISHER_HOME .* `publisher init`"),
        _begin(empty_database_url) as db,
    ):
        practices.everyone(db)


def test_times_come_back_as_they_went_in_whatever_their_offset(store):
    nepal = timezone(timedelta(hours=5, minutes=45))
    written = datetime(2026, 11, 22, 15, 15, 0, 123456, tzinfo=nepal)
    with store.begin() as db:
        row = {"id": "oakfield", "name": "Oakfield", "timezone": "Asia/Kathmandu", "added_at": written}
        db.execute(insert(practice).values(row))
    with store.begin() as db:
        read = db.execute(select(practice.c.added_at)).scalar_one()
        earlier = practice.c.added_at < written + timedelta(seconds=1)
        assert db.execute(select(practice.c.id).where(earlier)).scalar() == "oakfield"
    assert read == written
    assert read.tzinfo is UTC


def test_a_time_without_an_offset_is_refused(store):
    with pytest.raises(StatementError, match=r"has no offset from UTC"), store.begin() as db:
        practices.add(db, "oakfield", "Oakfield", "Europe/London", NOW.replace(tzinfo=None))


def test_what_a_transaction_did_before_an_error_is_taken_back(store):
    with pytest.raises(StoreError, match=r"no practice 'elsewhere'. There is: oakfield"), store.begin() as db:
        practices.add(db, "oakfield", "Oakfield", "Europe/London", NOW)
        practices.get(db, "elsewhere")
    with store.begin() as db:
        assert practices.everyone(db) == ()


def test_sqlite_keeps_every_promise_that_we_ask_of_it(tmp_path):
    store = Store.open(f"sqlite:///{tmp_path}/deep/down/publisher.db")
    store.upgrade()
    with store.begin() as db:
        asked = {name: db.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous")}
        assert asked == {"journal_mode": "wal", "synchronous": 2}
        assert db.execute(text("PRAGMA foreign_keys")).scalar() == 1
        with pytest.raises(sqlite3.OperationalError, match=r"locked"):
            sqlite3.connect(tmp_path / "deep/down/publisher.db", timeout=0).execute("BEGIN IMMEDIATE")
    store.close()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("not an address", "is not a database address. Write one such as sqlite:"),
        ("postgresql://host:port/name", "is not a database address"),
        ("mysql://host/name", "'mysql' is not a database we know"),
        ("/srv/publisher.db", "is not a database address"),
        ("sqlite:///:memory:", "a database in memory is lost at the end"),
        ("sqlite://", "a database in memory is lost at the end"),
    ],
)
def test_an_address_that_is_no_use_says_what_to_write(url, sentence):
    with pytest.raises(StoreError, match=sentence):
        Store.open(url)


def test_the_short_name_of_postgresql_will_do():
    assert Store.open("postgres://host/name").engine.url.drivername == "postgresql+psycopg"


def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path):
    with pytest.raises(StoreError) as caught:
        Store.open(f"postgresql://oak:geheim@/name?host={tmp_path}").upgrade()
    assert "did not answer" in str(caught.value)
    assert "PUBLISHER_DATABASE" in str(caught.value)
    assert "geheim" not in str(caught.value)


def test_a_file_that_is_no_database_is_named_and_not_touched(tmp_path):
    file = tmp_path / "letter.db"
    file.write_text("Dear all, the café is on Tuesday. " * 100)
    before = file.read_bytes()
    with pytest.raises(StoreError, match=r"letter\.db did not answer: file is not a database"):
        Store.open(f"sqlite:///{file}").upgrade()
    assert file.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(StoreError, match=r"taken: the database's folder cannot be made"):
        Store.open(f"sqlite:///{tmp_path}/taken/publisher.db")


def _begin(url):
    return Store.open(url).begin()
