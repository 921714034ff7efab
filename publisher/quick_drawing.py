"""`publisher draw` in its usual words, without loading what reads unusual ones."""

import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from publisher.building.drafting import draft
from publisher.errors import PublisherError
from publisher.shelf.disk import write_whole
from publisher.sizes import parse_size

OPTIONS = {"-o": "output", "--output": "output", "--size": "size", "--theme": "theme", "--today": "today"}
DEFAULTS = {"size": "1920x1080", "theme": "light"}
"""The same as those of the command; a test holds the two together."""


def answer(words: Sequence[str]) -> bool:
    """Draw a slide as `draw SLIDE -o FILE` asks; False if the command itself has to read or to answer it."""
    asked = _asked(words)
    if asked is None or "today" in asked or not Path(asked["slide"]).is_file() or Path(asked["output"]).is_dir():
        return False
    if not asked["output"].lower().endswith((".jpg", ".jpeg")):
        return False
    try:
        size = parse_size(asked["size"])
        frame, findings = draft(Path(asked["slide"]), size, asked["theme"], _today)
        write_whole(Path(asked["output"]), frame.data)
    except PublisherError:
        return False  # the command says what is wrong, in full
    if findings:
        from player.contract.terminal import plain  # noqa: PLC0415 - most slides have none
        from publisher.rules.findings import line_of  # noqa: PLC0415

        sys.stdout.write("".join(f"{plain(line_of(finding))}\n" for finding in findings))
    sys.stdout.write(f"{Path(asked['output'])} is {size}.\n")
    return True


def _today() -> date:
    from publisher.settings import read_settings  # noqa: PLC0415 - only an event needs to know the day

    return datetime.now(read_settings().timezone).date()


def _asked(words: Sequence[str]) -> dict[str, str] | None:
    """What is asked for by its names, or None for anything but a slide, an output and known options, each once."""
    asked: dict[str, str] = {}
    rest = iter(words[1:])
    for word in rest:
        name = OPTIONS.get(word, "slide")
        value = next(rest, "") if word in OPTIONS else word
        if name in asked or not value or value.startswith("-"):
            return None
        asked[name] = value
    return {**DEFAULTS, **asked} if {"slide", "output"} <= asked.keys() else None
