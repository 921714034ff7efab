"""The units of the publisher: two accounts, and the keys with one of them."""

import re
import subprocess
from pathlib import Path

import pytest

SYSTEMD = Path(__file__).parents[2] / "systemd"
NAMES = ("publisher-web", "publisher-worker")


def said_of(name: str) -> list[str]:
    return (SYSTEMD / f"{name}.service").read_text().splitlines()


def analyze(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", NAMES)
def test_systemd_understands_each_unit(name: str, tmp_path: Path) -> None:
    unit = tmp_path / f"{name}.service"
    text = (SYSTEMD / unit.name).read_text()
    unit.write_text(text.replace("/opt/waiting-room-screens/bin/publisher", "/bin/true"))  # it is not installed here
    done = analyze("verify", unit)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", NAMES)
def test_a_unit_is_closed_to_what_it_does_not_need(name: str) -> None:
    said = analyze("security", "--offline=true", "--no-pager", SYSTEMD / f"{name}.service").stdout
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", said)
    assert found
    assert float(found.group(1)) <= 2.0


def test_the_web_process_has_an_account_of_its_own_and_cannot_reach_the_keys_or_change_what_is_shown() -> None:
    web, worker = (said_of(name) for name in NAMES)
    assert "User=publisher-web" in web
    assert "User=publisher" in worker
    assert "ProtectProc=invisible" in web
    assert "ProtectSystem=strict" in web
    assert "InaccessiblePaths=-/var/lib/waiting-room-screens/keys" in web
    written = {line for line in web if line.startswith(("StateDirectory=", "ReadWritePaths="))}
    assert written == {
        "StateDirectory=waiting-room-screens-web",
        "ReadWritePaths=-/var/lib/waiting-room-screens-database",
    }
    (read_only,) = (line for line in web if line.startswith("ReadOnlyPaths="))
    assert "content.git" in read_only
    assert "shelf" in read_only


def test_the_settings_keep_the_database_apart_from_what_only_the_worker_writes() -> None:
    settings = dict(line.split("=", 1) for line in (SYSTEMD / "publisher.env").read_text().splitlines() if "=" in line)
    assert settings["PUBLISHER_DATABASE"].startswith("sqlite:////var/lib/waiting-room-screens-database/")
    assert all(
        settings[name].startswith("/var/lib/waiting-room-screens/") for name in ("PUBLISHER_SHELF", "PUBLISHER_KEYS")
    )
