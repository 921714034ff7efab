"""A quiet start, put on and taken off again without a trace."""

from pathlib import Path

import pytest

from player.device.boot import EXAMPLE, NO_RAINBOW, WORDS, Machine

CMDLINE = "console=serial0,115200 console=tty1 root=PARTUUID=4c2 rootfstype=ext4 fsck.repair=yes rootwait\n"
CONFIG = "dtparam=audio=on\n[cm5]\ndtoverlay=dwc2,dr_mode=host\n\n[all]\n"


@pytest.fixture
def pi(tmp_path: Path) -> Path:
    """The root of a fresh Raspberry Pi."""
    firmware = tmp_path / "boot/firmware"
    firmware.mkdir(parents=True)
    (firmware / "cmdline.txt").write_text(CMDLINE)
    (firmware / "config.txt").write_text(CONFIG)
    return tmp_path


def everything(root: Path) -> dict[str, str]:
    return {
        str(path.relative_to(root)): str(path.readlink()) if path.is_symlink() else path.read_text()
        for path in root.rglob("*")
        if path.is_symlink() or path.is_file()
    }


def words(root: Path) -> list[str]:
    return (root / "boot/firmware/cmdline.txt").read_text().split()


def test_a_pi_starts_without_text_cursor_prompt_and_rainbow(pi: Path) -> None:
    Machine(pi).quieten()
    assert words(pi) == [*CMDLINE.split(), *WORDS]
    assert (pi / "boot/firmware/cmdline.txt").read_text().count("\n") == 1
    assert (pi / "boot/firmware/config.txt").read_text() == CONFIG + NO_RAINBOW
    assert str((pi / "etc/systemd/system/getty@tty1.service").readlink()) == "/dev/null"
    assert (pi / "boot/firmware/player.toml").read_text() == EXAMPLE.read_text()


def test_doing_it_again_changes_nothing(pi: Path) -> None:
    Machine(pi).quieten()
    once = everything(pi)
    Machine(pi).quieten()
    assert everything(pi) == once


def test_undone_everything_is_as_before(pi: Path) -> None:
    before = everything(pi)
    Machine(pi).quieten()
    Machine(pi).quieten()
    Machine(pi).undo()
    assert everything(pi) == before
    Machine(pi).undo()
    assert everything(pi) == before


def test_what_was_there_before_stays(pi: Path) -> None:
    (pi / "boot/firmware/cmdline.txt").write_text("root=/dev/sda1 quiet loglevel=7\nsecond line")
    (pi / "boot/firmware/config.txt").write_text("disable_splash=1")
    (pi / "boot/firmware/player.toml").write_text("rotation = 90")
    prompt = pi / "etc/systemd/system/getty@tty1.service"
    prompt.parent.mkdir(parents=True)
    prompt.symlink_to("/dev/null")
    before = everything(pi)
    Machine(pi).quieten()
    assert words(pi)[:3] == ["root=/dev/sda1", "quiet", "loglevel=7"]
    assert words(pi).count("quiet") == 1
    Machine(pi).undo()
    assert everything(pi) == {**before, "boot/firmware/cmdline.txt": "root=/dev/sda1 quiet loglevel=7\nsecond line"}


def test_foreign_letters_and_ends_of_lines_are_no_trouble(pi: Path) -> None:
    (pi / "boot/firmware/cmdline.txt").write_bytes(b"root=/dev/sda1 rootwait\r\n")
    config = b"# caf\xe9\r\ndtparam=audio=on\r\n"
    (pi / "boot/firmware/config.txt").write_bytes(config)
    (pi / "boot/firmware/player.toml").write_bytes(b"# caf\xe9")
    Machine(pi).quieten()
    assert words(pi) == ["root=/dev/sda1", "rootwait", *WORDS]
    assert (pi / "boot/firmware/config.txt").read_bytes() == config + NO_RAINBOW.encode()
    Machine(pi).undo()
    assert words(pi) == ["root=/dev/sda1", "rootwait"]
    assert (pi / "boot/firmware/config.txt").read_bytes() == config
    assert (pi / "boot/firmware/player.toml").read_bytes() == b"# caf\xe9"


@pytest.mark.parametrize("name", ["cmdline.txt", "config.txt"])
def test_what_the_pi_starts_with_is_never_replaced(name: str, pi: Path) -> None:
    path = pi / "boot/firmware" / name
    before = path.stat().st_ino, path.read_bytes().rstrip(b"\n")
    Machine(pi).quieten()
    assert path.stat().st_ino == before[0]
    assert path.read_bytes().startswith(before[1])  # so that a cut between text and size leaves what was there
    Machine(pi).undo()
    assert path.stat().st_ino == before[0]


def test_words_that_somebody_took_away_are_put_back_and_still_undone(pi: Path) -> None:
    Machine(pi).quieten()
    (pi / "boot/firmware/cmdline.txt").write_text(CMDLINE)
    Machine(pi).quieten()
    assert words(pi)[-len(WORDS) :] == list(WORDS)
    Machine(pi).undo()
    assert words(pi) == CMDLINE.split()


def test_a_power_cut_between_writing_down_and_doing_is_undone_all_the_same(pi: Path) -> None:
    Machine(pi).quieten()
    (pi / "boot/firmware/cmdline.txt").write_text(CMDLINE)  # as if the words had never arrived
    Machine(pi).undo()
    assert (pi / "boot/firmware/cmdline.txt").read_text() == CMDLINE


def test_settings_that_somebody_wrote_stay(pi: Path) -> None:
    Machine(pi).quieten()
    (pi / "boot/firmware/player.toml").write_text("rotation = 90")
    Machine(pi).undo()
    assert (pi / "boot/firmware/player.toml").read_text() == "rotation = 90"


def test_another_machine_only_loses_its_prompt(tmp_path: Path) -> None:
    Machine(tmp_path).quieten()
    assert sorted(everything(tmp_path)) == [
        "etc/systemd/system/getty@tty1.service",
        "var/lib/waiting-room-player-keep/boot.json",
    ]
    Machine(tmp_path).undo()
    assert everything(tmp_path) == {}


def test_a_damaged_note_is_no_reason_to_stop(pi: Path) -> None:
    Machine(pi).quieten()
    (pi / "var/lib/waiting-room-player-keep/boot.json").write_text("{")
    Machine(pi).undo()
    assert words(pi)[-1] == WORDS[-1]
