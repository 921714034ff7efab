"""Which socket, engine and mode: pure choices from what a kernel lists."""

import pytest
from desk_card import mode, raw_mode

from player.contract.errors import PlayerError
from player.display.modes import (
    MODE_BYTES,
    Connector,
    Mode,
    Wish,
    choose_mode,
    choose_output,
    connector_name,
    parse_wish,
    read_mode,
)


def socket(number: int, *modes: Mode, connected: bool = True, crtcs: tuple[int, ...] = (0,)) -> Connector:
    return Connector(number, f"HDMI-A-{number}", connected, modes, crtcs)


FULL = mode(1920, 1080, preferred=True)


def test_a_mode_is_read_as_the_kernel_wrote_it() -> None:
    found = read_mode(raw_mode(1280, 720, 50, kind=0x48, flags=0x15))
    assert (found.width, found.height, found.hertz) == (1280, 720, 50)
    assert found.preferred
    assert found.interlaced
    assert len(found.raw) == MODE_BYTES


def test_the_marks_that_a_kernel_leaves_out_are_no_other_mode() -> None:
    assert mode(1920, 1080).timing == FULL.timing
    assert mode(1920, 1080).raw != FULL.raw
    assert mode(1280, 720).timing != FULL.timing


def test_sockets_have_the_names_that_are_printed_beside_them() -> None:
    assert [connector_name(11, 1), connector_name(15, 1), connector_name(10, 2), connector_name(99, 1)] == [
        "HDMI-A-1",
        "Virtual-1",
        "DP-2",
        "Unknown-1",
    ]


def test_the_first_television_that_is_there_is_taken() -> None:
    found = choose_output([socket(1, FULL, connected=False), socket(2, FULL, crtcs=(1, 2))], [40, 41, 42], Wish())
    assert found is not None
    assert (found.connector.number, found.crtc, found.size) == (2, 41, (1920, 1080))


@pytest.mark.parametrize(
    "sockets",
    [[], [socket(1, FULL, connected=False)], [socket(1)], [socket(1, FULL, crtcs=())]],
    ids=["none", "off", "without modes", "without an engine"],
)
def test_without_a_television_nothing_is_taken(sockets: list[Connector]) -> None:
    assert choose_output(sockets, [40], Wish()) is None


def test_a_socket_can_be_named_by_pattern() -> None:
    both = [socket(1, FULL), socket(2, FULL)]
    chosen = [choose_output(both, [40], Wish(socket=word)) for word in ("HDMI-A-2", "HDMI-*", "DP-*")]
    assert [found and found.connector.number for found in chosen] == [2, 1, None]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Wish(), (1920, 1080, 60)),
        (Wish(size=(1280, 720)), (1280, 720, 60)),
        (Wish(size=(1280, 720), hertz=50), (1280, 720, 50)),
        (Wish(size=(640, 480)), (1920, 1080, 60)),
        (Wish(size=(1920, 1080), hertz=120), (1920, 1080, 120)),
    ],
    ids=["preferred", "set", "set with hertz", "set, but not there", "faster, if it is set"],
)
def test_the_mode_that_was_set_else_the_preferred_one(wish: Wish, expected: tuple[int, int, int]) -> None:
    modes = [
        mode(1920, 1080, 120),
        mode(1920, 1080, 60, interlaced=True),
        FULL,
        mode(1280, 720, 50),
        mode(1280, 720, 60),
    ]
    found = choose_mode(modes, wish)
    assert (found.width, found.height, found.hertz) == expected
    assert not found.interlaced


def test_a_finer_panel_gets_the_frames_own_size_if_it_has_it() -> None:
    fine = mode(3840, 2160, 30, preferred=True)
    assert choose_mode([fine, mode(1920, 1080)], Wish()).width == 1920
    assert choose_mode([fine, mode(1280, 720)], Wish()).width == 3840
    assert choose_mode([mode(1366, 768, preferred=True), mode(1920, 1080)], Wish()).width == 1366


@pytest.mark.parametrize(
    ("word", "size", "hertz"), [("1280x720", (1280, 720), None), ("1280x720@50", (1280, 720), 50), ("", None, None)]
)
def test_a_mode_is_set_in_words(word: str, size: tuple[int, int] | None, hertz: int | None) -> None:
    wish = parse_wish("", word, (1920, 1080))
    assert (wish.socket, wish.size, wish.hertz) == ("*", size, hertz)


@pytest.mark.parametrize("word", ["big", "1920", "1920x", "1920x1080@", "1920x1080@fast", "1x2x3"])
def test_a_mode_that_is_none_is_one_clear_line(word: str) -> None:
    with pytest.raises(PlayerError, match=r"is not a mode\. Write one such as 1920x1080"):
        parse_wish("", word, (1920, 1080))
