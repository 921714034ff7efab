"""Updates come from our own source alone, signed by its key, whatever other sources a machine has."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from player.debian.machine import PACKAGE, Debian
from player.debian.updates import UpdateError

REPOSITORY = Path(__file__).parents[3] / "systemd/debian/repository.py"
APT = """
Dir "{root}";
Dir::State::status "{root}/var/lib/dpkg/status";
Dir::Bin::methods "/usr/lib/apt/methods";
APT::Sandbox::User "root";
APT::Architecture "amd64";
"""
FOLDERS = (
    "etc/apt/sources.list.d", "etc/apt/preferences.d", "etc/apt/trusted.gpg.d", "etc/apt/apt.conf.d",
    "var/lib/apt/lists/partial", "var/cache/apt/archives/partial", "var/lib/dpkg", "keep",
)  # fmt: skip
MakeSource = Callable[[str, str], Path]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that apt takes for a machine of its own, on which nothing is installed."""
    root = tmp_path / "machine"
    for folder in FOLDERS:
        (root / folder).mkdir(parents=True)
    (root / "var/lib/dpkg/status").touch()
    (root / "apt.conf").write_text(APT.format(root=root))
    monkeypatch.setenv("APT_CONFIG", str(root / "apt.conf"))
    return root


@pytest.fixture
def keys() -> Iterator[Path]:
    """A folder whose name is short: gpg's agent has its socket in there."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture
def make_source(machine: Path, keys: Path, tmp_path: Path) -> MakeSource:
    """Makes a source by its name, with a key of its own, that offers one version of the player."""

    def make(name: str, version: str) -> Path:
        tree = tmp_path / name / "tree" / "DEBIAN"
        tree.mkdir(parents=True)
        control = f"Package: {PACKAGE}\nVersion: {version}\nArchitecture: all\nMaintainer: {name} <a@example.org>\n"
        (tree / "control").write_text(f"{control}Description: of {name}\n")
        package = tmp_path / name / f"{PACKAGE}_{version}_all.deb"
        run("dpkg-deb", "--root-owner-group", "--build", tree.parent, package)
        options = ("--address", f"file:{tmp_path / name / 'apt'}", "--key", keys / name)
        folders = ("--packages", tmp_path / name, "--into", tmp_path / name / "apt")
        run(sys.executable, REPOSITORY, *options, *folders)
        source = machine / f"etc/apt/sources.list.d/{name}.sources"
        shutil.copy(tmp_path / name / "apt" / "waiting-room-screens.sources", source)
        return source

    return make


def run(*words: str | Path) -> str:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_another_source_with_a_higher_version_offers_no_update(machine: Path, make_source: MakeSource) -> None:
    debian = Debian(machine / "keep", make_source("ours", "1.0"))
    make_source("theirs", "9.9")
    run("apt-get", "update", "--quiet")
    assert "Candidate: 9.9" in run("apt-cache", "policy", PACKAGE)  # so much for apt on its own
    assert debian.candidate() == "1.0"
    with pytest.raises(UpdateError, match=r"9\.9"):
        debian.fetch("9.9")
    debian.fetch("1.0")
    (fetched,) = (machine / "keep").glob("*.deb")
    assert "Description: of ours" in run("dpkg-deb", "--info", fetched)


def test_the_same_version_from_another_source_is_not_taken(machine: Path, make_source: MakeSource) -> None:
    make_source("another-that-apt-reads-first", "1.0")
    debian = Debian(machine / "keep", make_source("ours", "1.0"))
    run("apt-get", "update", "--quiet")
    debian.fetch("1.0")
    assert "Description: of ours" in run("dpkg-deb", "--info", machine / f"keep/{PACKAGE}_1.0.deb")
