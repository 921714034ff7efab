"""Makes the signed apt repository in dist/apt, for any web server to serve: `make apt-repo`.

Every package of the player in dist/ goes into its pool, and those of before stay. The key is made
once, and never lies in the repository or in the project.
"""

import argparse
import lzma
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = "waiting-room-screens"
LABEL = "Waiting Room Screens"
ARCHITECTURES = ("amd64", "arm64")


def main() -> None:
    """Make it, and say how a player takes it up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", required=True, help="Where players will find it: https://screens.example.org/apt")
    parser.add_argument(
        "--key", type=Path, required=True, help="The folder of the signing key; made if it is not there."
    )
    parser.add_argument("--packages", type=Path, default=ROOT / "dist", help="The folder with the .deb files.")
    parser.add_argument("--into", type=Path, default=ROOT / "dist" / "apt", help="The folder for the repository.")
    parser.add_argument(
        "--valid-days",
        type=int,
        default=0,
        help="Players take nothing more after so many days; 0 for no end. Only where a timer signs anew before that.",
    )
    options = parser.parse_args()
    make_key(options.key)
    fill_pool(options.packages, options.into / "pool")
    suite = options.into / "dists" / "stable"
    for architecture in ARCHITECTURES:
        write_index(options.into, suite / "main" / f"binary-{architecture}", architecture)
    write_release(options.into, suite, options.valid_days)
    sign(suite, options.key)
    source = options.into / f"{NAME}.sources"
    source.write_text(source_of(options.address, options.key))
    sys.stdout.write(f"{options.into}\nOn a player: curl -fsS {options.address}/{source.name}")
    sys.stdout.write(f" | sudo tee /etc/apt/sources.list.d/{source.name}\n")


def make_key(folder: Path) -> None:
    """A key of our own, without a password, readable by its owner alone."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True)
        gpg(folder, "--passphrase", "", "--quick-generate-key", f"{LABEL} updates", "ed25519", "sign", "never")


def fill_pool(packages: Path, pool: Path) -> None:
    """Put the packages into the pool; one that is there never changes."""
    pool.mkdir(parents=True, exist_ok=True)
    for package in sorted(packages.glob("waiting-room-player_*.deb")):
        kept = pool / package.name
        if kept.exists() and kept.read_bytes() != package.read_bytes():
            raise SystemExit(f"{kept} is another package of the same version. Raise the version in player/__init__.py.")
        shutil.copyfile(package, kept)


def write_index(into: Path, folder: Path, architecture: str) -> None:
    """What the pool has for one kind of machine."""
    folder.mkdir(parents=True, exist_ok=True)
    index = run("apt-ftparchive", "--arch", architecture, "packages", "pool", folder=into).encode()
    (folder / "Packages").write_bytes(index)
    (folder / "Packages.xz").write_bytes(lzma.compress(index))


def write_release(into: Path, suite: Path, valid_days: int = 0) -> None:
    """The one file that is signed: the digests of all the others.

    Without an end to it, somebody who sits between could hold players at today's version; with one,
    a project that rests would leave new players without a way in. Apt never goes back to an older one.
    """
    facts = {"Origin": LABEL, "Label": LABEL, "Suite": "stable", "Codename": "stable", "Components": "main"}
    facts["Architectures"] = " ".join(ARCHITECTURES)
    if valid_days:
        facts["ValidTime"] = str(valid_days * 86_400)
    options = [word for name, fact in facts.items() for word in ("-o", f"APT::FTPArchive::Release::{name}={fact}")]
    for old in ("InRelease", "Release.gpg", "Release"):
        (suite / old).unlink(missing_ok=True)
    release = run("apt-ftparchive", *options, "release", str(suite.relative_to(into)), folder=into)
    (suite / "Release").write_text(release)


def sign(suite: Path, key: Path) -> None:
    """Sign the release, within it and beside it."""
    gpg(key, "--output", str(suite / "InRelease"), "--clearsign", str(suite / "Release"))
    gpg(key, "--output", str(suite / "Release.gpg"), "--armor", "--detach-sign", str(suite / "Release"))


def source_of(address: str, key: Path) -> str:
    """The one file that a player needs: where the repository is, and who signs it."""
    armoured = gpg(key, "--armor", "--export").strip().splitlines()
    lines = "\n".join(f" {line or '.'}" for line in armoured)
    return f"Types: deb\nURIs: {address}\nSuites: stable\nComponents: main\nSigned-By:\n{lines}\n"


def gpg(folder: Path, *words: str) -> str:
    """Let gpg do something with the key in this folder, and leave nothing of it running."""
    try:
        return run("gpg", "--homedir", str(folder), "--batch", "--yes", "--quiet", *words)
    finally:
        run("gpgconf", "--homedir", str(folder), "--kill", "all")


def run(*words: str, folder: Path | None = None) -> str:
    """What a command says; ends with its own complaint if it fails."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{words[0]}: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    main()
