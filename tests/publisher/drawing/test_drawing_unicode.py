"""Unicode's own tests, from the Debian package `unicode-data`, against the algorithms that lines are set with."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from uniseg.linebreak import line_break_boundaries

from publisher.drawing.bidi import class_of, levels_of_classes, paragraph_level, visual_order
from publisher.drawing.bidi_runs import REMOVED

UNICODE = Path("/usr/share/unicode")


def lines_of(name: str) -> Iterator[str]:
    """The lines of one of Unicode's files without comments."""
    for line in Path(UNICODE, name).read_text("utf-8").splitlines():
        written = line.split("#")[0].strip()
        if written:
            yield written


def shown(levels, removed) -> tuple[list[int | None], list[int]]:
    """Levels with None for removed characters, and the places of the others from left to right."""
    kept = [at for at in range(len(levels)) if at not in removed]
    order = [kept[at] for at in visual_order([levels[at] for at in kept])]
    return [None if at in removed else level for at, level in enumerate(levels)], order


def numbers(text: str) -> list[int | None]:
    return [None if part == "x" else int(part) for part in text.split()]


SHARES = 4


@pytest.mark.parametrize("share", range(SHARES))
def test_bidi_test_passes(share, capsys):
    passed, levels, order = 0, [], []
    for number, line in enumerate(lines_of("BidiTest.txt")):
        if line.startswith("@"):
            name, _, values = line.partition(":")
            if name == "@Levels":
                levels = numbers(values)
            elif name == "@Reorder":
                order = numbers(values)
            continue
        if number % SHARES != share:
            continue
        names, bits = line.split(";")
        classes = names.split()
        removed = {at for at, name in enumerate(classes) if name in REMOVED}
        bases = {paragraph_level(classes) if bit == 1 else bit // 4 for bit in (1, 2, 4) if int(bits, 16) & bit}
        for base in bases:
            assert shown(levels_of_classes(classes, "", base), removed) == (levels, order), (line, base)
        passed += int(bits, 16).bit_count()
    with capsys.disabled():
        print(f"\nBidiTest.txt, part {share + 1} of {SHARES}: {passed:,} of {passed:,} cases pass")  # noqa: T201
    assert passed > 750_000 / SHARES


def test_bidi_character_test_passes(capsys):
    passed = 0
    for line in lines_of("BidiCharacterTest.txt"):
        codes, direction, resolved, levels, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        classes = [class_of(mark) for mark in text]
        base = paragraph_level(classes) if direction == "2" else int(direction)
        assert base == int(resolved), line
        removed = {at for at, name in enumerate(classes) if name in REMOVED}
        seen = shown(levels_of_classes(classes, text, base), removed)
        assert seen == (numbers(levels), numbers(order)), line
        passed += 1
    with capsys.disabled():
        print(f"\nBidiCharacterTest.txt: {passed:,} of {passed:,} cases pass")  # noqa: T201
    assert passed > 90_000


CHANGED_SINCE = {
    "LB15a and LB15b, 15.1: spaces beside quotation marks": r"[\"«].* .*[(\u2329{»]",
    "LB15c, 16.0: a decimal point after a space": r" \.\d",
    "LB20a, 15.1: a hyphen that starts a word": r"^-\u0308?[#\xa7\u0e01\U00050005]",
    "LB21a, 16.0: a hyphen between Hebrew letters": r"[\u05d0-\u05ea]-[\u05d0-\u05ea]",
    "LB25, 15.1: a full stop or comma before a number": r"[A-Za-z.,]\u0308?[.,]?\d|^,\u0308?0",
}
"""Rules that Unicode has changed after 15.0, which some test files are older than, and the samples they change."""
LIBRARY = (16, 0)
"""The version of Unicode that the library follows."""


def samples() -> Iterator[tuple[str, list[int]]]:
    """Each text of LineBreakTest.txt with the places where a line may end."""
    for line in lines_of("auxiliary/LineBreakTest.txt"):
        text, ends = "", []
        for part in line.split():
            if part == "÷":
                ends.append(len(text))
            elif part != "×":  # noqa: RUF001 - the sign that the file uses
                text += chr(int(part, 16))
        yield text, [end for end in ends if end]


def test_line_break_test_passes(capsys):
    header = Path(UNICODE, "auxiliary/LineBreakTest.txt").read_text("utf-8").splitlines()[0]
    version = tuple(int(part) for part in re.findall(r"\d+", header)[:2])
    passed, changed = 0, 0
    for text, ends in samples():
        if [at for at in line_break_boundaries(text) if at] == ends:
            passed += 1
        else:
            assert version < LIBRARY and any(re.search(sample, text) for sample in CHANGED_SINCE.values()), text
            changed += 1
    with capsys.disabled():
        print(f"\n{header[2:]}: {passed:,} of {passed + changed:,} pass, {changed} follow rules changed since")  # noqa: T201
    assert passed > 7_500 and changed <= 31
