"""Unicode's own tests, most from the Debian package `unicode-data`, against the algorithms that lines are set with."""

import lzma
import os
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from uniseg.linebreak import line_break_boundaries

from publisher.drawing.type.bidi import class_of, levels_of_classes, paragraph_level, visual_order
from publisher.drawing.type.bidi_runs import REMOVED

UNICODE = Path("/usr/share/unicode")


OWN_FOLDER = Path(__file__).with_name("unicode")


def lines_of(name: str) -> Iterator[str]:
    """The lines of one of Debian's files without comments."""
    yield from lines_in(Path(UNICODE, name).read_text("utf-8"))


def lines_in(text: str) -> Iterator[str]:
    """The lines of a file without comments."""
    for line in text.splitlines():
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


WHOLE = "SOAK" in os.environ
EVERY = 1 if WHOLE else 10
"""One line in ten, evenly spread, when the tests run every day; every line where there is time."""
BIDI_CASES, CHARACTER_CASES = 770_241, 91_707
"""How many cases the whole files have."""


def sampled(lines: Iterator[str]) -> Iterator[str]:
    """Every line that says how to read others, and of the rest each tenth of those between two such lines."""
    number = 0
    for line in lines:
        if line.startswith("@"):
            number = 0
            yield line
            continue
        if number % EVERY == 0:
            yield line
        number += 1


def test_bidi_test_passes(capsys):
    passed, levels, order = 0, [], []
    for line in sampled(lines_of("BidiTest.txt")):
        if line.startswith("@"):
            name, _, values = line.partition(":")
            if name == "@Levels":
                levels = numbers(values)
            elif name == "@Reorder":
                order = numbers(values)
            continue
        names, bits = line.split(";")
        classes = names.split()
        removed = {at for at, name in enumerate(classes) if name in REMOVED}
        bases = {paragraph_level(classes) if bit == 1 else bit // 4 for bit in (1, 2, 4) if int(bits, 16) & bit}
        for base in bases:
            assert shown(levels_of_classes(classes, "", base), removed) == (levels, order), (line, base)
        passed += int(bits, 16).bit_count()
    say(capsys, "BidiTest.txt", passed, BIDI_CASES)
    assert passed == BIDI_CASES if WHOLE else passed > BIDI_CASES / 11


def test_bidi_character_test_passes(capsys):
    passed = 0
    for line in sampled(lines_of("BidiCharacterTest.txt")):
        codes, direction, resolved, levels, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        classes = [class_of(mark) for mark in text]
        base = paragraph_level(classes) if direction == "2" else int(direction)
        assert base == int(resolved), line
        removed = {at for at, name in enumerate(classes) if name in REMOVED}
        seen = shown(levels_of_classes(classes, text, base), removed)
        assert seen == (numbers(levels), numbers(order)), line
        passed += 1
    say(capsys, "BidiCharacterTest.txt", passed, CHARACTER_CASES)
    assert passed == CHARACTER_CASES if WHOLE else passed > CHARACTER_CASES / 11


def test_a_sample_has_lines_of_every_rule_and_of_every_class():
    """What is left out every day repeats what is kept: the same levels, the same classes."""
    kept, every = list(sampled(lines_of("BidiTest.txt"))), list(lines_of("BidiTest.txt"))
    for whole in (every, kept):
        assert all(not before.startswith("@Reorder") or not after.startswith("@") for before, after in pairwise(whole))
    assert _classes(kept) == _classes(every)


def _classes(lines: list[str]) -> set[tuple[str, ...]]:
    """The pairs of neighbouring classes."""
    rows = (line.split(";")[0].split() for line in lines if not line.startswith("@"))
    return {pair for row in rows for pair in pairwise(row)}


def say(capsys, name: str, passed: int, whole: int) -> None:
    sample = "" if WHOLE else f", a sample of {whole:,}"
    with capsys.disabled():
        print(f"\n{name}: {passed:,} of {passed:,} cases pass{sample}")  # noqa: T201


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


def samples(lines: Iterator[str]) -> Iterator[tuple[str, list[int]]]:
    """Each text of LineBreakTest.txt with the places where a line may end."""
    for line in lines:
        text, ends = "", []
        for part in line.split():
            if part == "÷":
                ends.append(len(text))
            elif part != "×":  # noqa: RUF001 - the sign that the file uses
                text += chr(int(part, 16))
        yield text, [end for end in ends if end]


def test_line_break_test_passes(capsys):
    """The test of the version that the library follows, case for case."""
    text = lzma.decompress(Path(OWN_FOLDER, "LineBreakTest-16.0.0.txt.xz").read_bytes()).decode()
    cases = list(samples(lines_in(text)))
    for words, ends in cases:
        assert [at for at in line_break_boundaries(words) if at] == ends, words
    with capsys.disabled():
        print(f"\n{text.splitlines()[0][2:]}: {len(cases):,} of {len(cases):,} cases pass")  # noqa: T201
    assert len(cases) == 16_672


def test_what_debian_has_of_another_version_differs_only_where_rules_have_changed(capsys):
    header = Path(UNICODE, "auxiliary/LineBreakTest.txt").read_text("utf-8").splitlines()[0]
    version = tuple(int(part) for part in re.findall(r"\d+", header)[:2])
    passed, changed = 0, 0
    for text, ends in samples(lines_of("auxiliary/LineBreakTest.txt")):
        if [at for at in line_break_boundaries(text) if at] == ends:
            passed += 1
        else:
            assert version < LIBRARY and any(re.search(sample, text) for sample in CHANGED_SINCE.values()), text
            changed += 1
    with capsys.disabled():
        print(f"\n{header[2:]}: {passed:,} of {passed + changed:,} pass, {changed} follow rules changed since")  # noqa: T201
    assert passed > 7_500 and changed <= 31
