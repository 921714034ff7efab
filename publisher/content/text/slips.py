"""What somebody probably did who wrote a text that is no YAML, where, and how to put it right.

YAML parsers notice a slip where they cannot go on, which is often a line later, and say what they expected. Here
each slip is named where it was made, from what the parser had read by then.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yaml.error import Mark, MarkedYAMLError
from yaml.tokens import ScalarToken

from publisher.content.names import shown
from publisher.content.text.softbreaks import SOFT_BREAK
from publisher.rules import rules
from publisher.rules.rule import Rule

HASH = {
    "FM111": "A # after a space hides the rest of its line. Put the whole value in quotes; give a remark its own line.",
    "FM112": "What stands behind this # is not read. Give a remark its own line, or put the whole value in quotes.",
}
"""What to do about a comment behind a value, by its rule."""
_ALL_OF_IT = "Put quotes around all of it"
_LINE = "Write a name, a colon, a space and the value"
_BELOW = "if it belongs to the text below, write `---` above it"
_NAME = r"\s*(?:- +)*([^\W_][\w-]*)"
_WITHOUT_COLON: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(_NAME + r"\s*([\uff1a\ufe55\ufe30\ua789\u2236])"), "The colon after `{name}` is a full-width one."),
    (re.compile(_NAME + r"\s*:([^\S \n])"), "The space after `{name}:` is not a plain one."),
    (re.compile(_NAME + r"\s*:(\S)"), "There is no space after `{name}:`."),
    (re.compile(_NAME + r"\s*(=)"), "A = stands in place of a colon."),
)
"""How a line looks whose name and value YAML cannot part; the second group is where."""
_ODD = "\u00a0\u2000-\u200b\u202f\u205f\u3000"
_ODD_INDENT = re.compile(rf" *([{_ODD}])[ {_ODD}]*(?:- |[a-z_]+:(?: |$))")
_STARTS_ANOTHER = re.compile(r"\s*(?:- |[a-z_]+\s*[:=\uff1a](?!//))")
CURLY = "“”„‟‘’‚‛«»"  # noqa: RUF001 - these are the signs that are meant
_OPENED = "is opened here and not closed. Close it, or put quotes around the whole value"

_STARTS = {
    "while scanning an alias": "A value cannot start with *, and marks for bold mean nothing here.",
    "while scanning an anchor": "A value cannot start with &.",
    "while scanning a tag": "A value cannot start with !.",
    "while scanning a block scalar": "A value cannot start with > or |.",
    "while scanning a directive": "A line cannot start with %.",
}
"""By what the parser took the sign for; it noticed a few signs later."""
_SIMPLE = {
    "found character '\\t'": "There is a tab here. Use spaces in its place.",
    "another document": "A second `---` starts here. Take it away.",
    "that cannot start any token": f"A value cannot start with this sign. {_ALL_OF_IT}.",
    "sequence entries are not allowed": f"A value cannot start with a dash and a space. {_ALL_OF_IT}.",
    "mapping keys are not allowed": f"A value cannot start with a question mark and a space. {_ALL_OF_IT}.",
    "expected the node content": f"A value cannot start with this sign. {_ALL_OF_IT}.",
    "unknown escape character": "A backslash has a meaning of its own between double quotes. Use single quotes.",
    "tab": "There is a tab here. Use spaces in its place.",
}


@dataclass(frozen=True, slots=True)
class Slip:
    """What to do, and where; line and column from 1."""

    message: str
    line: int
    column: int


def explain(error: MarkedYAMLError, scalars: Sequence[ScalarToken], rows: Sequence[str]) -> Slip:
    """The slip behind an error of the parser."""
    problem, context = error.problem or "", error.context or ""
    nowhere = Mark("", 0, 0, 0, None, 0)
    mark, begun = error.problem_mark or nowhere, error.context_mark or error.problem_mark or nowhere
    if "mapping values are not allowed" in problem:
        return _second_colon(mark, scalars, rows)
    if "could not find expected ':'" in problem:
        return _without_colon(rows, begun.line)
    if "unexpected end of stream" in problem:
        return _at(begun, f"A quotation mark {_OPENED}.")
    if "expected <block end>" in problem or "expected ',' or" in problem:
        return _goes_on(mark, begun if "flow" in context else None, scalars, rows)
    if "expected '<document start>'" in problem:
        return _not_as_far_in(mark, scalars, rows)
    said = next((message for sign, message in _SIMPLE.items() if sign in problem), "")
    if context in _STARTS:
        mark, said = begun, f"{_STARTS[context]} {_ALL_OF_IT}."
    return _at(mark, said or f"This is not YAML: {shown(problem)}. Put the value in quotes, or write it anew.")


def hidden_by(rows: Sequence[str], scalars: Sequence[ScalarToken], line: int, column: int) -> Rule | None:
    """The rule against a comment (line and column from 0) behind a value without quotes, or in place of one.

    Behind one word, and with a space after it, it is a remark; else it may have been part of the value.
    """
    before = rows[line][:column].rstrip()
    if not before.strip(" -"):
        return rules.HIDING_HASH if before else None
    if before.endswith(":"):
        return None if _goes_on_below(rows, line) else rules.HIDING_HASH
    last = scalars[-1] if scalars else None
    if last is None or not last.plain or (last.end_mark.line, last.end_mark.column) != (line, len(before)):
        return None
    is_remark = (
        " " not in last.value and SOFT_BREAK not in last.value and rows[line][column + 1 : column + 2] in {" ", ""}
    )
    return rules.REMARK if is_remark else rules.HIDING_HASH


def slip_in_name(name: str, names: Sequence[str]) -> str:
    """What is wrong with a name that is nearly one of those that are known, or nothing."""
    before = re.match(r"([a-z_]+) *[:\uff1a]", name)
    if before is not None and before[1] in names:
        return f"There is no space after `{before[1]}:`. Write `{before[1]}: `, and the value."
    bare = name.strip(f"{CURLY}\u00a0\u3000\u202f\u200b *_`-\"'")
    if bare != name and bare in names:
        return f"Something stands beside `{bare}` that does not belong there. Type the name anew."
    return ""


def odd_indent(rows: Sequence[str]) -> Slip | None:
    """The first line whose name or dash stands behind a space that is no plain one."""
    for line, row in enumerate(rows):
        if found := _ODD_INDENT.match(row):
            message = "A space at the start of this line is not a plain one. Type the spaces anew."
            return Slip(message, line + 1, found.start(1) + 1)
    return None


def swallowed_line(scalar: ScalarToken, rows: Sequence[str]) -> Slip | None:
    """The line that YAML reads as the end of the value above it, and that was plainly meant to stand for itself."""
    start, end = scalar.start_mark, scalar.end_mark
    if scalar.style in {"|", ">"} or start.line == end.line:
        return None
    found = next((at for at in range(start.line + 1, end.line + 1) if _STARTS_ANOTHER.match(rows[at])), None)
    if found is None:
        return None
    if not scalar.plain:
        return _at(start, f"A quotation mark {_OPENED}.")
    row = rows[found].lstrip()
    return _without_colon(rows, found) if not row.startswith("- ") else _too_far(rows, found)


def line_without_name(rows: Sequence[str], line: int | None) -> Slip:
    """What is wrong with a text that has no names at all; the line is counted from 0."""
    if line is None or rows[line].lstrip().startswith("- "):
        return Slip("There are no names here. Write lines such as `title: What helps`.", (line or 0) + 1, 1)
    return _without_colon(rows, line)


def _second_colon(mark: Mark, scalars: Sequence[ScalarToken], rows: Sequence[str]) -> Slip:
    """A colon where none can stand: in a value, or behind lines that were read as one."""
    last = scalars[-1].start_mark if scalars else mark
    if last.line < mark.line:
        above = rows[last.line][: last.column].strip()
        return _without_colon(rows, last.line) if above in {"", "-"} else _too_far(rows, mark.line)
    if (sign := rows[mark.line][last.column]) in CURLY:
        message = f"The quotation marks {sign} are curly, so the value is not in quotes. Type straight ones."
        return _at(last, f'{message} They look like this: "')
    return _at(mark, "There is a second “: ” in this line. Put the whole value in quotes.")


def _goes_on(mark: Mark, bracket: Mark | None, scalars: Sequence[ScalarToken], rows: Sequence[str]) -> Slip:
    """A value that goes on behind what closed it, a bracket without its end, or a line too far in or out."""
    quoted = next((scalar for scalar in reversed(scalars) if scalar.end_mark.index <= mark.index), None)
    row = rows[mark.line][: mark.column].rstrip()
    if quoted is not None and not quoted.plain and quoted.end_mark.line == mark.line and row.endswith(('"', "'")):
        if quoted.start_mark.line < mark.line:
            return _at(quoted.start_mark, f"A quotation mark {_OPENED}.")
        inside = "'" if "'" not in rows[mark.line][quoted.start_mark.column + 1 :] else '"'
        message = "This value goes on behind its second quotation mark."
        return _at(quoted.start_mark, f"{message} {_ALL_OF_IT}, such as {inside}…{inside}.")
    if bracket is not None and bracket.line == mark.line and mark.column < len(rows[mark.line]):
        return _at(mark, "There is a bracket or a colon inside a list in brackets. Put the item in quotes.")
    if bracket is not None:
        return _at(bracket, f"A bracket {_OPENED}.")
    if row.endswith(("]", "}")):
        start = re.search(r"(?:^|[:-] +)([\[{])", row)
        column = start.start(1) if start else mark.column
        return Slip(f"A value that starts with a bracket ends with it. {_ALL_OF_IT}.", mark.line + 1, column + 1)
    return _at(mark, "This line does not fit to those above it. Start it in the same column as they do.")


def _without_colon(rows: Sequence[str], line: int) -> Slip:
    for pattern, message in _WITHOUT_COLON:
        if found := pattern.match(rows[line]):
            said = message.format(name=shown(found[1]))
            return Slip(f"{said} Write `{shown(found[1])}: `, and the value.", line + 1, found.start(2) + 1)
    indent = len(rows[line]) - len(rows[line].lstrip())
    return Slip(f"This line has no “: ” in it. {_LINE}; {_BELOW}.", line + 1, indent + 1)


def _too_far(rows: Sequence[str], line: int) -> Slip:
    indent = len(rows[line]) - len(rows[line].lstrip())
    message = "This line starts too far to the right, so it would be read as the end of the line above."
    return Slip(f"{message} Start it in the same column as the one above.", line + 1, indent + 1)


def _not_as_far_in(mark: Mark, scalars: Sequence[ScalarToken], rows: Sequence[str]) -> Slip:
    """The first line, where it starts farther to the right than a later one, which the parser cannot go on from."""
    first = next((scalar.start_mark for scalar in scalars), mark)
    if first.line == mark.line or not first.column:
        return _at(mark, "This line does not fit to those above it. Write a name, a colon, a space and the value.")
    return Slip(
        "There are spaces in front of this line. Start it in the same column as those below.", first.line + 1, 1
    )


def _goes_on_below(rows: Sequence[str], line: int) -> bool:
    """Whether what belongs to a name stands below it: further in, or as a list."""
    indent = len(rows[line]) - len(rows[line].lstrip())
    below = (row for row in rows[line + 1 :] if row.strip() and not row.lstrip().startswith("#"))
    row = next(below, "")
    return len(row) - len(row.lstrip()) > indent or row.lstrip().startswith("- ")


def _at(mark: Mark, message: str) -> Slip:
    return Slip(message, mark.line + 1, mark.column + 1)
