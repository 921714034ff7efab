"""The command that draws one slide; it imports no more than that takes, since authors wait for it."""

from pathlib import Path

import click

from publisher.commands.printing import SizeType, print_findings
from publisher.content.alone import read_slide_file
from publisher.drawing.compose import lay_out
from publisher.drawing.render import draw as draw_layout
from publisher.editions.disk import write_whole
from publisher.errors import ContentError, SlidesRefusedError
from publisher.findings import has_errors
from publisher.model import Content, Finding, Size, Theme


@click.command()
@click.argument("slide", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--size", type=SizeType(), default="1920x1080", show_default=True, help="Size of the picture in pixels.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="JPEG to write.")
@click.option("--theme", "theme_id", default="light", show_default=True, help="Theme to draw it in.")
def draw(slide: Path, size: Size, output: Path, theme_id: str) -> None:
    """Draw one SLIDE as a picture.

    \b
    Example: publisher draw content/slides/heart-failure/early-signs.md -o early-signs.jpg
    """
    read, content = read_slide_file(slide, theme_id)
    if read is None:
        print_findings(content.findings)
        raise SlidesRefusedError(f"{slide} could not be read, so nothing was drawn.", content.findings)
    findings = [finding for finding in content.findings if finding.place.file == read.file]
    layout = lay_out(read, _theme(content, theme_id), size, content.groups.get(read.group))
    findings += layout.findings
    _refuse_errors(findings, f"{slide} has errors, so nothing was drawn.")
    print_findings(findings, summary=False)
    write_whole(output, draw_layout(layout).data)
    click.echo(f"{output} is {size}.")


def _refuse_errors(findings: list[Finding], message: str) -> None:
    if has_errors(findings):
        print_findings(findings)
        raise SlidesRefusedError(message, tuple(findings))


def _theme(content: Content, theme_id: str) -> Theme:
    if theme_id not in content.themes:
        raise ContentError(f"There is no theme '{theme_id}'. Choose one of: {', '.join(sorted(content.themes))}.")
    return content.themes[theme_id]
