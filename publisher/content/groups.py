"""One group file to one group: its agreement, its rule for agreeing, its words."""

from publisher.content import values
from publisher.content.changes import read_changes
from publisher.content.fields import Fields
from publisher.model import Group, Word

KEYS = ("name", "agreement", "agreeing", "words", "words_per_second", "rules")
MOST_PEOPLE = 100

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
        words_per_second=fields.take("words_per_second", _speed, 2.0),
        rules=read_changes(fields),
        lines=fields.lines,
    )


def default_group(id: str) -> Group:
    """The group of a slide that stands alone, for looking at it."""
    return Group(id, "", id or "no group", (), "", 1, 1)


def _read_word(part: Fields) -> Word:
    part.refuse_unknown(("avoid", "instead", "why"))
    avoid = part.need("avoid", values.words, "", "avoid: mild")
    instead = part.need("instead", values.prose, "", "instead: not too bad")
    return Word(avoid, instead, part.line, part.take("why", values.prose, ""))
