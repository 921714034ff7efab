"""Starting, watching and ending the processes of the demo."""

import contextlib
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from publisher.errors import PublisherError

STOP_SECONDS = 10


@dataclass(slots=True)
class Processes:
    """Long-lived commands, each with a log of its own; ended in reverse order."""

    environment: Mapping[str, str]
    logs: Path
    _running: dict[str, tuple[list[str], subprocess.Popen[bytes]]] = field(default_factory=dict)

    def start(self, name: str, *command: str) -> None:
        """Start `python -m command…` under a name; what it says goes to its log."""
        words = [sys.executable, "-m", *command]
        with (self.logs / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                words, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        self._running[name] = (words, process)

    def call(self, *command: str, quiet: bool = True) -> None:
        """Run one short command, and show what it prints unless quiet; raises PublisherError."""
        words = [sys.executable, "-m", *command]
        pipe = subprocess.PIPE if quiet else None
        done = subprocess.run(words, env=self.environment, stdout=pipe, stderr=pipe, text=True, check=False)
        if done.returncode:
            raise PublisherError(f"`{' '.join(command)}` failed. {done.stderr or ''}".strip())

    def restart_ended(self) -> list[str]:
        """Start again whatever ended by itself, as systemd would; the names of those."""
        ended = [name for name, (_, process) in self._running.items() if process.poll() is not None]
        for name in ended:
            words, _ = self._running[name]
            self.start(name, *words[2:])
        return ended

    def stop(self) -> None:
        """End every process, the last started first."""
        for _, process in reversed(self._running.values()):
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(STOP_SECONDS)
            if process.poll() is None:
                process.kill()
                process.wait()
        self._running.clear()
