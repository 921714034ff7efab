"""Commands in a shell that does not know where the publisher is, or that wait while no worker runs."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from publisher.cli import publisher
from publisher.commands.following import NotFinishedError, follow
from publisher.errors import SettingsError
from publisher.store import jobs
from publisher.store.database import Store

COMMANDS = (
    ["invite"],
    ["screens"],
    ["views"],
    ["publish", "winter"],
    ["notice", "moved", "--end", "--practice", "oak"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_shell_without_settings_is_told_of_them_and_makes_nothing(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PUBLISHER_HOME", raising=False)
    monkeypatch.delenv("PUBLISHER_DATABASE", raising=False)
    with pytest.raises(SettingsError, match=r"set PUBLISHER_HOME to its folder.* `publisher init`"):
        CliRunner().invoke(publisher, command, catch_exceptions=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("quiet_for", "said"), [(60, "The worker is not running"), (1, "is not done after 0 s")])
def test_whoever_waits_is_told_if_no_worker_runs(
    quiet_for: int, said: str, tmp_path: Path, prepared_file: Path
) -> None:
    store = Store.open(f"sqlite:///{shutil.copy(prepared_file, tmp_path / 'publisher.db')}")
    now = datetime.now(UTC)
    with store.begin() as db:
        jobs.beat(db, now - timedelta(seconds=quiet_for))
        job = jobs.add(db, "publish", f"winter-{quiet_for}", now)
    with pytest.raises(NotFinishedError, match=said):
        follow(store, job, timeout_seconds=0.2)
    store.close()
