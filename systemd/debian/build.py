"""Builds the player's Debian package into dist/: `make deb`.

The tree for debhelper is put together here: the player's own files, and beside them what Debian has
not, or too old, as uv.lock pins it. Everything has the time of the commit, so that the same commit
gives the same bytes.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "waiting-room-player"
FROM_DEBIAN = ("cryptography", "tzdata")
"""What Debian has itself, and keeps up to date."""
LICENCE = re.compile(r"licen[sc]e|copying|notice", re.IGNORECASE)


def main() -> None:
    """Build, and say where the package is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--uv", default="uv", help="The program uv.")
    parser.add_argument("--version", default=project_version(), help="Another version than the project's.")
    parser.add_argument("--into", type=Path, default=ROOT / "dist", help="The folder for the package.")
    options = parser.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        built = build_package(Path(folder) / PACKAGE, options.version, options.uv)
        sys.stdout.write(f"{shutil.copy(built, options.into)}\n")


def build_package(tree: Path, version: str, uv: str) -> Path:
    """Put the tree together and build; returns where the package is."""
    committed_at = int(run("git", "log", "-1", "--format=%ct"))
    copy_player(tree, version)
    vendor(tree / "vendor", uv)
    write_copyright(tree)
    write_changelog(tree, version, committed_at)
    date_everything(tree, committed_at)
    return build(tree, committed_at)


def project_version() -> str:
    """The version as the player says it."""
    found = re.search(r'^VERSION = "(.+)"$', (ROOT / "player/__init__.py").read_text(), re.MULTILINE)
    if found is None:
        raise SystemExit("player/__init__.py does not say its version.")
    return found.group(1)


def copy_player(tree: Path, version: str) -> None:
    """The player, the units and the packaging, as they stand in the folder."""
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard", "player", "systemd")
    for name in sorted(listed.splitlines()):
        if (ROOT / name).is_file():
            target = tree / target_of(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
    told = tree / "player/__init__.py"
    told.write_text(told.read_text().replace(f'VERSION = "{project_version()}"', f'VERSION = "{version}"'))


def target_of(name: str) -> str:
    """Where debhelper looks for a file of the project."""
    if name.startswith("systemd/debian/"):
        return name.removeprefix("systemd/")
    return f"units/{Path(name).name}" if re.match(r"systemd/player-", name) else name


def vendor(folder: Path, uv: str) -> None:
    """What Debian has not or too old, pure Python only, each file held to its hash in uv.lock."""
    wanted = folder.parent / "vendored.txt"
    leave = [word for name in FROM_DEBIAN for word in ("--prune", name)]
    export = ("export", "--quiet", "--locked", "--no-dev", "--extra", "player", "--no-emit-project", *leave)
    wanted.write_text(run(uv, *export, "--no-header", "--no-annotate"))
    strict = ("--require-hashes", "--no-deps", "--only-binary", ":all:", "--link-mode", "copy")
    run(uv, "pip", "install", "--quiet", *strict, "--python-version", "3.11", "--target", folder, "-r", wanted)
    for wheel in folder.glob("*.dist-info/WHEEL"):
        if "Root-Is-Purelib: true" not in wheel.read_text():
            raise SystemExit(f"{wheel.parent.name} is not pure Python. Name it in FROM_DEBIAN, and depend on Debian's.")


def write_copyright(tree: Path) -> None:
    """The licence of everything in the package, in Debian's form; the vendored metadata is not needed any more."""
    parts = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/",
        "Files: *\nCopyright: the authors of Waiting Room Screens\nLicense: Apache-2.0",
    ]
    texts = {"Apache-2.0": "On Debian systems the whole text is in /usr/share/common-licenses/Apache-2.0."}
    for info in sorted((tree / "vendor").glob("*.dist-info")):
        name = info.name.partition("-")[0]
        files = sorted(path for path in info.rglob("*") if path.is_file() and LICENCE.match(path.name))
        if not files:
            raise SystemExit(f"{info.name} has no licence file. It cannot be in the package.")
        whole = "\n".join(path.read_text() for path in files)
        holders = re.findall(r"^\s*Copyright .+$", whole, re.MULTILINE) or ["its authors"]
        holder = "\n ".join(dict.fromkeys(line.strip() for line in holders))
        parts.append(f"Files: {name}/*\nCopyright: {holder}\nLicense: {info.name.removesuffix('.dist-info')}")
        texts[info.name.removesuffix(".dist-info")] = whole
        shutil.rmtree(info)
    parts += [f"License: {name}\n{indented(text)}" for name, text in texts.items()]
    (tree / "debian/copyright").write_text("\n\n".join(parts) + "\n")


def indented(text: str) -> str:
    """A text as a field's continuation: each line after a space, an empty one as a dot."""
    return "\n".join(f" {line.rstrip()}" if line.strip() else " ." for line in text.strip().splitlines())


def write_changelog(tree: Path, version: str, committed_at: int) -> None:
    """Debian's changelog, which gives the package its version."""
    date = format_datetime(datetime.fromtimestamp(committed_at, UTC))
    by = re.search(r"^Maintainer: (.+)$", (tree / "debian/control").read_text(), re.MULTILINE)
    entry = (
        f"{PACKAGE} ({version}) stable; urgency=medium\n\n  * As of this commit.\n\n -- {by and by.group(1)}  {date}\n"
    )
    (tree / "debian/changelog").write_text(entry)


def date_everything(tree: Path, committed_at: int) -> None:
    """Give every file and folder the time of the commit, and the usual mode."""
    for path in tree.rglob("*"):
        os.utime(path, (committed_at, committed_at))
        if path.is_file():
            path.chmod(0o755 if path.parent.name in {"start", "debian"} and path.read_bytes()[:2] == b"#!" else 0o644)


def build(tree: Path, committed_at: int) -> Path:
    """Let debhelper make the package; returns where it is."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(committed_at), "LC_ALL": "C.UTF-8", "DH_QUIET": "1"}
    for name in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL"):
        environment.pop(name, None)
    subprocess.run([tree / "debian/rules", "binary"], cwd=tree, env=environment, check=True, stdout=subprocess.DEVNULL)
    (built,) = tree.parent.glob(f"{PACKAGE}_*_all.deb")
    return built


def run(*words: str | Path) -> str:
    """What a command says; ends with its own complaint if it fails."""
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, words[:3]))}: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    main()
