"""One group file to one group: its agreement, its rule for agreeing, its words."""

import re
from collections.abc import Callable

from publisher.checks.words.phrases import has_words
from publisher.content.changes import read_changes
from publisher.content.text import values
from publisher.content.text.fields import Fields
from publisher.model.groups import Group, Known, Word

KEYS = ("name", "agreement", "agreeing", "words", "names", "initialisms", "words_per_second", "rules")
MOST_PEOPLE = 100
_LETTERS = re.compile(r"[A-Z]{2,20}")

_people = values.whole(0, MOST_PEOPLE, "2")
_speed = values.number(0.5, 4, "1.25")


def read_group(id: str, file: str, fields: Fields) -> Group:
    """A group from its names and values; what is wrong is noted."""
    fields.refuse_unknown(KEYS)
    fields.demand("agreeing", "agreeing: {rule: Everybody says yes.}")
    agreeing = fields.table("agreeing")
    if agreeing is not None:
        agreeing.refuse_unknown(("rule", "lived_experience", "practice"))
    return Group(
        id=id,
        file=file,
        name=fields.need("name", values.prose, id, "name: Heart failure group"),
        agreement=fields.each("agreement", values.prose),
        agreeing_rule="" if agreeing is None else agreeing.need("rule", values.prose, "", "rule: Everybody says yes."),
        lived_experience_needed=1 if agreeing is None else agreeing.take("lived_experience", _people, 1),
        practice_needed=1 if agreeing is None else agreeing.take("practice", _people, 1),
        words=tuple(word for part in fields.tables("words") if (word := _read_word(part)).avoid),
        names=_read_known(fields, "names", "name", _phrase, "Drug and Alcohol Recovery Team"),
        initialisms=_read_known(fields, "initialisms", "letters", _letters, "DAFNE"),
        words_per_second=fields.take("words_per_second", _speed, 2.0),
        rules=read_changes(fields),
        lines=fields.lines,
    )


def default_group(id: str) -> Group:
    """The group of a slide that stands alone, for looking at it."""
    return Group(id, "", id or "no group", (), "", 1, 1)


def _read_word(part: Fields) -> Word:
    part.refuse_unknown(("avoid", "instead", "why"))
    avoid = part.need("avoid", _phrase, "", "avoid: mild")
    instead = part.need("instead", values.prose, "", "instead: not too bad")
    return Word(avoid, instead, part.line, part.take("why", values.prose, ""))


def _read_known(fields: Fields, key: str, name: str, read: Callable[[str], str], example: str) -> tuple[Known, ...]:
    """What a group's readers know: each with the reason why it may stand."""
    known = []
    for part in fields.tables(key):
        part.refuse_unknown((name, "why"))
        text = part.need(name, read, "", f"{name}: {example}")
        why = part.need("why", values.prose, "", "why: It is what the door says.")
        if text and why:
            known.append(Known(text, why, part.line))
    return tuple(known)


def _phrase(text: str) -> str:
    """One word or more to look for on slides."""
    if not has_words(text):
        raise ValueError("Write a word or several, as they stand on slides.")
    return values.words(text)


def _letters(text: str) -> str:
    """An initialism, such as DAFNE."""
    if not _LETTERS.fullmatch(text):
        raise ValueError("Write it as it stands on slides, in capital letters, such as `DAFNE`.")
    return text
