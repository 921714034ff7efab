"""Which rules a group has changed in its file, to what, and why."""

from collections.abc import Iterator

from publisher.content.names import shown
from publisher.content.text import values
from publisher.content.text.fields import Fields
from publisher.model.findings import Level
from publisher.model.groups import RuleChange
from publisher.rules import rules
from publisher.rules.rules import RULES

_limit = values.number(0, 100_000, "limit: 25")


def read_changes(fields: Fields) -> tuple[RuleChange, ...]:
    """Each change with its reason; one that cannot be made is noted, and so, as a note, is one that is."""
    part = fields.table("rules")
    return () if part is None else tuple(_read_all(part))


def _read_all(part: Fields) -> Iterator[RuleChange]:
    for code in part.names:
        if not _may_change(code, part):
            continue
        change = part.table(code)
        if change is not None and (read := _read_change(code, change, part.lines[f"rules.{code}"])):
            column = part.column
            message = f"{code} is changed here: {_what(read)}. {read.why.rstrip('.')}."
            part.notes.note(rules.CHANGED_RULE, read.line, column, message)
            yield read


def _may_change(code: str, part: Fields) -> bool:
    rule, line = RULES.get(code), part.lines[f"rules.{code}"]
    if rule is None:
        hint = _meant(code) or " See the list of rules: publisher rules."
        part.notes.note(rules.NO_SUCH_RULE, line, part.column, f"No rule `{shown(code)}` can be changed here.{hint}")
    elif not rule.may_change:
        message = f"{code} holds for every group, because: {rule.why[0].lower()}{rule.why[1:]} Take this away."
        part.notes.note(rules.FIRM_RULE, line, part.column, message)
    return rule is not None and rule.may_change


def _meant(code: str) -> str:
    """The rule that is written in small letters, or with O for 0; what else a wrong code means nobody knows."""
    written = code.upper()
    meant = written[:2] + written[2:].replace("O", "0")
    return f" Did you mean `{meant}`?" if meant in RULES else ""


def _read_change(code: str, change: Fields, line: int) -> RuleChange | None:
    change.refuse_unknown(("level", "limit", "why"))
    why = change.need("why", values.prose, "", "why: We tried it with 12 readers, and all understood.")
    level = change.take("level", values.one_of(Level), None)
    limit = change.take("limit", _limit, None)
    if limit is not None and RULES[code].limit is None:
        spot = change.spot("limit")
        change.notes.note(
            rules.BAD_VALUE, spot.line if spot else line, change.column, f"{code} has no number. Write `level`."
        )
        limit = None
    if not (change.written("level") or change.written("limit")):
        change.demand("level", "level: warning")
    return RuleChange(code, why, line, level, limit) if why and (level or limit is not None) else None


def _what(change: RuleChange) -> str:
    level = f"its level is {change.level.value}" if change.level else ""
    limit = f"its number is {change.limit:g} and not {RULES[change.code].limit:g}" if change.limit is not None else ""
    return " and ".join(part for part in (level, limit) if part)
