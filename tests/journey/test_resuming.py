"""A frame that a player has in part comes to its end from a real web server, and only the rest is sent."""

from contextlib import closing

from player.line.client import Client
from tests.journey.stage import Publisher


class Part:
    """The first bytes of a frame, and those that come after them."""

    def __init__(self, data: bytes, tag: str) -> None:
        self.data, self.tag = data, tag
        self.have, self.received = len(data), 0

    def begin(self, tag: str | None) -> None:
        self.data, self.have, self.tag = b"", 0, tag

    def write(self, data: bytes) -> None:
        self.data += data
        self.received += len(data)


def test_only_the_rest_of_a_frame_is_sent(publisher: Publisher) -> None:
    path = next(path for path in (publisher.settings.shelf / "frames").rglob("*") if path.is_file())
    frame = path.read_bytes()
    with closing(Client(publisher.address)) as client:
        rest = Part(frame[:1000], f'"{path.name}"')
        client.fetch(f"/frames/{path.name}", rest, len(frame))
        assert (rest.data, rest.received) == (frame, len(frame) - 1000)
        other = Part(frame[:1000], '"another"')
        client.fetch(f"/frames/{path.name}", other, len(frame))
        assert (other.data, other.received) == (frame, len(frame))
