"""The commands of the publisher, in the order in which somebody meets them."""

import importlib

import click

COMMANDS = {
    "check": "authors:check",
    "rules": "rules:rules",
    "draw": "drawing:draw",
    "build": "building:build",
    "watch": "watching:watch",
    "export": "exporting:export_playlist",
    "contact-sheet": "exporting:contact_sheet",
    "init": "running:init",
    "serve": "running:serve",
    "worker": "running:worker",
    "sweep": "sweeping:sweep",
    "backup": "backups:backup",
    "restore": "backups:restore",
    "publish": "playlists:publish",
    "assign": "playlists:assign",
    "notice": "notices:notice",
    "practice": "practices:practice",
    "hours": "practices:hours",
    "claim": "practices:claim",
    "screens": "practices:list_screens",
    "views": "practices:show_views",
    "invite": "inviting:invite",
    "keys": "running:keys",
    "settings": "running:settings",
    "demo": "running:demo",
}


class Commands(click.Group):
    """Lists the commands in this order, and imports a command's module only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands in the order in which somebody meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(f"publisher.commands.{module}"), name)
        assert isinstance(command, click.Command)
        return command


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Every command explains itself: publisher COMMAND --help. Exit codes: 0 all went well, "
    "1 slides have errors, 2 something else is wrong, 3 the worker did not finish in time.",
)
@click.version_option(package_name="waiting-room-screens", prog_name="publisher")
def publisher() -> None:
    """Turns slides into pictures on waiting-room screens, and what was shown into counts."""
