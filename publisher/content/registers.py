"""The facts register and the consent register: what slides are held against together."""

from datetime import date

from publisher.checks.consent import USES
from publisher.checks.phones import phone
from publisher.content.names import is_id, shown
from publisher.content.text import values
from publisher.content.text.fields import Fields
from publisher.model.registers import Consent, Fact, Facts, PhoneLine
from publisher.rules import rules

FACTS, CONSENTS = "facts.yaml", "consent.yaml"
_NO_DIGIT = "A fact in the register has a number in it. Write such as `says: 2 kg in 3 days`."


def read_facts(fields: Fields) -> Facts:
    """What several slides say: numbers, and phone lines."""
    fields.refuse_unknown(("numbers", "phones"))
    numbers = tuple(fact for part in fields.tables("numbers") if (fact := _read_fact(part)).says)
    phones = tuple(line for part in fields.tables("phones") if (line := _read_phone(part)).number)
    return Facts(numbers, phones)


def read_consents(fields: Fields) -> dict[str, Consent]:
    """Each entry by its name."""
    parts = {id: part for id in fields.names if _is_name(id, fields) and (part := fields.table(id))}
    return {id: _read_consent(id, part) for id, part in parts.items()}


def _read_fact(part: Fields) -> Fact:
    part.refuse_unknown(("says", "also", "source", "checked"))
    part.take("source", values.prose, "")
    part.need("checked", values.day, date.min, "checked: 2026-11-22")
    return Fact(part.need("says", _with_number, "", "says: 2 kg in 3 days"), part.each("also", _with_number), part.line)


def _read_phone(part: Fields) -> PhoneLine:
    part.refuse_unknown(("number", "whose", "source", "checked"))
    part.take("source", values.prose, "")
    part.need("checked", values.day, date.min, "checked: 2026-11-22")
    part.demand("whose", "whose: [Heart Helpline]")
    number = part.need("number", phone, "", 'number: "0808 802 1234"')
    return PhoneLine(number, part.each("whose", values.prose), part.line)


def _read_consent(id: str, part: Fields) -> Consent:
    part.refuse_unknown(("uses", "given", "kept", "withdrawn", "persona"))
    part.demand("uses", "uses: [story]")
    return Consent(
        id=id,
        uses=part.each("uses", _use),
        given_day=part.need("given", values.day, date.min, "given: 2026-11-22"),
        kept=part.need("kept", values.prose, "", "kept: signed form 3, in the practice's safe"),
        line=part.line,
        withdrawn_day=part.take("withdrawn", values.day, None),
        persona=part.take("persona", values.yes_or_no, False),
    )


def _is_name(id: str, fields: Fields) -> bool:
    if not is_id(id):
        message = f"`{shown(id)}` is no name for an entry. Write small letters, digits and single - only."
        fields.notes.note(rules.BAD_NAME, fields.lines[id], 1, message)
    return is_id(id)


def _use(text: str) -> str:
    if text not in USES:
        raise ValueError(f"Write one of: {', '.join(USES)}.")
    return text


def _with_number(text: str) -> str:
    if not any(sign.isdigit() for sign in text):
        raise ValueError(_NO_DIGIT)
    return values.words(text)
