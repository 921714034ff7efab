"""What fuzzing begins from: the sample content, pictures of every kind, and records as both ends write them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from io import BytesIO
from pathlib import Path

from PIL import Image
from securesystemslib.signer import Signature
from tuf.api.metadata import Metadata, TargetFile, Targets
from tuf.api.serialization.json import JSONSerializer

from player.contract.limits import FORMAT
from player.contract.reading import write
from player.contract.records import (
    Assigned,
    EnrolmentRequest,
    Entry,
    Health,
    Manifest,
    Opening,
    Programme,
    Proof,
    Showing,
)
from tests.publisher.evidence.reporting import report

CONTENT = Path(__file__).resolve().parents[2] / "content"
_NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


def files(pattern: str) -> list[bytes]:
    """Files of the sample content."""
    return [path.read_bytes() for path in sorted(CONTENT.glob(pattern))]


def fronts() -> list[bytes]:
    """The top parts of the sample slides."""
    return [data.split(b"---\n", 2)[1] for data in files("slides/**/*.md")]


def bodies() -> list[bytes]:
    """What stands below them."""
    return [data.split(b"---\n", 2)[2] for data in files("slides/**/*.md")]


def pictures() -> list[bytes]:
    """A small picture of each kind and mode."""
    made = []
    for kind, modes in {"PNG": "1 L LA P RGB RGBA I;16", "JPEG": "L RGB CMYK", "WEBP": "RGB RGBA"}.items():
        for mode in modes.split():
            for more in ({}, {"progressive": True}) if kind == "JPEG" else ({},):
                target = BytesIO()
                Image.linear_gradient("L").resize((12, 9)).convert(mode).save(target, kind, **more)
                made.append(target.getvalue())
    return made


def reports() -> list[bytes]:
    """Reports with and without all that they can say."""
    health = Health(temperature_c=41.5, disk_free_mb=100, clock="publisher", panel="on")
    showing = Showing("f" * 64, "heart-failure/stairs", "heart-failure", 3, 10, 7)
    return [write(report([1, 2])), write(report([], showing=showing, health=health))]


def programmes() -> list[bytes]:
    """A programme with a notice and hours."""
    assigned = (Assigned("a", 1, "f" * 64, 9), Assigned("b", 2, "e" * 64, 9, notice=True, ends_at=_NOW))
    hours = (Opening((1, 2), 480, 1080),)
    said = Programme(FORMAT, "oakfield-a", 7, "Oakfield", "Europe/London", _NOW, 1920, 1080, 60, 900, assigned, hours)
    return [write(said)]


def manifests() -> list[bytes]:
    """An edition with one slide."""
    entry = Entry("a", "e" * 64, "Tea", "en", "A cup", "f" * 64, 99, 10, date(2026, 12, 1), date(2026, 12, 9), True)
    return [write(Manifest(FORMAT, "a", "Tea", 1, "c" * 40, 1920, 1080, "image/jpeg", (entry,)))]


def proofs() -> list[bytes]:
    """An edition with the list that names it, signed by nobody that counts."""
    (manifest,) = manifests()
    path = "playlists/a/1920x1080.json"
    targets = Targets(5, expires=_NOW, targets={path: TargetFile.from_data(path, manifest, ["sha256"])})
    signatures = {key: Signature(key, "5" * 128) for key in ("a" * 64, "b" * 64)}
    text = Metadata(targets, signatures).to_bytes(JSONSerializer(compact=True)).decode()
    return [write(Proof(FORMAT, "oakfield-a", manifest.decode(), text))]


def pairings() -> list[bytes]:
    """A request to be paired."""
    return [write(EnrolmentRequest(FORMAT, "a" * 64, 1920, 1080, "1.0"))]


def requests() -> list[bytes]:
    """What browsers and players send, each behind the byte that says where to."""
    forms = [
        b"\x02code=ABCD-EFGH&name=Reception&practice=oakfield",
        b"\x06name=Reception",
        b"\x0aplaylist=hearts&notice=yes&until=2026-12-01&until_time=18%3A00",
        b"\x0eplaylist=hearts",
        b"\x12monday_opens=08%3A00&monday_closes=18%3A00&hours=mon-fri+8-18",
    ]
    pages = [
        b"\x01from=2026-11-01&to=2026-11-30",
        b"\x05screen=a&playlist=hearts",
        b"\x09a",
        b"\x0dhearts",
        b"\x11token=a",
    ]
    return [*forms, *pages, b"\x00" + pairings()[0], b"\x80" + reports()[0]]


SEEDS: dict[str, Callable[[], list[bytes]]] = {
    "slide": partial(files, "slides/**/*.md"),
    "front": fronts,
    "markdown": bodies,
    "layout": bodies,
    "group": partial(files, "groups/*.yaml"),
    "theme": partial(files, "themes/*.yaml"),
    "playlist": partial(files, "playlists/*.yaml"),
    "facts": partial(files, "facts.yaml"),
    "consents": partial(files, "consent.yaml"),
    "picture": pictures,
    "report": reports,
    "programme": programmes,
    "manifest": manifests,
    "proof": proofs,
    "pairing": pairings,
    "pages": requests,
}
"""For each target what is written rightly."""
