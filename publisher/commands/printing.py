"""What several commands take and print alike."""

from collections.abc import Callable, Iterable

import click

from publisher.commands.terminal import tell
from publisher.model.content import LeftOut
from publisher.model.findings import Finding
from publisher.model.screens import Size
from publisher.rules.findings import line_of, summary_of


class SizeType(click.ParamType[Size]):
    """A size on the command line, such as 1920x1080."""

    name = "WIDTHxHEIGHT"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Size:
        """The size that was typed; a usage error says how to write one."""
        from publisher.sizes import parse_size  # noqa: PLC0415 - not every command has sizes

        return value if isinstance(value, Size) else parse_size(str(value), "--size")


_DISTANCE = click.option(
    "--distance", type=click.FloatRange(0.5, 30), default=5.0, show_default=True, help="Metres to the farthest seat."
)
_DIAGONAL = click.option(
    "--diagonal",
    type=click.FloatRange(5, 200),
    default=43.0,
    show_default=True,
    help="The screen's diagonal in inches.",
)


def seat_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options `distance` in metres and `diagonal` in inches: who sits where, before which screen."""
    return _DISTANCE(_DIAGONAL(command))


def print_findings(findings: Iterable[Finding], *, summary: bool = True) -> None:
    """Print findings like a linter, one a line, and a count at the end."""
    findings = tuple(findings)
    for finding in findings:
        tell(line_of(finding))
    if summary:
        click.echo(summary_of(findings), err=True)


def tell_left_out(playlist: str, left_out: Iterable[LeftOut]) -> None:
    """Say which slides a playlist goes without, and why, one a line."""
    for one in left_out:
        tell(f"{playlist}: {one}")
