"""The command that draws one slide; `publisher.quick_drawing` does the same where it is asked for as usual."""

from datetime import datetime
from pathlib import Path

import click

from publisher.building.drafting import draft
from publisher.commands.days import day_meant, today_option
from publisher.commands.printing import SizeType, print_findings
from publisher.errors import SlidesRefusedError
from publisher.model.screens import Size
from publisher.settings import read_settings
from publisher.shelf.disk import write_whole

JPEG = (".jpg", ".jpeg")
"""How names of pictures end."""


@click.command()
@click.argument("slide", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--size", type=SizeType(), default="1920x1080", show_default=True, help="Size of the picture in pixels.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="JPEG to write.")
@click.option("--theme", "theme_id", default="light", show_default=True, help="Theme to draw it in.")
@today_option("draw")
def draw(slide: Path, size: Size, output: Path, theme_id: str, today: datetime | None) -> None:
    """Draw one SLIDE as a picture.

    \b
    Example: publisher draw content/slides/heart-failure/early-signs.md -o early-signs.jpg
    """
    if output.suffix.lower() not in JPEG:
        raise click.UsageError(f"The picture is a JPEG, and '{output}' says otherwise. Write a name that ends in .jpg.")
    try:
        frame, findings = draft(slide, size, theme_id, lambda: day_meant(today, read_settings()))
    except SlidesRefusedError as error:
        print_findings(error.findings)
        raise
    print_findings(findings, summary=False)
    write_whole(output, frame.data)
    click.echo(f"{output} is {size}.")
