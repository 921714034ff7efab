"""A television's life on a card that lies on a desk; on a real kernel it is `make test-panel`."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_card import DeskCard, mode
from PIL import Image
from test_decoding import encoded, picture, same

from player.contract.errors import DisplayError
from player.display import cards, television
from player.display.drm import Card
from player.display.kms import KmsDisplay
from player.display.modes import Wish
from player.display.panel import Panel
from player.display.scanout import Buffer
from player.running.notify import Supervisor

ONE, TWO = picture(), picture().transpose(Image.Transpose.FLIP_LEFT_RIGHT)


class Room:
    """A display on a desk card, with time that passes when a test says so."""

    def __init__(self, card: DeskCard, kept: Path, patch: pytest.MonkeyPatch) -> None:
        self.card, self.kept, self.now = card, kept, 1000.0
        self.cards = [card]
        self.inherited: tuple[Buffer, ...] | None = None
        self.patch = patch
        patch.setattr("player.display.console.TERMINALS", ())
        patch.setattr(television, "open_card", lambda wish: self.cards[0])
        patch.setattr(television, "find_other_card", self.find_other_card)
        patch.setattr(television, "is_plugged_in", lambda of, output: of.connected and not of.gone)
        patch.setattr("player.display.hotplug.time.monotonic", lambda: self.now)
        self.display = self.open()

    def find_other_card(self, card: DeskCard, wish: Wish) -> DeskCard | None:
        return next((other for other in self.cards if other is not card and other.connected), None)

    def open(self, panel: Panel | None = None) -> KmsDisplay:
        return KmsDisplay(Wish(), panel or Panel(), Supervisor({}), self.kept)

    def wait(self, seconds: float = 5.0) -> None:
        self.now += seconds

    def shows(self, image: Image.Image) -> bool:
        seen = self.card.seen()
        return seen is not None and same(seen, image)


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    room = Room(DeskCard(), tmp_path / "kept", monkeypatch)
    yield room
    room.display.close()


def test_the_first_picture_lights_the_panel_and_the_next_ones_only_flip(room: Room) -> None:
    for image in (ONE, TWO, ONE):
        room.display.show(encoded(image))
        assert room.shows(image)
    assert (room.card.lights, room.card.flips) == (1, 2)
    assert room.display.describe() == "HDMI-A-1, 320x180, on"


def test_a_prepared_picture_is_not_decoded_again(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.display.show(encoded(ONE))
    room.display.prepare(encoded(TWO))
    assert room.shows(ONE)
    monkeypatch.setattr("player.display.decoding.CHILD", Path("/nowhere"))
    room.display.show(encoded(TWO))
    assert room.shows(TWO)


def test_another_picture_than_the_prepared_one_is_no_trouble(room: Room) -> None:
    room.display.show(encoded(ONE))
    room.display.prepare(encoded(TWO))
    room.display.show(encoded(Image.new("RGB", (320, 180), "red")))
    assert room.shows(Image.new("RGB", (320, 180), "red"))


def test_the_same_picture_again_changes_nothing(room: Room) -> None:
    for _ in range(3):
        room.display.prepare(encoded(ONE))
        room.display.show(encoded(ONE))
    assert (room.card.lights, room.card.flips) == (1, 0)


def test_what_cannot_be_decoded_leaves_the_last_picture(room: Room) -> None:
    room.display.show(encoded(ONE))
    room.display.prepare(b"no picture")
    with pytest.raises(DisplayError, match="cannot be decoded"):
        room.display.show(b"no picture")
    assert room.shows(ONE)
    room.display.attend()
    room.display.show(encoded(TWO))
    assert room.shows(TWO)


@pytest.mark.parametrize("trouble", ["takes_flips", "gives_events"])
def test_a_card_that_does_not_flip_is_lit_anew(trouble: str, room: Room) -> None:
    setattr(room.card, trouble, False)
    room.display.show(encoded(ONE))
    room.display.show(encoded(TWO))
    assert room.shows(TWO)
    assert room.card.lights == 2


def test_a_television_that_is_off_at_boot_shows_once_it_is_on(room: Room) -> None:
    room.card.connected = False
    with pytest.raises(DisplayError, match="No television is connected"):
        room.display.show(encoded(ONE))
    assert room.display.describe() == "No television is connected, or it is off"
    room.card.connected = True
    room.wait()
    room.display.attend()
    room.display.show(encoded(ONE))
    assert room.shows(ONE)


def test_a_television_that_goes_away_gets_its_picture_back(room: Room) -> None:
    room.display.show(encoded(ONE))
    room.card.connected = False
    room.wait()
    with pytest.raises(DisplayError, match="No television"):
        room.display.attend()
    room.card.connected = True
    room.wait()
    room.display.attend()
    assert room.shows(ONE)
    assert room.card.lights == 2


def test_another_television_gets_buffers_of_its_own_size(room: Room) -> None:
    room.display.show(encoded(ONE))
    room.card.connected = False
    room.wait()
    with pytest.raises(DisplayError):
        room.display.attend()
    room.card.connected, room.card.modes = True, (mode(640, 360, preferred=True),)
    room.wait()
    room.display.attend()
    room.display.show(encoded(ONE))
    seen = room.card.seen()
    assert seen is not None
    assert seen.size == (640, 360)
    assert len(room.card.memory) == 2


def test_a_picture_prepared_for_one_television_is_drawn_anew_for_another(room: Room) -> None:
    room.display.show(encoded(ONE))
    room.display.prepare(encoded(TWO))
    room.card.modes = (mode(640, 360, preferred=True),)
    room.card.connected = False
    room.wait()
    with pytest.raises(DisplayError):
        room.display.attend()
    room.card.connected = True
    room.wait()
    room.display.show(encoded(TWO))
    assert room.shows(TWO.resize((640, 360), Image.Resampling.LANCZOS))


def test_a_television_on_a_card_that_came_late_is_found(room: Room) -> None:
    room.card.connected = False
    with pytest.raises(DisplayError):
        room.display.show(encoded(ONE))
    room.cards.append(DeskCard())
    room.wait()
    room.display.show(encoded(ONE))
    seen = room.cards[1].seen()
    assert seen is not None
    assert same(seen, ONE)


def test_a_television_that_is_moved_to_the_other_card_is_found(room: Room) -> None:
    late = DeskCard(connected=False)
    room.cards.append(late)
    room.display.show(encoded(ONE))
    room.display.prepare(encoded(TWO))
    room.card.connected, late.connected = False, True
    room.wait()
    room.display.attend()
    room.display.show(encoded(TWO))
    seen = late.seen()
    assert seen is not None
    assert same(seen, TWO)
    assert room.card.mode is None


def test_a_card_that_is_replaced_gives_way_to_the_one_after_it(room: Room) -> None:
    room.display.show(encoded(ONE))
    room.card.gone = True
    room.cards.insert(0, DeskCard())
    room.wait()
    with pytest.raises(DisplayError, match="No such device"):
        room.display.attend()
    room.wait()
    room.display.show(encoded(ONE))
    seen = room.cards[0].seen()
    assert seen is not None
    assert same(seen, ONE)


def test_what_is_no_card_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "DEVICES", tmp_path)
    (tmp_path / "card0").touch()
    before = len(list(Path("/proc/self/fd").iterdir()))
    with Path(os.devnull).open() as null:
        assert cards.find_other_card(Card(null.fileno()), Wish()) is None
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_sleeping_panel_is_dark_and_wakes_with_its_picture(room: Room) -> None:
    room.display.show(encoded(ONE))
    room.display.standby()
    assert room.card.seen() is None
    assert room.display.describe() == "HDMI-A-1, 320x180, in standby"
    room.wait()
    room.display.attend()
    assert room.card.seen() is None
    room.display.wake()
    assert room.shows(ONE)
    room.display.show(encoded(TWO))
    assert room.shows(TWO)


def test_the_first_picture_after_power_on_needs_no_child(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.display.show(encoded(ONE))
    room.display.show(encoded(TWO))
    monkeypatch.setattr("player.display.decoding.CHILD", Path("/nowhere"))
    room.card.turn_off(0)
    after = room.open()
    after.show(encoded(ONE))
    assert room.shows(ONE)
    with pytest.raises(DisplayError):
        after.show(encoded(TWO))
    assert room.shows(ONE)


class Handed:
    """A heritage that hands over what the process before had."""

    def __init__(self, card: DeskCard, buffers: tuple[Buffer, ...]) -> None:
        self.card, self.buffers = card, buffers

    def take(self) -> tuple[DeskCard, tuple[Buffer, ...]]:
        return self.card, self.buffers

    def leave(self, card: object) -> None:
        raise AssertionError("the card was opened anew")

    def note(self, buffers: tuple[Buffer, ...]) -> None:
        self.buffers = buffers


def test_the_next_process_goes_on_without_a_blink(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.display.show(encoded(ONE))
    buffers = room.display._television.scanout().buffers
    monkeypatch.setattr("player.display.kms.Heritage", lambda supervisor: Handed(room.card, buffers))
    after = room.open()
    after.attend()
    assert room.shows(ONE)
    after.show(encoded(TWO))
    assert room.shows(TWO)
    assert (room.card.lights, room.card.flips) == (1, 1)
    assert len(room.card.memory) == 2


def test_buffers_of_another_size_are_given_back(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.display.show(encoded(ONE))
    handed = Handed(room.card, room.display._television.scanout().buffers)
    monkeypatch.setattr("player.display.kms.Heritage", lambda supervisor: handed)
    room.card.modes = (mode(640, 360, preferred=True),)
    after = room.open()
    after.show(encoded(ONE))
    assert len(room.card.memory) == 2
    assert {(buffer.width, buffer.height) for buffer in handed.buffers} == {(640, 360)}


def test_a_card_with_a_ramp_fades_and_one_without_does_not(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("player.display.fade.time.sleep", lambda seconds: None)
    room.card.gamma_size = 256
    display = room.open(Panel(fade_ms=400))
    display.show(encoded(ONE))
    assert min(room.card.gamma) == 0
    assert room.card.gamma[-1] == 65535
    assert room.shows(ONE)
    display.close()


def test_a_portrait_panel_is_drawn_lying(room: Room) -> None:
    display = room.open(Panel(rotation=90))
    display.show(encoded(picture(180, 320)))
    assert room.shows(picture(180, 320).transpose(Image.Transpose.ROTATE_90))
    display.close()
