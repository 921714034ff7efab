"""A whole machine with a television, emulated: started, spoken to, looked at, and ended."""

import io
import json
import os
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from lab_disk import Disk
from PIL import Image

BOOT_SECONDS = 300.0
PATIENCE_SECONDS = 400.0
FAST = ("mitigations=off", "nowatchdog", "audit=0", "apparmor=0", "systemd.show_status=no")
"""An emulated processor has no secrets, and no time to waste."""


class Machine:
    """One emulated machine with one disk."""

    def __init__(self, disk: Disk, folder: Path) -> None:
        self.disk = disk
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *words: str) -> float:
        """Switch the machine on, with more words for its kernel; returns the seconds until it answers."""
        began = time.monotonic()
        for name in ("agent", "qmp"):
            (self.folder / name).unlink(missing_ok=True)
        self._process = subprocess.Popen(
            self._command(*words), stdin=subprocess.DEVNULL, stderr=(self.folder / "qemu.log").open("ab")
        )
        self._qmp = self._connect("qmp")
        self._qmp.readline()
        self._tell("qmp_capabilities")
        self._agent = self._connect("agent")
        self.run("true", seconds=BOOT_SECONDS)
        return time.monotonic() - began

    def _command(self, *words: str) -> list[str]:
        line = " ".join(("root=/dev/vda", "rw", "net.ifnames=0", "console=ttyS0", "quiet", "loglevel=3", *FAST, *words))
        return [
            "nice", "-n", "10", "qemu-system-x86_64", "-accel", "tcg", "-cpu", "Nehalem",
            "-smp", "1", "-m", "512", "-display", "none", "-vga", "none", "-no-reboot", "-nodefaults",
            "-device", "virtio-gpu-pci,xres=1920,yres=1080",
            "-kernel", self.disk.kernel.as_posix(), "-initrd", self.disk.initrd.as_posix(), "-append", line,
            "-drive", f"file={self.disk.image},if=virtio,format=raw,cache=writeback",
            "-nic", "user,model=virtio-net-pci",
            "-chardev", f"socket,id=agent,path={self.folder / 'agent'},server=on,wait=off",
            "-device", "virtio-serial-pci", "-device", "virtserialport,chardev=agent,name=lab",
            "-serial", f"file:{self.folder / 'serial.log'}",
            "-qmp", f"unix:{self.folder / 'qmp'},server=on,wait=off",
        ]  # fmt: skip

    def run(self, command: str, *, seconds: float = PATIENCE_SECONDS) -> str:
        """What the machine's shell says to a command; a command that fails ends the scenario."""
        code, said = self.ask(command, seconds=seconds)
        assert code == 0, f"`{command}` ended with {code}:\n{said}"
        return said

    def ask(self, command: str, *, seconds: float = PATIENCE_SECONDS) -> tuple[int, str]:
        """How a command ends in the machine's shell, and what it says."""
        self._agent_socket.settimeout(seconds)
        self._agent.write(json.dumps({"run": command}).encode() + b"\n")
        self._agent.flush()
        answer = json.loads(self._agent.readline())
        return answer["code"], answer["said"].strip()

    def look(self) -> Image.Image:
        """What is on the television now, pixel for pixel."""
        path = self.folder / "screen.ppm"
        self._tell("screendump", filename=path.as_posix())
        with Image.open(io.BytesIO(path.read_bytes())) as seen:
            return seen.convert("RGB")

    def stop(self) -> None:
        """Pull the plug."""
        if self._process is not None:
            with suppress(OSError):
                self._tell("quit")
            self._process.wait(timeout=20)
            self._process = None

    def _connect(self, name: str) -> io.BufferedRWPair:
        path = self.folder / name
        found = socket.socket(socket.AF_UNIX)
        wait_until(lambda: _connects(found, path), f"the machine's {name}", 30)
        if name == "agent":
            self._agent_socket = found
        return found.makefile("rwb")

    def _tell(self, word: str, **arguments: object) -> None:
        self._qmp.write(json.dumps({"execute": word, "arguments": arguments}).encode() + b"\n")
        self._qmp.flush()
        while "event" in (answer := json.loads(self._qmp.readline() or b"{}")):
            pass
        assert "error" not in answer, answer


def wait_until(holds: Callable[[], object], what: str, seconds: float = PATIENCE_SECONDS, pause: float = 0.1) -> float:
    """Wait for something that is to come about; returns how many seconds it took."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < seconds, f"waited {seconds:.0f} s in vain: {what}"
        time.sleep(pause)
    return time.monotonic() - began


def _connects(found: socket.socket, path: Path) -> bool:
    try:
        found.connect(os.fspath(path))
    except OSError:
        return False
    return True
