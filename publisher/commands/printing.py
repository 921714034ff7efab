"""What several commands take and print alike."""

from collections.abc import Iterable

import click

from publisher.commands.terminal import tell
from publisher.findings import line_of, summary_of
from publisher.model import Finding, Size


class SizeType(click.ParamType[Size]):
    """A size on the command line, such as 1920x1080."""

    name = "WIDTHxHEIGHT"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Size:
        """The size that was typed; a usage error says how to write one."""
        from publisher.sizes import parse_size  # noqa: PLC0415 - not every command has sizes

        return value if isinstance(value, Size) else parse_size(str(value), "--size")


def print_findings(findings: Iterable[Finding], *, summary: bool = True) -> None:
    """Print findings like a linter, one a line, and a count at the end."""
    findings = tuple(findings)
    for finding in findings:
        tell(line_of(finding))
    if summary:
        click.echo(summary_of(findings), err=True)
