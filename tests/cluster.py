"""A real PostgreSQL server for the time of a test session, and a fresh database for each test."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg

_ENDS_WITH_US = '"$@" & read -r _; kill -INT $!; wait $!'
"""A shell that stops the server when its own input closes, so a killed test run leaves none behind."""

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB")
"""Settings for tests: nothing needs to outlive the machine."""

DURABLE = ("fsync=on", "synchronous_commit=on", "shared_buffers=128MB")
"""Settings as in real life, for measuring."""


@dataclass(frozen=True)
class Cluster:
    """A running server, reachable through a socket in its own folder."""

    folder: Path
    user: str
    numbers: Iterator[int]

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{self.user}@/{database}?host={self.folder}"

    def create(self, template: str = "template0") -> str:
        name = f"test_{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def run(self, sentence: str) -> None:
        with psycopg.connect(f"host={self.folder} user={self.user} dbname=postgres", autocommit=True) as db:
            db.execute(sentence)


@contextmanager
def running_cluster(settings: tuple[str, ...] = FAST) -> Iterator[Cluster]:
    """Start a server in a new folder, stop it at the end, and take the folder away."""
    programs = _find_programs()
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path has room for 107 characters
    account = _account()
    os.chown(folder, account.pw_uid, account.pw_gid)
    who = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": ()} if os.geteuid() == 0 else {}
    cluster = Cluster(folder, account.pw_name, count(1))
    try:
        _initialise(programs, cluster, who)
        with _serving(programs, cluster, settings, who):
            yield cluster
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _find_programs() -> Path:
    """The folder that holds initdb and postgres."""
    candidates = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    if shutil.which("pg_config"):
        answer = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=False)
        candidates.append(Path(answer.stdout.strip()))
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name))
    for candidate in candidates:
        if (candidate / "initdb").exists() and (candidate / "postgres").exists():
            return candidate
    raise RuntimeError(
        "The tests need PostgreSQL's server, and it is not on this machine. Run `make test`, which installs it, "
        "or install it yourself: `apt-get install postgresql` or `brew install postgresql`."
    )


def _account() -> pwd.struct_passwd:
    """Whom the server runs as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    names = {account.pw_name: account for account in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _initialise(programs: Path, cluster: Cluster, who: dict) -> None:
    options = ["--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C", f"--username={cluster.user}"]
    command = [programs / "initdb", *options, "-D", cluster.folder / "data"]
    done = subprocess.run(command, cwd=cluster.folder, capture_output=True, text=True, check=False, **who)
    if done.returncode != 0:
        raise RuntimeError(f"initdb failed: {done.stderr.strip()}")


@contextmanager
def _serving(programs: Path, cluster: Cluster, settings: tuple[str, ...], who: dict) -> Iterator[None]:
    where = (f"unix_socket_directories={cluster.folder}", "listen_addresses=")
    command = [programs / "postgres", "-D", cluster.folder / "data"]
    options = [word for setting in (*where, *settings) for word in ("-c", setting)]
    with (cluster.folder / "log").open("w") as log:
        server = subprocess.Popen(
            ["sh", "-c", _ENDS_WITH_US, "sh", *command, *options],
            cwd=cluster.folder, stdin=subprocess.PIPE, stdout=log, stderr=log, **who,
        )  # fmt: skip
    try:
        _wait_until_ready(server, cluster)
        yield
    finally:
        server.stdin.close()
        server.wait(timeout=30)


def _wait_until_ready(server: subprocess.Popen, cluster: Cluster) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            return cluster.run("SELECT 1")
        except psycopg.OperationalError as error:
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"PostgreSQL did not start: {(cluster.folder / 'log').read_text()}") from error
            time.sleep(0.05)
