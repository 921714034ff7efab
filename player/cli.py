"""The commands; each one calls one function."""

import argparse
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from player import VERSION
from player.contract.addresses import read_address
from player.contract.errors import PlayerError
from player.contract.terminal import speak, tell
from player.settings import ALL, DISPLAY, PUBLISHER, SIZE, STATE, Settings, parse_size, read_settings

SETTINGS = """settings, as environment variables. In player.toml they stand in small letters and without PLAYER_,
such as: publisher = "https://screens.example.org". The first two cannot stand there."""
EXIT_CODES = """exit codes:
  0  all is well, or the player was asked to stop
  1  it ran, but something needs a look
  2  it could not run: the one line on standard error says why, and what to do"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    parser = build_parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return 0
    run: Callable[[argparse.Namespace, Settings], int] = options.run
    return speak(options.command, lambda: run(options, _tell(options, _settings(options))))


def build_parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = _parser(
        argparse.ArgumentParser,
        prog="player",
        description="Shows on one screen what its practice chose, and reports each showing once.",
        epilog="\n".join((SETTINGS, *_settings_lines(), "", EXIT_CODES)),
    )
    parser.add_argument("--version", action="version", version=f"player {VERSION}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_pair(commands)
    _add_sync(commands)
    _add_show(commands)
    _add_status(commands)
    return parser


def _add_pair(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = _command(
        commands,
        "pair",
        "Show a code until somebody at the practice types it in.",
        "player pair --publisher https://screens.example.org --display window",
    )
    command.add_argument("--publisher", metavar="ADDRESS", help=_meaning(PUBLISHER.meaning, PUBLISHER.variable))
    command.add_argument("--size", metavar="WxH", help=_meaning(SIZE.meaning, SIZE.variable))
    command.add_argument("--display", metavar="D", help="Also show the code there: `window`, or `file:PATH`.")
    command.add_argument("--fullscreen", action="store_true", help="Let a window fill the desk's screen.")
    command.add_argument(
        "--again", action="store_true", help="First forget who this screen is, its pictures and its journal."
    )
    command.set_defaults(run=_pair)


def _add_sync(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = _command(
        commands,
        "sync",
        "Fetch and verify what to show, and send what was shown, until asked to stop.",
        "player sync --state /var/lib/player",
    )
    command.add_argument("--once", action="store_true", help="Fetch and send once, then end; 1 if that went wrong.")
    command.set_defaults(run=_sync)


def _add_show(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = _command(
        commands, "show", "Show one slide after the other, until asked to stop.", "player show --display window"
    )
    command.add_argument("--display", metavar="D", help=_meaning(DISPLAY.meaning, DISPLAY.variable))
    command.add_argument("--size", metavar="WxH", help=_meaning(SIZE.meaning, SIZE.variable))
    command.add_argument("--fullscreen", action="store_true", help="Let a window fill the desk's screen.")
    command.add_argument("--once", action="store_true", help="Show one slide for its time, then end; 1 if none.")
    command.set_defaults(run=_show)


def _add_status(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = _command(commands, "status", "Say in plain words how this player is.", "player status --json")
    command.add_argument("--json", action="store_true", help="Print one JSON object instead.")
    command.set_defaults(run=_status)


# Each command loads its own job only: `show` must not carry the weight of `sync`.


def _pair(options: argparse.Namespace, settings: Settings) -> int:
    from player.pair import pair  # noqa: PLC0415

    return pair(settings, options.display, fullscreen=options.fullscreen, again=options.again)


def _sync(options: argparse.Namespace, settings: Settings) -> int:
    from player.syncing.sync import sync  # noqa: PLC0415

    return sync(settings, once=options.once)


def _show(options: argparse.Namespace, settings: Settings) -> int:
    from player.showing.show import show  # noqa: PLC0415

    return show(settings, settings.display, fullscreen=options.fullscreen, once=options.once)


def _status(options: argparse.Namespace, settings: Settings) -> int:
    from player.status import status  # noqa: PLC0415

    return status(settings, as_json=options.json)


def _settings(options: argparse.Namespace) -> Settings:
    settings = read_settings()
    chosen = vars(options)
    if chosen.get("state"):
        settings = replace(settings, state=Path(chosen["state"]).expanduser().absolute())
    if chosen.get("publisher"):
        settings = replace(settings, publisher=read_address(chosen["publisher"].strip(), "--publisher"))
    if chosen.get("size"):
        width, height = parse_size(chosen["size"], "--size")
        settings = replace(settings, width=width, height=height)
    if chosen.get("display"):
        settings = replace(settings, display=chosen["display"])
    if settings.state.exists() and not os.access(settings.state, os.R_OK | os.X_OK):
        raise PlayerError(f"{settings.state} belongs to another account. Put `sudo` in front of the command.")
    return settings


def _tell(options: argparse.Namespace, settings: Settings) -> Settings:
    if options.command != "status":  # which prints them itself
        tell(settings.problems)
    return settings


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, purpose: str, example: str
) -> argparse.ArgumentParser:
    epilog = f"example:\n  {example}\n\n{EXIT_CODES}"
    command = _parser(commands.add_parser, name, help=purpose, description=purpose, epilog=epilog)
    command.add_argument("--state", metavar="FOLDER", help=_meaning(STATE.meaning, STATE.variable))
    return command


def _parser(make: Callable[..., argparse.ArgumentParser], *words: str, **more: str) -> argparse.ArgumentParser:
    return make(*words, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False, **more)


def _meaning(meaning: str, variable: str) -> str:
    return f"{meaning} Or {variable}."


def _settings_lines() -> list[str]:
    return [
        f"  {setting.variable:24}{setting.meaning}" + (f" Default: {setting.default}." if setting.default else "")
        for setting in ALL
    ]
