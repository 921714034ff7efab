"""A publisher and its players as they run at a practice: real processes, real git, a real network."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pygit2
from click.testing import CliRunner

from publisher.cli import publisher as publisher_command
from publisher.preparation import prepare
from publisher.settings import Settings, read_settings
from publisher.store import practices, views
from publisher.store.database import Store

PATIENCE_SECONDS = 30

SLIDE = """---
title: {title}
group: sample
kind: local
picture:
  file: images/square.png
  decorative: true
owners: [a person who waits, a nurse]
agreed: 2026-11-01
review_by: 2029-10-31
---

{words}
"""

GROUP = """name: A sample group
agreement:
  - We listen to each other.
agreeing:
  rule: One person who waits and one nurse say yes.
  lived_experience: 1
  practice: 1
"""


def wait_until(holds: Callable[[], object], what: str, seconds: float = PATIENCE_SECONDS) -> object:
    """Wait until `holds` gives something true, and give it back; fail with a sentence if it never does."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = holds()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"Within {seconds} s it did not come about that {what}.")


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def end(processes: dict[str, "subprocess.Popen[bytes]"]) -> None:
    """Ask processes to end, the last started first, and wait until they have."""
    for process in reversed(processes.values()):
        process.send_signal(signal.SIGTERM)
    for process in processes.values():
        process.wait(20)
    processes.clear()


class ContentRepo:
    """A bare git repo, written to as an editor would: a commit for each save."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._repo = pygit2.init_repository(str(folder), bare=True, initial_head="main")

    def save(self, **files: str | bytes) -> None:
        """Commit files by path; a dot stands for the file itself, such as save(**{"slides/a.md": text})."""
        index = pygit2.Index()
        parents = [] if self._repo.head_is_unborn else [self._repo.head.target]
        if parents:
            index.read_tree(self._repo[self._repo.head.target].peel(pygit2.Tree))
        for path, text in files.items():
            data = text.encode() if isinstance(text, str) else text
            index.add(pygit2.IndexEntry(path, self._repo.create_blob(data), pygit2.enums.FileMode.BLOB))
        author = pygit2.Signature("a carer, sample group", "group@example.org")
        tree = index.write_tree(self._repo)
        self._repo.create_commit("refs/heads/main", author, author, "Save", tree, parents)


@dataclass(slots=True)
class Publisher:
    """A publisher of its own: gunicorn, a worker, a database, a shelf and keys."""

    folder: Path
    database_url: str
    content: ContentRepo
    port: int = field(default_factory=free_port)
    sizes: str = "640x360"
    front: str = ""
    """Its address if a web server stands in front."""
    processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return self.front or f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "PUBLISHER_HOME": str(self.folder),
            "PUBLISHER_CONTENT": str(self.content.folder),
            "PUBLISHER_DATABASE": self.database_url,
            "PUBLISHER_ADDRESS": self.address,
            "PUBLISHER_SIZES": self.sizes,
            "PUBLISHER_POLL_SECONDS": "1",
            "PUBLISHER_REPORT_SECONDS": "1",
            "PUBLISHER_PROCESSES": "1",
        }

    @property
    def settings(self) -> Settings:
        return read_settings(self.environment)

    @property
    def store(self) -> Store:
        return Store.open(self.database_url)

    def start(self) -> None:
        """Prepare everything, start gunicorn and the worker, add a practice."""
        prepare(self.settings)
        with self.store.begin() as db:
            practices.add(db, "oakfield", "Oakfield", "Europe/London", datetime.now(UTC))
        self.start_worker()
        self.start_web()

    def start_web(self) -> None:
        self._start("serve", "--bind", f"127.0.0.1:{self.port}", "--workers", "1")
        wait_until(self._answers, "the web server answers")

    def start_worker(self) -> None:
        self._start("worker")

    def _start(self, *command: str) -> None:
        log = (self.folder / f"{command[0]}.log").open("ab")
        words = [sys.executable, "-m", "publisher", *command]
        self.processes[command[0]] = subprocess.Popen(words, env=self.environment, stdout=log, stderr=log)
        log.close()

    def _answers(self) -> bool:
        try:
            behind = f"http://127.0.0.1:{self.port}{urlsplit(self.address).path}"
            with urllib.request.urlopen(f"{behind}/api/v1/health", timeout=1) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def call(self, *command: str) -> str:
        """Do one `publisher` command, which has to go well; in this process, since to start one takes longer."""
        done = CliRunner().invoke(publisher_command, command, env=self.environment)
        assert done.exit_code == 0, f"{command}: {done.exit_code}\n{done.output}\n{done.exception!r}"
        return done.output

    def call_alone(self, *command: str, expect: int = 0) -> str:
        """Run one `publisher` command in a process of its own; its exit code has to be `expect`."""
        words = [sys.executable, "-m", "publisher", *command]
        done = subprocess.run(words, env=self.environment, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == expect, f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def views(self) -> dict[str, int]:
        """How often each slide was counted."""
        with self.store.begin() as db:
            counts = views.counts(db)
        totals: dict[str, int] = {}
        for count in counts:
            totals[count.slide] = totals.get(count.slide, 0) + count.views
        return totals

    def stop(self) -> None:
        end(self.processes)


@dataclass(slots=True)
class Player:
    """A player with its own state folder; its panel is a file."""

    folder: Path
    publisher_address: str
    processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    @property
    def panel(self) -> Path:
        return self.folder / "panel.jpg"

    @property
    def log(self) -> str:
        return "".join(path.read_text(errors="replace") for path in sorted(self.folder.glob("*.log")))

    def pair(self, publisher: Publisher, screen: str, size: str = "640x360") -> None:
        """Show a code, have it typed in, and wait until the player knows who it is."""
        self.folder.mkdir(parents=True, exist_ok=True)
        words = ["pair", "--publisher", self.publisher_address, "--size", size, "--display", f"file:{self.panel}"]
        pairing = subprocess.Popen(self._words(*words), stdout=subprocess.PIPE, text=True)
        assert pairing.stdout is not None
        code = next(m.group() for line in pairing.stdout if (m := re.search(r"\b[A-Z0-9]{3}-[A-Z0-9]{3}\b", line)))
        publisher.call("claim", code, "--practice", "oakfield", "--name", screen, "--screen", screen)
        assert pairing.wait(PATIENCE_SECONDS) == 0

    def start(self, *jobs: str) -> None:
        for job in jobs:
            self.start_job(job)

    def start_job(self, job: str) -> None:
        with (self.folder / f"{job}.log").open("ab") as log:
            self.processes[job] = subprocess.Popen(self._job(job), stdout=log, stderr=log)

    def _job(self, job: str) -> list[str]:
        if job == "show":
            # The clock is a stand-in that runs faster; everything else is the player itself.
            arguments = [str(self.folder), f"file:{self.panel}"]
            return [sys.executable, "-m", "tests.journey.quick_show", *arguments]
        return self._words(job)

    def _words(self, *command: str) -> list[str]:
        return [sys.executable, "-m", "player", *command, "--state", str(self.folder)]

    def kill(self, job: str) -> None:
        """End a job as a power cut would, and start it again."""
        self.processes[job].kill()
        self.processes[job].wait()
        self.start_job(job)

    def recorded_views(self) -> int:
        """How many views the journal has ever recorded; each took the next number."""
        return self._ask_journal(
            "select max(coalesce(max(sequence), 0), max(forgotten)) from boots left join views on views.boot = boots.id"
        )

    def waiting_views(self) -> int:
        """How many views have no receipt yet."""
        return self._ask_journal("select count(*) from views")

    def _ask_journal(self, question: str) -> int:
        journal = f"file:{self.folder / 'journal.db'}?mode=ro"
        try:
            with closing(sqlite3.connect(journal, uri=True)) as opened:
                row = opened.execute(question).fetchone()
        except sqlite3.OperationalError:
            return 0  # the player has not made it yet
        return int(row[0] or 0) if row else 0

    def status(self) -> dict[str, object]:
        done = subprocess.run(self._words("status", "--json"), capture_output=True, text=True, timeout=20, check=False)
        record: dict[str, object] = json.loads(done.stdout)
        return record

    def stop(self) -> None:
        end(self.processes)
