"""PostgreSQL with a role for each account, as the guide for operators makes them."""

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from publisher.errors import StoreError
from publisher.store import practices
from publisher.store.database import Store

GUIDE = Path(__file__).parents[3] / "docs" / "running.md"


def in_guide() -> str:
    """What the guide gives to psql."""
    found = re.search(r"psql -v ON_ERROR_STOP=1 <<'END'\n(.*?)\n {4}END\n", GUIDE.read_text(), re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def stores(cluster):
    """The database as the worker's account and as the web process's account open it."""
    words = [
        "psql",
        "-q",
        "-v",
        "ON_ERROR_STOP=1",
        f"--host={cluster.folder}",
        f"--username={cluster.user}",
        "postgres",
    ]
    subprocess.run(words, input=in_guide(), text=True, check=True)
    opened = [
        Store.open(f"postgresql://{role}@/screens?host={cluster.folder}") for role in ("publisher", "publisher-web")
    ]
    yield opened
    for store in opened:
        store.close()
    cluster.drop("screens")
    cluster.run('DROP ROLE "publisher-web"')
    cluster.run("DROP ROLE publisher")


def test_the_worker_makes_the_tables_and_the_web_process_uses_them(stores):
    worker, web = stores
    with pytest.raises(StoreError, match=r"does not let this account do that: .* `publisher worker` brings them up"):
        web.upgrade()
    worker.upgrade()
    web.upgrade()  # there is nothing left to do, and that is seen without any rights
    with web.begin() as db:
        practices.add(db, "oakfield", "Oakfield", "Europe/London", datetime.now(UTC))
    with worker.begin() as db:
        assert [practice.id for practice in practices.everyone(db)] == ["oakfield"]


def test_the_web_process_cannot_change_the_tables(stores):
    worker, web = stores
    worker.upgrade()
    for sentence in ("DROP TABLE practice", "CREATE TABLE mine (id int)", "ALTER TABLE practice ADD x int"):
        with pytest.raises(StoreError, match="does not let this account"), web.begin() as db:
            db.exec_driver_sql(sentence)
