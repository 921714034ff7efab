"""The Debian package: the same bytes each time, pure Python with its licences, and units that are closed."""

import re
import subprocess
import sys
import tomllib
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from player import VERSION

ROOT = Path(__file__).parents[3]
UNITS = sorted((ROOT / "systemd").glob("player-*.service"))
pytestmark = pytest.mark.xdist_group("package")  # built once
BUILD = ROOT / "systemd/debian/build.py"


def run(*words: str | Path, folder: Path = ROOT) -> str:
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def build(into: Path) -> Path:
    run(sys.executable, BUILD, "--uv", Path(sys.executable).parent / "uv", "--into", into)
    return into / f"waiting-room-player_{VERSION}_all.deb"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="module")
def tree(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the package would put onto a machine."""
    folder = tmp_path_factory.mktemp("tree")
    run("dpkg-deb", "--raw-extract", package, folder)
    return folder


def test_the_same_commit_gives_the_same_bytes(package: Path, tmp_path: Path) -> None:
    assert build(tmp_path).read_bytes() == package.read_bytes()


def test_everything_in_it_is_pure_python_and_needs_nothing_that_debian_lacks(tree: Path) -> None:
    code = tree / "usr/lib/waiting-room-player"
    assert {path.name for path in code.iterdir()} >= {"__main__.py", "player", "tuf", "securesystemslib", "urllib3"}
    assert [path for path in code.rglob("*") if path.is_file() and path.open("rb").read(4) == b"\x7fELF"] == []
    assert not list(code.rglob("*.dist-info"))
    assert "python3 (>= 3.11), python3-cryptography" in (tree / "DEBIAN/control").read_text()


def test_what_comes_along_is_what_the_lock_says_with_its_licence(tree: Path) -> None:
    said = (tree / "usr/share/doc/waiting-room-player/copyright").read_text()
    locked = {one["name"]: one["version"] for one in tomllib.loads((ROOT / "uv.lock").read_text())["package"]}
    folders = {path.name for path in (tree / "usr/lib/waiting-room-player").iterdir() if path.is_dir()}
    for name in folders - {"player"}:
        assert f"Files: {name}/*\n" in said
        licence = f"License: {name}-{locked[name]}"
        assert said.count(licence) == 2
        assert re.search(rf"{licence}\n (.|\n)*?(MIT|Apache)", said)
    assert "/usr/share/common-licenses/Apache-2.0" in said


@pytest.mark.parametrize("days", [0, 30])
def test_what_the_repository_signs_ends_only_if_somebody_says_when(days: int, package: Path, tmp_path: Path) -> None:
    words = ("--address", "https://screens.example.org/apt", "--key", tmp_path / "key", "--into", tmp_path / "apt")
    more = ("--valid-days", str(days)) if days else ()
    run(sys.executable, BUILD.with_name("repository.py"), *words, "--packages", package.parent, *more)
    signed = (tmp_path / "apt/dists/stable/InRelease").read_text()
    date, until = (re.search(rf"^{name}: (.+)$", signed, re.MULTILINE) for name in ("Date", "Valid-Until"))
    assert date is not None
    assert (until is not None) == bool(days)
    if until is not None:
        assert parsedate_to_datetime(until[1]) - parsedate_to_datetime(date[1]) == timedelta(days=days)


def test_it_holds_no_file_that_others_could_write_or_that_runs_as_somebody_else(package: Path) -> None:
    for line in run("dpkg-deb", "--contents", package).splitlines():
        mode, owner = line.split()[:2]
        assert owner == "root/root"
        assert mode[1:] in {"rwxr-xr-x", "rw-r--r--"}, line


def test_its_scripts_are_sound_shell(tree: Path) -> None:
    for script in (*(tree / "DEBIAN" / name for name in ("postinst", "prerm", "postrm")), tree / "usr/bin/player"):
        run("sh", "-n", script)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_understands_each_unit(unit: Path) -> None:
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("name", "most"), [("show", 1.5), ("sync", 1.5)])
def test_a_unit_is_closed_to_what_it_does_not_need(name: str, most: float) -> None:
    unit = ROOT / f"systemd/player-{name}.service"
    said = run("systemd-analyze", "security", "--offline=true", "--no-pager", unit)
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", said)
    assert found
    assert float(found.group(1)) <= most


def test_show_has_no_network_and_sync_no_device() -> None:
    show, sync = ((ROOT / f"systemd/player-{name}.service").read_text() for name in ("show", "sync"))
    assert "RestrictAddressFamilies=AF_UNIX AF_NETLINK\n" in show
    assert "IPAddressDeny=any\nPrivateNetwork=yes\n" in show
    assert "PrivateDevices=yes\n" in sync
    assert "SocketBindDeny=any\n" in sync
