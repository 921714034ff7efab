"""A fresh Debian that boots by its own systemd beside this one's, with a network of its own."""

import os
import signal
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path
from shutil import copy, rmtree

BARE = "systemd,systemd-sysv,adduser,passwd,ca-certificates,tzdata,procps"
"""What a Debian server has before anybody touches it, as far as a guide may count on it."""
PATIENCE_SECONDS = 60
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
CERTIFICATES = "etc/ssl/certs/ca-certificates.crt"
PACKAGES = ("PIP_", "UV_", "SSL_CERT_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
"""How the variables begin that say where this machine's Python packages come from; a machine in it needs the same."""
PIP_FILES = (Path("/etc/pip.conf"), Path.home() / ".config/pip/pip.conf")


class Machine:
    """One such Debian. Commands run in it as root."""

    def __init__(self, suite: str, root: Path) -> None:
        self.root = root
        self._suite = suite
        self._log = root.parent / f"{root.name}.log"
        self._undo = ExitStack()
        self._nspawn: subprocess.Popen[bytes] | None = None

    def build(self) -> None:
        """Make it, and tell it what this machine knows of where packages come from."""
        self._undo.callback(rmtree, self.root, ignore_errors=True)
        self._undo.callback(self._log.unlink, missing_ok=True)
        subprocess.run(
            ["mmdebstrap", "--quiet", "--variant=apt", f"--include={BARE}", self._suite, self.root], check=True
        )
        copy("/etc/resolv.conf", self.root / "etc/resolv.conf")
        for file in filter(Path.exists, PIP_FILES):
            copy(file, self.root / "etc/pip.conf" if file.parent == Path("/etc") else self._pip_folder() / "pip.conf")

    def trust(self, certificate: Path) -> None:
        """Trust what this machine trusts, and this certificate."""
        known = Path("/", CERTIFICATES).read_bytes() + certificate.read_bytes()
        (self.root / CERTIFICATES).write_bytes(known)

    def boot(self) -> None:
        """Start it, and wait until its own systemd has."""
        alone = [] if Path("/run/systemd/system").exists() else ["--keep-unit"]
        shown = [f"--bind-ro={folder}" for folder in _folders_of_packages()]
        words = ["systemd-nspawn", "--quiet", "--boot", "--register=no", "--private-network", "--console=pipe"]
        with self._log.open("ab") as log:
            self._nspawn = subprocess.Popen(
                [*words, *alone, *shown, "--resolv-conf=off", "--directory", self.root],
                env={**os.environ, "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"},
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        self._undo.callback(self.switch_off)
        until = time.monotonic() + PATIENCE_SECONDS
        while not self._has_started():
            assert time.monotonic() < until, self._log.read_text(errors="replace")
            time.sleep(0.5)

    def switch_off(self) -> None:
        """Ask it to end, as the button at the machine does."""
        assert self._nspawn is not None
        self._nspawn.send_signal(signal.SIGTERM)
        try:
            self._nspawn.wait(60)
        finally:
            self._nspawn.kill()

    def close(self) -> None:
        """Stop it and take everything away again."""
        self._undo.close()

    def run(self, *words: str, said: str | None = None, outside: bool = False) -> str:
        """What a command says; a failure fails the test. `outside` lends it this machine's network."""
        done = self.attempt(*words, said=said, outside=outside)
        assert done.returncode == 0, f"{words} {said or ''}\n{done.stdout}{done.stderr}"
        return done.stdout

    def attempt(
        self, *words: str, said: str | None = None, outside: bool = False
    ) -> "subprocess.CompletedProcess[str]":
        """Run a command, well or not."""
        return subprocess.run(self._inside(words, outside), input=said, capture_output=True, text=True, check=False)

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """A command that goes on while others run."""
        return subprocess.Popen(self._inside(words, outside=False), stdout=subprocess.PIPE, text=True)

    def _inside(self, words: tuple[str, ...], outside: bool) -> list[str]:
        spaces = ["--mount", "--uts", "--ipc", "--pid", "--cgroup", *([] if outside else ["--net"])]
        told = [f"{name}={value}" for name, value in os.environ.items() if name.upper().startswith(PACKAGES)]
        base = [f"PATH={PATH}", "HOME=/root", "LC_ALL=C.UTF-8", "DEBIAN_FRONTEND=noninteractive"]
        return ["nsenter", "-t", self._children()[0], *spaces, "env", "-i", *base, *told, *words]

    def _children(self) -> list[str]:
        """Its first process, as this machine numbers it; none before it is there."""
        assert self._nspawn is not None
        assert self._nspawn.poll() is None, "The machine has ended."
        return Path(f"/proc/{self._nspawn.pid}/task/{self._nspawn.pid}/children").read_text().split()

    def _has_started(self) -> bool:
        if not self._children():
            return False
        return self.attempt("systemctl", "is-system-running").stdout.strip() in {"running", "degraded"}

    def _pip_folder(self) -> Path:
        folder = self.root / "root/.config/pip"
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def _folders_of_packages() -> list[str]:
    """Folders of this machine in which pip looks for packages; a simple index (PEP 503) leads to files beside it."""
    told = [value for name, value in os.environ.items() if name.startswith("PIP_")]
    told += [file.read_text() for file in PIP_FILES if file.exists()]
    words = " ".join(told).replace("file://", "").split()
    folders = {Path(word) for word in words if word.startswith("/") and Path(word).is_dir()}
    return sorted({str(folder.parent if folder.name == "simple" else folder) for folder in folders})
