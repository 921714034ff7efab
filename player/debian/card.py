"""`player.toml`: what somebody wrote onto the card with any laptop, one setting on each line.

A line that cannot be used is told by its number, and the others hold. The file is read by a child
process: the reader of TOML would otherwise stay in the memory of `show` for years.
"""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

LARGEST_BYTES = 65_536
_STRAIGHT = str.maketrans(
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}", '"""'
)
_LARGEST = 10**9
"""No setting is a number as large as this."""
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
"""How files begin that some editors call Unicode."""


@dataclass(frozen=True, slots=True)
class Written:
    """One value as it was written, and where: `player.toml:3: size`."""

    word: str
    where: str


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that could be read, by key, and one sentence for each line that could not."""

    written: dict[str, Written] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def read_card(path: Path, keys: Sequence[str]) -> Card:
    """What the file says; nothing if there is none."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        return Card()
    except OSError as error:
        return Card(problems=(f"{path}: {error.strerror}. The settings in it do not hold.",))
    return _read_apart(data, path, keys)


def _read_apart(data: bytes, path: Path, keys: Sequence[str]) -> Card:
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            card = read_lines(data, path, keys)
            words = {key: (one.word, one.where) for key, one in card.written.items()}
            with open(theirs, "w", encoding="utf-8") as pipe:  # noqa: PTH123 - a descriptor has no path
                json.dump([words, card.problems], pipe)
        finally:
            os._exit(0)
    os.close(theirs)
    with open(ours, encoding="utf-8") as pipe:  # noqa: PTH123
        said = pipe.read()
    os.waitpid(child, 0)
    if not said:
        return Card(problems=(f"{path}: it could not be read. The settings in it do not hold.",))
    words, problems = json.loads(said)
    return Card({key: Written(*one) for key, one in words.items()}, tuple(problems))


def read_lines(data: bytes, path: Path, keys: Sequence[str]) -> Card:
    """What the lines of such a file say."""
    try:
        text = data.decode(_MARKS.get(data[:2], "utf-8-sig"))
    except UnicodeDecodeError:
        return Card(problems=(f"{path}: this is not plain text. Save it as UTF-8.",))
    written: dict[str, Written] = {}
    problems: list[str] = []
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        for key, word, problem in _read_line(line, keys):
            where = f"{path}:{number}"
            if problem:
                problems.append(f"{where}: {problem}")
            elif key in written:
                problems.append(f"{where}: {key} stands here a second time. The first one holds; remove this line.")
            else:
                written[key] = Written(word, f"{where}: {key}")
    return Card(written, tuple(problems))


def _read_line(line: str, keys: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Key, word and problem of what one line sets."""
    import tomllib  # noqa: PLC0415 - only the child needs it

    try:
        found = tomllib.loads(line)
    except (ValueError, RecursionError):  # also a number of thousands of digits, or as many brackets
        yield "", "", _advice(line, keys)
        return
    for key, value in found.items():
        if key not in keys:
            yield key, "", f"{_named(key)} is not a setting. Known are {', '.join(keys)}."
        elif isinstance(value, bool):
            yield key, "yes" if value else "no", ""
        elif isinstance(value, str):
            yield key, value.strip(), ""
        elif isinstance(value, int) and abs(value) < _LARGEST:
            yield key, str(value), ""
        else:
            yield key, "", f'{key} has a value of another kind. Write {key} = "..." or a whole number.'


def _advice(line: str, keys: Sequence[str]) -> str:
    """What to write instead of a line that is not TOML."""
    if line.translate(_STRAIGHT) != line:
        return 'this line has curly quotation marks. Write straight ones: ".'
    key, equals, value = (part.strip() for part in line.partition("="))
    if key not in keys:
        return f'{_named(key)} is not a setting. Write one such as: publisher = "https://screens.example.org"'
    if not equals or not value:
        return f'{key} has no value. Write {key} = "..." or put a # in front of the line.'
    bare = "..." if key == "proxy" or "@" in value else f"{value.strip(chr(34) + chr(39)):.60}"
    return f'this cannot be read. Write straight quotation marks around it: {key} = "{bare}"'


def _named(key: str) -> str:
    """Words that somebody took for a setting, unless a proxy's password could be among them."""
    return "this" if _may_hold_password(key) else f"'{key:.40}'"


def _may_hold_password(words: str) -> bool:
    return "@" in words or ":" in words or "proxy" in words.lower()
