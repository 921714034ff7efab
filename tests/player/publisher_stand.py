"""A small publisher on this machine, with real signatures and real HTTP, that can be told to misbehave."""

import gzip
import hashlib
import json
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from signed import SignedRepository

from player.contract.limits import FORMAT
from player.contract.reading import read_enrolment_request, read_manifest, read_proof, read_refusal, read_report, write
from player.contract.records import (
    Assigned,
    Enrolment,
    Entry,
    Manifest,
    Paired,
    Programme,
    Proof,
    ProofWanted,
    Receipt,
    Refusal,
    Report,
    UnknownEdition,
    View,
)

API = "/api/v1"
SCREEN = "oakfield-1"
SIZE = (1920, 1080)
GONE = (410, b'{"error": "Front desk was unpaired."}')


@dataclass(frozen=True)
class SlideOnStand:
    """One slide to publish; another `text` makes another revision and another frame."""

    id: str
    text: str = "first"
    dwell_seconds: int = 1
    last_day: date | None = None
    needs_clock: bool = False
    picture: bytes | None = None

    def frame(self) -> bytes:
        return self.picture or f"frame of {self.id}, {self.text} ".encode() * 40

    def entry(self) -> Entry:
        frame = self.frame()
        return Entry(
            slide=self.id,
            revision=digest_of(self.text.encode()),
            title=f"About {self.id}",
            language="en",
            alt=self.text,
            frame=digest_of(frame),
            frame_bytes=len(frame),
            dwell_seconds=self.dwell_seconds,
            last_day=self.last_day,
            needs_clock=self.needs_clock,
        )


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class PublisherStand:
    """Everything that a publisher serves to one screen."""

    def __init__(self) -> None:
        self.contents = SignedRepository()
        self.programmes = SignedRepository()
        self.frames: dict[str, bytes] = {}
        self.manifests: dict[str, Manifest] = {}
        self.serial = 0
        self.poll_seconds = 1
        self.report_seconds = 1
        self.timezone = "Europe/London"
        self.secret_sha256: str | None = None
        self.code: str | None = None
        self.paired = False
        self.unpaired: set[str] = set()
        """Digests of secrets whose screens were unpaired."""
        self.reports: list[Report] = []
        self.refusals: list[Refusal] = []
        self.forgotten: set[tuple[str, int]] = set()
        """Editions, by playlist and number, that an old copy has made it forget."""
        self.proofs: list[Proof] = []
        self.is_old = False
        """Whether it is of a version that knows nothing of refusals and proofs."""
        self.is_newer = False
        """Whether it says more in each record than players know."""
        self.packed: list[tuple[int, int]] = []
        """How long each packed body was, and how long it is unpacked."""
        self.views: dict[tuple[str, int], View] = {}
        self.already = 0
        self.conflicts: list[View] = []
        self.asked: list[str] = []
        """`METHOD path status` of everything that was answered."""
        self.connections = 0
        self.sent_bytes = 0
        self.clock_error = timedelta(0)
        self.pairing_picture = b"\xff\xd8\xffpairing picture K7MPQ2XW"
        self.wrongs: dict[str, str] = {}
        """How to misbehave (see `Handler._misbehave`), by a part of the path."""
        self.released = threading.Event()
        self.lock = threading.Lock()
        self.contents.publish({})
        handler = type("Handler", (_Handler,), {"stand": self})
        self.server = _Server(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        self.released.set()
        self.server.shutdown()
        self.server.server_close()

    def publish(self, playlist: str, *slides: SlideOnStand, edition: int | None = None) -> Manifest:
        """A new edition of a playlist: frames first, then signed."""
        before = self.manifests.get(playlist)
        number = edition or (before.edition + 1 if before is not None else 1)
        self.frames.update({digest_of(slide.frame()): slide.frame() for slide in slides})
        entries = tuple(slide.entry() for slide in slides)
        manifest = Manifest(FORMAT, playlist, playlist.title(), number, "c" * 40, *SIZE, "image/jpeg", entries)
        self.manifests[playlist] = manifest
        self.contents.publish({_target(name): self._written(one) for name, one in self.manifests.items()})
        return manifest

    def assign(self, *playlists: str, serial: int | None = None, **more: object) -> Programme:
        """A new programme for the screen, of the editions published last."""
        self.serial = serial or self.serial + 1
        programme = Programme(
            format=FORMAT,
            screen=SCREEN,
            serial=self.serial,
            practice="oakfield",
            timezone=self.timezone,
            issued_at=datetime.now(UTC),
            width=SIZE[0],
            height=SIZE[1],
            poll_seconds=self.poll_seconds,
            report_seconds=self.report_seconds,
            assigned=tuple(self._assigned(playlist) for playlist in playlists),
        )
        programme = replace(programme, **more)  # type: ignore[arg-type]
        self.programmes.publish({f"screens/{SCREEN}.json": self._written(programme)})
        return programme

    def show(self, playlist: str, *slides: SlideOnStand) -> Programme:
        """Publish a playlist and put it on the screen."""
        self.publish(playlist, *slides)
        return self.assign(playlist)

    def type_code(self) -> None:
        """Somebody at the practice types the code in."""
        self.paired = True

    def unpair(self) -> None:
        """Somebody at the practice takes the screen away."""
        assert self.secret_sha256
        self.unpaired.add(self.secret_sha256)
        self.secret_sha256, self.code, self.paired = None, None, False

    def slide_of(self, frame: bytes) -> str | None:
        """Which slide a picture is, if it is any frame that was ever published."""
        entries = (entry for manifest in self.manifests.values() for entry in manifest.entries)
        return next((entry.slide for entry in entries if entry.frame == digest_of(frame)), None)

    def enrolment(self) -> Enrolment:
        return Enrolment(self.code or "", datetime.now(UTC) + timedelta(minutes=15), 1)

    def answer_paired(self) -> Paired:
        return Paired(FORMAT, SCREEN, "Front desk", "Oakfield", self.contents.first_root, self.programmes.first_root)

    def take_in(self, report: Report) -> Receipt:
        """Count each view once, and notice if it says something else the second time."""
        with self.lock:
            self.reports.append(report)
            known = [view for view in report.views if (report.journal, view.sequence) in self.views]
            for view in report.views:
                before = self.views.setdefault((report.journal, view.sequence), view)
                if before != view:
                    self.conflicts.append(view)
            self.already += len(known)
            return Receipt(report.id, len(report.views) - len(known), len(known), datetime.now(UTC))

    def take_proof(self, proof: Proof) -> None:
        """Remember an edition again."""
        manifest = read_manifest(proof.manifest.encode())
        self.forgotten.discard((manifest.playlist, manifest.edition))
        self.proofs.append(proof)

    def unknown_in(self, report: Report) -> tuple[UnknownEdition, ...]:
        named = {(view.playlist, view.edition) for view in report.views}
        return tuple(UnknownEdition(*one) for one in sorted(named & self.forgotten))

    def _written(self, record: Manifest | Programme) -> bytes:
        """What is signed; a newer publisher says something more in each of its records."""
        said = json.loads(write(record))
        for one in (said, *said.get("entries", ()), *said.get("assigned", ())) if self.is_newer else ():
            one["brightness"] = {"evening": 0.4}
        return json.dumps(said).encode() if self.is_newer else write(record)

    def _assigned(self, playlist: str) -> Assigned:
        manifest = self.manifests[playlist]
        data = self._written(manifest)
        return Assigned(playlist, manifest.edition, digest_of(data), len(data))


def _target(playlist: str) -> str:
    return f"playlists/{playlist}/{SIZE[0]}x{SIZE[1]}.json"


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Clients are killed here in the middle of a question; that is what the tests are for."""


class _Handler(BaseHTTPRequestHandler):
    stand: PublisherStand
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        super().setup()
        self.stand.connections += 1

    def log_message(self, format: str, *args: object) -> None:
        pass

    def date_time_string(self, timestamp: float | None = None) -> str:
        return format_datetime(datetime.now(UTC) + self.stand.clock_error, usegmt=True)

    def do_GET(self) -> None:
        self._serve(self._find)

    def do_POST(self) -> None:
        self._body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers["Content-Encoding"] == "gzip":
            self.stand.packed.append((len(self._body), len(gzip.decompress(self._body))))
            self._body = gzip.decompress(self._body)
        self._serve(self._take)

    def _serve(self, work) -> None:  # type: ignore[no-untyped-def]
        wrong = next((how for part, how in self.stand.wrongs.items() if part in self.path), None)
        status, body = work(self.path.removeprefix(API))
        if wrong is not None and self._misbehave(wrong, body):
            return
        self._answer(status, body)

    def _find(self, path: str) -> tuple[int, bytes]:
        stand = self.stand
        if self._is_gone():
            return GONE
        if path.startswith(("/screens/", "/enrolments/")) and not self._is_authorised():
            return (404 if path.startswith("/enrolments/") else 401), b"{}"
        if path.startswith("/enrolments/mine"):
            return self._find_enrolment(path)
        if path.startswith("/screens/"):
            return _of(stand.programmes.files, path.removeprefix(f"/screens/{SCREEN}/"))
        if path.startswith("/content/"):
            return _of(stand.contents.files, path.removeprefix("/content/"))
        return _of(stand.frames, path.removeprefix("/frames/"))

    def _find_enrolment(self, path: str) -> tuple[int, bytes]:
        stand = self.stand
        if path.endswith("/picture"):
            return 200, stand.pairing_picture
        if stand.paired:
            return 200, write(stand.answer_paired())
        return (202, write(stand.enrolment())) if stand.code else (404, b"{}")

    def _take(self, path: str) -> tuple[int, bytes]:
        if path == "/enrolments":
            self.stand.secret_sha256 = read_enrolment_request(self._body).secret_sha256
            self.stand.code = self.stand.code or "K7MPQ2XW"
            return 201, write(self.stand.enrolment())
        if self._is_gone():
            return GONE
        if not self._is_authorised():
            return 401, b"{}"
        if path.endswith("/reports"):
            return self._take_report(read_report(self._body))
        if self.stand.is_old:
            return 404, b"{}"
        if path.endswith("/refusals"):
            self.stand.refusals.append(read_refusal(self._body))
        elif not any(part in path for part in self.stand.wrongs):
            self.stand.take_proof(read_proof(self._body))
        return 202, b"{}"

    def _take_report(self, report: Report) -> tuple[int, bytes]:
        unknown = self.stand.unknown_in(report)
        if unknown and self.headers["Prefer"] == "ask-for-proof" and not self.stand.is_old:
            return 409, write(ProofWanted(report.id, unknown))
        return 202, write(self.stand.take_in(report))

    def _is_authorised(self) -> bool:
        return self._secret_sha256() == self.stand.secret_sha256

    def _is_gone(self) -> bool:
        return self._secret_sha256() in self.stand.unpaired

    def _secret_sha256(self) -> str:
        return digest_of((self.headers["Authorization"] or "").removeprefix("Bearer ").encode())

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        tag = f'"{digest_of(body)}"'
        if self.command == "GET" and status == 200 and self.headers["If-None-Match"] == tag:
            status, body = 304, b""
        if status == 200 and self.headers["Range"] and self.headers["If-Range"] in {None, tag}:
            first = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))
            headers["Content_Range"] = f"bytes {first}-{len(body) - 1}/{len(body)}"
            status, body = 206, body[first:]
        self.stand.asked.append(f"{self.command} {self.path.removeprefix(API)} {status}")
        self.send_response(status)
        self.send_header("ETag", tag)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(OSError):  # a client that has enough hangs up
            self.wfile.write(body)
        self.stand.sent_bytes += len(body)

    def _misbehave(self, how: str, body: bytes) -> bool:
        """Do something wrong instead of answering; False if the answer is to be sent all the same."""
        if how == "hang":
            self.stand.released.wait(30)
        elif how == "lose":
            self.stand.asked.append(f"{self.command} {self.path} lost")
        elif how.isdecimal():
            self._answer(int(how), json.dumps({"error": "on purpose"}).encode(), Retry_After="1")
            return True
        elif how == "for sale":
            self._answer(410, b"<html>This domain is for sale.")
            return True
        elif how == "redirect":
            self._answer(302, b"portal", Location="http://127.0.0.1:9/portal")
            return True
        elif how in {"garbage", "longer", "tampered"}:
            wrong = {"garbage": b"<html>\xff log in", "longer": body + b"x" * 5_000_000, "tampered": _tampered(body)}
            self._answer(200, wrong[how])
            return True
        elif how == "truncated":
            self.send_response(200)
            self.send_header("ETag", f'"{digest_of(body)}"')
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2])
        self.close_connection = True
        return True


def _tampered(body: bytes) -> bytes:
    middle = len(body) // 2
    return body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :]


def _of(files: dict[str, bytes], name: str) -> tuple[int, bytes]:
    return (200, files[name]) if name in files else (404, b"{}")
