"""Every setting of both ends: what is taken, and what is refused, all at once and with what to write."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from player.contract.errors import PlayerError
from player.settings import read_settings as read_player_settings
from publisher.cli import publisher
from publisher.errors import SettingsError
from publisher.model.screens import Size
from publisher.settings import ALL, read_settings

TAKEN = [
    ("HOME", "/srv/x/", "home", Path("/srv/x")),
    ("HOME", "~/x", "home", Path.home() / "x"),
    ("CONTENT", "slides", "content", Path.cwd() / "slides"),
    ("SHELF", "/srv/shelf", "shelf", Path("/srv/shelf")),
    ("KEYS", "/srv/keys", "keys", Path("/srv/keys")),
    ("DATABASE", "postgresql:///screens", "database_url", "postgresql:///screens"),
    ("ADDRESS", "HTTPS://Screens.example.org:443/", "address", "https://screens.example.org"),
    ("SIZES", "640x360,360X640;  3840\u00d72160 640x360", "sizes", (Size(640, 360), Size(360, 640), Size(3840, 2160))),
    ("TIMEZONE", "Asia/Karachi", "timezone", None),
    ("POLL_SECONDS", "30", "poll_seconds", 30),
    ("REPORT_SECONDS", "86400", "report_seconds", 86_400),
    ("PROCESSES", "4", "processes", 4),
    ("EXECUTOR", "dask://[::1]:8786", "executor", "dask://[::1]:8786"),
    ("OPEN", "YES", "open_to_this_machine", True),
    ("PANELS", "/srv/panels", "panels", Path("/srv/panels")),
]  # fmt: skip
REFUSED = [
    ("HOME", "$HOME/publisher", "nothing fills in the $"),
    ("HOME", "~nobody-at-all/x", "Write it out, from / on"),
    ("HOME", '"/srv/x"', "Write the value bare"),
    ("HOME", __file__, "is a file. Name a folder"),
    ("CONTENT", __file__, "is a file. Name a folder"),
    ("SHELF", __file__, "is a file. Name a folder"),
    ("KEYS", "${HOME}/keys", "nothing fills in the $"),
    ("DATABASE", "'sqlite:////srv/x.db'", "Write the value bare"),
    ("ADDRESS", "screens.example.org", "Write https://screens.example.org"),
    ("ADDRESS", "https://example.org/?x", "? or a #"),
    ("SIZES", "large", "such as 1920x1080"),
    ("SIZES", "1920x", "such as 1920x1080"),
    ("SIZES", "1920x1080 100x100", "320 to 7680"),
    ("SIZES", f"{'9' * 5000}x1080", "such as 1920x1080"),
    ("SIZES", "\u0661\u0669\u0662\u0660x1080", "such as 1920x1080"),
    ("TIMEZONE", "Europe/Londn", "such as Europe/London"),
    ("TIMEZONE", "Europe", "such as Europe/London"),
    ("TIMEZONE", "../../etc/passwd", "such as Europe/London"),
    ("TIMEZONE", "GMT+1:00", "such as Europe/London"),
    ("POLL_SECONDS", "0", "from 1 to 86400"),
    ("POLL_SECONDS", "60s", "from 1 to 86400"),
    ("POLL_SECONDS", "1.5", "from 1 to 86400"),
    ("REPORT_SECONDS", "-1", "from 1 to 86400"),
    ("REPORT_SECONDS", "9" * 5000, "from 1 to 86400"),
    ("PROCESSES", "257", "from 0 to 256"),
    ("EXECUTOR", "dask://a:99999", "dask://HOST:PORT"),
    ("EXECUTOR", "threads", "dask://HOST:PORT"),
    ("OPEN", "true", "Write yes or no"),
    ("PANELS", __file__, "is a file. Name a folder"),
]


@pytest.mark.parametrize(("name", "word", "field", "value"), TAKEN)
def test_a_right_value_is_taken(name: str, word: str, field: str, value: object) -> None:
    found = getattr(read_settings({f"PUBLISHER_{name}": word}), field)
    assert found == value or str(found) == word


def test_each_setting_is_in_the_tables() -> None:
    names = {setting.variable.removeprefix("PUBLISHER_") for setting in ALL}
    assert {row[0] for row in TAKEN} == {row[0] for row in REFUSED} == names


@pytest.mark.parametrize(("name", "word", "advice"), REFUSED)
def test_a_wrong_value_is_refused_with_its_variable_and_what_to_write(name: str, word: str, advice: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({f"PUBLISHER_{name}": word})
    assert str(caught.value).startswith(f"PUBLISHER_{name}")
    assert advice in str(caught.value)
    assert len(str(caught.value)) < 500


def test_everything_that_is_wrong_is_said_at_once() -> None:
    wrong = {"PUBLISHER_ADDRESS": "x", "PUBLISHER_OPEN": "on", "PUBLISHER_SIZES": "1x1"}
    with pytest.raises(SettingsError) as caught:
        read_settings(wrong)
    assert [line.partition(" ")[0].rstrip(":") for line in str(caught.value).splitlines()] == [
        "PUBLISHER_ADDRESS",
        "PUBLISHER_SIZES",
        "PUBLISHER_OPEN",
    ]
    with pytest.raises(PlayerError, match=r"PLAYER_SIZE: .*PLAYER_PUBLISHER: .*PLAYER_ROTATION is"):
        read_player_settings({"PLAYER_PUBLISHER": "x", "PLAYER_SIZE": "1x1", "PLAYER_ROTATION": "45"})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ADRESS", "ADDRESS"),
        ("DATABASE_URL", "DATABASE"),
        ("TIME_ZONE", "TIMEZONE"),
        ("SIZE", "SIZES"),
        ("POLL_SECOND", "POLL_SECONDS"),
    ],
)
def test_a_misspelt_setting_is_not_passed_over(written: str, meant: str) -> None:
    with pytest.raises(SettingsError, match=rf"PUBLISHER_{written} is not a setting\. Write PUBLISHER_{meant}"):
        read_settings({f"PUBLISHER_{written}": "1"})


def test_what_others_put_into_the_environment_is_theirs() -> None:
    read_settings({"PUBLISHER_SERVICE_HOST": "10.0.0.1", "PUBLISHER_PORT": "tcp://10.0.0.1:80", "PUBLISHERS": "x"})


def test_a_misspelt_setting_of_a_player_is_told_and_turns_no_screen_dark() -> None:
    (problem,) = read_player_settings({"PLAYER_PUBLISER": "https://screens.example.org"}).problems
    assert problem.startswith("PLAYER_PUBLISER is not a setting. Write PLAYER_PUBLISHER")


def test_the_command_that_lists_them_says_what_is_wrong() -> None:
    wrong = {"PUBLISHER_ADDRESS": "screens.example.org"}
    done = CliRunner().invoke(publisher, ["settings"], env=wrong)
    assert "PUBLISHER_ADDRESS=screens.example.org\n" in done.output
    assert "Write https://screens.example.org" in str(done.exception)
    done = CliRunner().invoke(publisher, ["settings"], env={"PUBLISHER_DATABASE": "mysql://host/name"})
    assert "PUBLISHER_DATABASE: 'mysql' is not a database we know" in str(done.exception)


@pytest.mark.parametrize(
    ("address", "warned"),
    [("http://screens.example.org", True), ("http://127.0.0.1:8765", False), ("https://screens.example.org", False)],
)
def test_an_address_that_others_can_listen_to_is_warned_of(
    address: str, warned: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.execv", lambda program, words: None)  # gunicorn would take this process over
    settings = {"PUBLISHER_HOME": str(tmp_path), "PUBLISHER_ADDRESS": address}
    done = CliRunner().invoke(publisher, ["serve"], env=settings)
    assert done.exit_code == 0
    assert ("anybody on the way can read" in done.stderr) is warned


def test_a_web_process_with_a_useless_secret_does_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.execv", lambda program, words: pytest.fail("It started."))
    secret = tmp_path / "web-secret"
    secret.write_text("short")
    done = CliRunner().invoke(publisher, ["serve"], env={"PUBLISHER_HOME": str(tmp_path)})
    assert isinstance(done.exception, SettingsError)
    assert f"{secret}: the web secret cannot be used" in str(done.exception)
    assert [file.name for file in tmp_path.iterdir()] == ["web-secret"]
