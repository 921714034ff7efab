"""`player.toml` on the card: every line that can be used is, and every other one is told by its number."""

from pathlib import Path

import pytest
from certificates import make_certificate
from screen import children

from player.contract.errors import PlayerError
from player.debian.card import read_card, read_lines
from player.line.line import read_proxy
from player.settings import ALL, ON_CARD, Settings, has_certificates, read_settings

CARD = Path("/boot/firmware/player.toml")
KEYS = [setting.key for setting in ON_CARD]


def settings_of(folder: Path, text: str | bytes, **environment: str) -> Settings:
    card = folder / "player.toml"
    card.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_settings({"PLAYER_TOML": str(card), **environment})


def problem_of(line: str) -> str:
    card = read_lines(line.encode(), CARD, KEYS)
    (problem,) = card.problems
    assert problem.startswith("/boot/firmware/player.toml:1: ")
    assert "\n" not in problem
    return problem.removeprefix("/boot/firmware/player.toml:1: ")


def test_a_card_sets_everything_that_it_may(tmp_path: Path) -> None:
    make_certificate(tmp_path)[0].rename(tmp_path / "practice.pem")
    found = settings_of(
        tmp_path,
        """
        # our screen at the front desk
        publisher = "https://screens.example.org/"
        ca = "practice.pem"          # lies beside this file
        proxy = 'http://proxy.example.org:3128'
        rotation = 90
        mode = "1920x1080@50"
        size = "1080x1920"
        display = "kms:HDMI-A-1"
        bandwidth_kbit = 512
        quota_mb = 200
        fade_ms = 400
        shift_px = 2
        plain_http = true
        timeout_seconds = 30
        """,
    )
    assert found.problems == ()
    assert (found.publisher, found.ca) == ("https://screens.example.org", tmp_path / "practice.pem")
    assert (found.proxy, found.rotation, found.mode) == ("http://proxy.example.org:3128", 90, "1920x1080@50")
    assert (found.width, found.height, found.display) == (1080, 1920, "kms:HDMI-A-1")
    assert (found.bandwidth_kbit, found.quota_mb, found.fade_ms, found.shift_px) == (512, 200, 400, 2)
    assert (found.plain_http, found.timeout_seconds) == (True, 30)
    assert {"state", "toml"} == {setting.key for setting in ALL} - set(KEYS)


def test_no_card_is_no_problem(tmp_path: Path) -> None:
    nowhere = read_settings({"PLAYER_TOML": str(tmp_path / "no" / "player.toml")})
    assert (nowhere.problems, nowhere.publisher, nowhere.width) == ((), "", 1920)


def test_the_environment_goes_before_the_card_and_the_card_before_the_default(tmp_path: Path) -> None:
    found = settings_of(tmp_path, 'size = "800x600"\nrotation = 180', PLAYER_SIZE="640x480")
    assert (found.width, found.rotation, found.fade_ms) == (640, 180, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_editor_will_do(tmp_path: Path, encoding: str, end: str) -> None:
    lines = ["# für Zimmer 3", 'publisher = "https://screens.example.org"', "rotation = 270", ""]
    found = settings_of(tmp_path, end.join(lines).encode(encoding))
    assert (found.problems, found.publisher, found.rotation) == ((), "https://screens.example.org", 270)


def test_a_wrong_line_is_told_and_the_others_hold(tmp_path: Path) -> None:
    found = settings_of(tmp_path, 'rotation = 45\npublisher = screens.example.org\nsize = "800x600"\nfade = 3\n')
    card = tmp_path / "player.toml"
    assert (found.rotation, found.publisher, (found.width, found.height)) == (0, "", (800, 600))
    by_line = sorted(problem.removeprefix(f"{card}:").partition(":")[0] for problem in found.problems)
    assert by_line == ["1", "2", "4"]
    assert f"{card}:1: rotation is '45'. Write 0, 90, 180 or 270." in found.problems


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("publisher = https://screens.example.org", 'publisher = "https://screens.example.org"'),
        ('publisher = "https://screens.example.org', 'publisher = "https://screens.example.org"'),
        ("publisher = \N{LEFT DOUBLE QUOTATION MARK}https://a.org\N{RIGHT DOUBLE QUOTATION MARK}", "straight"),
        ("publisher", 'publisher = "..."'),
        ("publisher =", "publisher has no value"),
        ("please show slides", "is not a setting"),
        ("[player]", "is not a setting"),
        ('publsher = "https://a.org"', "'publsher' is not a setting. Known are publisher, ca,"),
        ("fade_ms = 1.5", "a whole number"),
        ('size = ["1920x1080"]', "another kind"),
        ("PUBLISHER = 3", "is not a setting"),
        ('state = "/tmp"', "'state' is not a setting"),
    ],
)
def test_what_beginners_write_is_answered_with_what_to_write(line: str, advice: str) -> None:
    assert advice in problem_of(line)


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ('size = "huge"', "such as 1920x1080"),
        ("fade_ms = 9999", "from 0 to 2000"),
        ("shift_px = -1", "from 0 to 2"),
        ('mode = "4K"', "such as 1920x1080"),
        ('publisher = "screens.example.org"', "does not begin with https"),
        ('publisher = "https://[::1"', "cannot be one"),
        ('proxy = "proxy:3128"', "Write http://host:port"),
        ('proxy = "https://proxy:3128"', "Write http://host:port"),
        ('proxy = "http://[::1"', "Write http://host:port"),
        ('proxy = "http://proxy:99999"', "Write http://host:port"),
        ('display = "file:"', "not a display"),
        ('display = "file:a\\u0000b"', "not a display"),
        ('display = "television"', "not a display"),
        ("ca = '" + "a" * 300 + "'", "beside player.toml"),
        ('ca = "a\\u0000b"', "beside player.toml"),
        ("quota_mb = '" + "9" * 5000 + "'", "from 0 to 1000000"),
        ("size = '" + "9" * 5000 + "x1080'", "out of range"),
        ("quota_mb = 0x" + "f" * 5000, "whole number"),
        ('ca = "ours.pem"', "beside player.toml"),
        ('plain_http = "perhaps"', "Write yes or no"),
    ],
)
def test_a_wrong_value_names_file_line_and_key(tmp_path: Path, line: str, advice: str) -> None:
    found = settings_of(tmp_path, f"\n{line}\n")
    (problem,) = found.problems
    assert problem.startswith(f"{tmp_path}/player.toml:2: {line.partition(' ')[0]}")
    assert advice in problem
    assert problem.count("\n") == 0


@pytest.mark.parametrize("line", ["quota_mb = " + "9" * 5000, "size = " + "[" * 20_000, "size = 1979-13-99"])
def test_no_line_takes_the_others_along(tmp_path: Path, line: str) -> None:
    found = settings_of(tmp_path, f"rotation = 90\n{line}\nfade_ms = 400\n")
    assert (found.rotation, found.fade_ms, len(found.problems)) == (90, 400, 1)
    assert ":2: " in found.problems[0]


@pytest.mark.parametrize("ending", [b"", b"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", b"\x30\x82"])
def test_a_file_without_a_sound_certificate_is_passed_over(tmp_path: Path, ending: bytes) -> None:
    (tmp_path / "ours.pem").write_bytes(ending)
    found = settings_of(tmp_path, 'ca = "ours.pem"')
    assert found.ca is None
    assert "no certificate in it" in found.problems[0]


def test_several_certificates_can_stand_among_other_words(tmp_path: Path) -> None:
    one = make_certificate(tmp_path)[0].read_bytes()
    assert has_certificates(b"# ours\r\n" + one.replace(b"\n", b"\r\n") + b"# and theirs\n" + one)
    assert not has_certificates(one + one[:-40])


@pytest.mark.parametrize(
    "line",
    [
        "proxy = http://alice:hunter2@proxy.example.org:3128",
        "proxy http://alice:hunter2@proxy.example.org:3128",
        "Proxy = http://alice:hunter2@proxy.example.org:3128",
        "proxy: alice:hunter2@proxy.example.org",
        "http://alice:hunter2@proxy.example.org:3128",
        'proxy = "alice:hunter2@proxy.example.org:3128"',
        'proxy = "https://alice:hunter2@proxy.example.org:3128"',
        'proxy = "hunter2"',
        "proxy = hunter2",
        'publisher = "alice:hunter2@proxy.example.org:3128"',
        'proxies = "http://alice:hunter2@proxy.example.org:3128"',
    ],
)
def test_a_proxys_password_is_never_repeated(tmp_path: Path, line: str) -> None:
    (problem,) = settings_of(tmp_path, line).problems
    assert "hunter2" not in problem
    assert "alice" not in problem


def test_what_is_taken_for_a_proxy_is_one() -> None:
    for word in (
        "http://proxy:3128",
        "http://a%40b:c!$@10.0.0.1:80/",
        "http://[::1]:1",
        "http://j\u00f6rg:p@b\u00fccher:1",
    ):
        found = read_settings({"PLAYER_PROXY": word, "PLAYER_TOML": "/nowhere"})
        assert read_proxy(found.proxy).port


def test_a_key_that_stands_twice_holds_as_it_stood_first(tmp_path: Path) -> None:
    found = settings_of(tmp_path, "rotation = 90\nrotation = 180\n")
    assert found.rotation == 90
    assert "player.toml:2: rotation stands here a second time" in found.problems[0]


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x89PNG\r\n\x1a\n\x00\xff", bytes(range(256)) * 300])
def test_a_file_that_is_no_text_is_one_problem(tmp_path: Path, data: bytes) -> None:
    found = settings_of(tmp_path, data)
    assert len(found.problems) == 1
    assert "plain text" in found.problems[0]


def test_a_card_that_cannot_be_read_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "player.toml").mkdir()
    found = read_settings({"PLAYER_TOML": str(tmp_path / "player.toml")})
    assert "The settings in it do not hold" in found.problems[0]


def test_a_wrong_variable_still_ends_the_command(tmp_path: Path) -> None:
    with pytest.raises(PlayerError, match=r"PLAYER_ROTATION is '45'"):
        settings_of(tmp_path, "rotation = 90", PLAYER_ROTATION="45")


def test_reading_a_card_leaves_no_process_and_no_descriptor_behind(tmp_path: Path) -> None:
    card = tmp_path / "player.toml"
    card.write_text("rotation = 90")
    before, others = len(list(Path("/proc/self/fd").iterdir())), children()
    for _ in range(20):
        assert read_card(card, KEYS).written["rotation"].word == "90"
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    assert children() == others


def test_the_example_shows_every_setting_once_and_sets_none() -> None:
    example = Path(__file__).parents[3] / "player" / "player.toml"
    lines = example.read_text().splitlines()
    assert read_lines(example.read_bytes(), example, KEYS).written == {}
    used = [line.removeprefix("# ") for line in lines if line.startswith("# ") and " = " in line]
    card = read_lines("\n".join(used).encode(), example, KEYS)
    assert card.problems == ()
    assert set(card.written) == set(KEYS) - {"plain_http", "timeout_seconds"}
