"""A backup is whole and checked, gives nothing away that was not asked for, and is put back over nothing."""

import os
import shutil
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publisher.cli import publisher
from publisher.errors import RefusedError
from publisher.preparation import prepare
from publisher.settings import read_settings
from publisher.shelf.shelf import Shelf
from publisher.store import dumps, practices
from publisher.store.database import Store
from tests.cluster import Cluster

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


class Home:
    """A publisher's home, with one practice in it."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "PUBLISHER_HOME": str(folder),
            "PUBLISHER_CONTENT": str(folder.parent / "content"),
            "PUBLISHER_DATABASE": database_url,
        }
        self.settings = read_settings(self.environment)

    def call(self, *words: str, **more: str) -> Result:
        return CliRunner().invoke(publisher, words, env={**self.environment, **more})

    def practices(self) -> list[str]:
        with Store.open(self.settings.database_url).begin() as db:
            return [practice.id for practice in practices.everyone(db)]


@pytest.fixture
def home(tmp_path: Path, database_url: str) -> Home:
    made = Home(tmp_path / "home", database_url)
    prepare(made.settings)
    with Store.open(database_url).begin() as db:
        practices.add(db, "oakfield", "Oakfield", "Europe/London", NOW)
    made.settings.shelf.joinpath("editions/winter/3").mkdir(parents=True)
    return made


@pytest.fixture
def elsewhere(home: Home, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Home]:
    """A home where there is nothing yet, with an empty database of the same kind."""
    if home.settings.database_url.startswith("sqlite"):
        yield Home(tmp_path / "elsewhere", f"sqlite:///{tmp_path / 'elsewhere' / 'publisher.db'}")
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    name = cluster.create()
    yield Home(tmp_path / "elsewhere", cluster.url(name))
    cluster.drop(name)


def test_a_backup_comes_back_in_another_home(home: Home, elsewhere: Home, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    done = home.call("backup", str(folder))
    assert done.exit_code == 0, done.output
    assert "The signing keys are not in it" in done.output
    assert not (folder / "keys").exists()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    back = elsewhere.call("restore", str(folder))
    assert back.exit_code == 0, (back.output, back.exception)
    assert "1. Put your copy of the signing keys" in back.output
    assert elsewhere.practices() == ["oakfield"]
    for root in ("content/metadata/1.root.json", "programmes/metadata/1.root.json"):
        assert (elsewhere.settings.shelf / root).read_bytes() == (home.settings.shelf / root).read_bytes()
    assert Shelf(elsewhere.settings.shelf).numbers("winter") == [3, 1003]


def test_a_backup_of_one_kind_of_database_is_not_forced_into_another(home: Home, tmp_path: Path) -> None:
    home.call("backup", str(tmp_path / "backup"))
    sqlite = home.settings.database_url.startswith("sqlite")
    other = "postgresql://nobody@localhost/none" if sqlite else f"sqlite:///{tmp_path / 'other.db'}"
    target = Home(tmp_path / "other", other)
    said = target.call("restore", str(tmp_path / "backup"))
    assert "names another kind of database" in str(said.exception)
    assert not target.settings.shelf.exists()


def test_keys_come_along_only_if_they_are_asked_for_and_are_called_secret(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    assert "keep it locked away" in home.call("backup", str(folder), "--with-keys").output
    assert {path.name for path in (folder / "keys").iterdir()} == {path.name for path in home.settings.keys.iterdir()}
    assert stat.S_IMODE((folder / "keys/online.pem").stat().st_mode) == 0o600


def test_a_password_stays_out_of_the_settings(home: Home, tmp_path: Path) -> None:
    url = home.settings.database_url
    with_password = url.replace("://postgres@", "://postgres:quite-secret@")
    done = home.call("backup", str(tmp_path / "backup"), PUBLISHER_DATABASE=with_password)
    assert done.exit_code == 0, done.output
    every = b"".join(path.read_bytes() for path in (tmp_path / "backup").glob("*.*"))
    assert b"quite-secret" not in every


def test_a_database_is_copied_over_a_line_as_safe_as_its_address_asks_for(cluster: Cluster, tmp_path: Path) -> None:
    name = cluster.create()
    demanding = f"{cluster.url(name)}&channel_binding=require"  # which the server of these tests cannot give
    with pytest.raises(RefusedError, match="channel binding required"):
        dumps.take(demanding, tmp_path)
    dumps.take(cluster.url(name), tmp_path)
    cluster.drop(name)


@pytest.mark.parametrize(
    "written",
    [
        "postgres:quite%40secret@db.example.org:6543/screens?sslmode=verify-full",
        "postgres@db.example.org:6543/screens?sslmode=verify-full&password=quite%40secret",
    ],
)
def test_a_password_is_in_no_list_of_processes(written: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pg_dump"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@" "$PGPASSWORD" > "${0%/*}/heard"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    dumps.take(f"postgresql://{written}", tmp_path)
    *words, secret = (tmp_path / "heard").read_text().splitlines()
    assert "--dbname=postgresql://postgres@db.example.org:6543/screens?sslmode=verify-full" in words
    assert secret == "quite@secret"
    assert "secret" not in " ".join(words)


def test_both_ways_to_write_a_postgresql_address_are_of_one_kind() -> None:
    assert dumps.kind_of("postgres://publisher@db.example.org/screens") == "postgresql"
    assert dumps.kind_of("postgresql+psycopg://publisher@db.example.org/screens") == "postgresql"


@pytest.mark.parametrize("what", ["shelf", "keys", "database", "backup"])
def test_nothing_is_written_over(what: str, home: Home, elsewhere: Home, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    home.call("backup", str(folder), "--with-keys")
    if what == "backup":
        before = sorted(path.name for path in folder.iterdir())
        assert "Nothing is written over" in str(home.call("backup", str(folder)).exception)
        assert sorted(path.name for path in folder.iterdir()) == before
        return
    target = Home(elsewhere.folder, home.settings.database_url)
    if what != "database":
        place = target.settings.shelf if what == "shelf" else target.settings.keys
        place.mkdir(parents=True)
        (place / "mine").write_text("mine")
    said = target.call("restore", str(folder))
    assert said.exit_code != 0
    assert "Nothing is written over" in str(said.exception)
    assert target.settings.keys.exists() == (what == "keys")
    assert home.practices() == ["oakfield"]


@pytest.mark.parametrize("damage", ["flipped", "missing", "added", "linked", "no list"])
def test_a_damaged_backup_is_refused_before_anything_is_touched(
    damage: str, home: Home, elsewhere: Home, tmp_path: Path
) -> None:
    folder = tmp_path / "backup"
    home.call("backup", str(folder))
    victim = folder / "shelf/content/metadata/timestamp.json"
    if damage == "flipped":
        victim.write_bytes(victim.read_bytes()[:-1] + b"x")
    elif damage == "missing":
        victim.unlink()
    elif damage == "added":
        (folder / "shelf/content/metadata/9.root.json").write_text("{}")
    elif damage == "linked":
        victim.unlink()
        victim.symlink_to("/etc/passwd")
    else:
        (folder / "backup.json").write_text("{")
    said = elsewhere.call("restore", str(folder))
    assert said.exit_code != 0
    assert str(folder) in str(said.exception)
    assert not elsewhere.settings.shelf.exists()


def test_an_interrupted_backup_leaves_nothing(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", full)
    said = home.call("backup", str(tmp_path / "backups" / "tonight"))
    assert said.exit_code != 0
    assert "no room left" in str(said.exception)
    assert list((tmp_path / "backups").iterdir()) == []


def test_screens_that_were_paired_after_the_database_was_copied_are_named(
    home: Home, tmp_path: Path, elsewhere: Home
) -> None:
    (home.settings.shelf / "screens/oakfield-lift/metadata").mkdir(parents=True)
    home.call("backup", str(tmp_path / "backup"))
    said = elsewhere.call("restore", str(tmp_path / "backup")).output
    assert "Pair again, with the code that it then shows, each screen that was paired since: oakfield-lift." in said


def test_keys_that_lost_their_modes_on_the_way_are_secret_again(home: Home, elsewhere: Home, tmp_path: Path) -> None:
    """A stick with FAT has no modes, and an archive may be unpacked for everybody."""
    folder = tmp_path / "backup"
    home.call("backup", str(folder), "--with-keys")
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o644)
    back = elsewhere.call("restore", str(folder))
    assert back.exit_code == 0, (back.output, back.exception)
    keys = elsewhere.settings.keys
    assert {stat.S_IMODE(path.stat().st_mode) for path in keys.iterdir()} == {0o600}
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700


def test_a_backup_can_be_read_off_a_disk_that_takes_nothing(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    home.call("backup", str(folder))
    database = folder / dumps.SQLITE
    if home.settings.database_url.startswith("sqlite"):
        # Bytes 18 and 19 of the file: 2 would mean that even a reader writes a log beside it.
        assert database.read_bytes()[18:20] == b"\x01\x01"
    else:
        assert not database.exists()
