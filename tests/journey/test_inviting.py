"""A sign-in link that opens, or a sentence why there is none."""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest
from click.testing import CliRunner

from publisher.cli import publisher as publisher_command
from publisher.errors import SettingsError
from publisher.web.door.secret import kept_secret, web_secret
from tests.journey.stage import Publisher


def invite(publisher: Publisher, **changed: str) -> "subprocess.CompletedProcess[str]":
    words = [sys.executable, "-m", "publisher", "invite"]
    environment = {**publisher.environment, **changed}
    return subprocess.run(words, env=environment, capture_output=True, text=True, check=False)


def test_a_link_that_is_printed_opens(publisher: Publisher) -> None:
    done = invite(publisher)
    assert (done.returncode, done.stderr) == (0, "")
    with urllib.request.urlopen(done.stdout.strip()) as page:
        assert b"Sign in" in page.read()


def test_a_link_that_the_web_process_would_refuse_is_not_printed(publisher: Publisher) -> None:
    elsewhere = publisher.folder.parent / "another"
    shelf = {"PUBLISHER_SHELF": str(publisher.folder / "shelf"), "PUBLISHER_HOME": str(elsewhere)}
    done = invite(publisher, **shelf)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{elsewhere}/web-secret is not there" in done.stderr
    assert not elsewhere.exists()

    web_secret(elsewhere)
    done = invite(publisher, **shelf)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{publisher.address} refuses a link that was made with {elsewhere}/web-secret" in done.stderr


def test_a_link_that_could_not_be_tried_comes_with_a_word_of_it(publisher: Publisher) -> None:
    publisher.stop()
    done = invite(publisher)
    assert done.returncode == 0
    assert done.stdout.startswith(f"{publisher.address}/sign-in?token=")
    assert "did not answer" in done.stderr
    assert "Open it before you send it" in done.stderr


@pytest.mark.parametrize(
    ("status", "header", "note"),
    [(200, "", ""), (302, "", ""), (502, "", "answered 502"), (400, "", "answered 400"), (404, "", "answered 404"),
     (401, "WWW-Authenticate", "asks for a password of its own")],
)  # fmt: skip
def test_what_answers_in_front_of_a_publisher_is_told(tmp_path: Path, status: int, header: str, note: str) -> None:
    class InFront(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header(header or "X-Nothing", "Basic")
            self.send_header("Location", "/")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    web_secret(tmp_path)
    (tmp_path / "shelf").mkdir()
    server = HTTPServer(("127.0.0.1", 0), InFront)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    settings = {"PUBLISHER_HOME": str(tmp_path), "PUBLISHER_ADDRESS": address}
    done = CliRunner().invoke(publisher_command, ["invite"], env=settings)
    server.shutdown()
    assert done.exit_code == 0
    assert done.stdout.startswith(f"{address}/sign-in?token=")
    assert note in done.stderr
    assert bool(done.stderr) is bool(note)


def test_the_wrong_account_is_told_the_right_one() -> None:
    with TemporaryDirectory() as folder:
        home = Path(folder)
        web_secret(home)
        home.chmod(0o711)
        (home / "web-secret").chmod(0o600 if os.geteuid() == 0 else 0)
        said = as_nobody(lambda: kept_secret(home))
        assert "permission denied" in said
        assert f"account of `publisher serve`, which is {home.owner()}" in said


def as_nobody(work: Callable[[], object]) -> str:
    """What this work fails with in an account that may read nothing of ours."""
    ours, theirs = os.pipe()
    if (child := os.fork()) == 0:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            work()
        except SettingsError as error:
            os.write(theirs, str(error).encode())
        finally:
            os._exit(0)
    os.close(theirs)
    os.waitpid(child, 0)
    said = os.read(ours, 4096).decode()
    os.close(ours)
    return said
