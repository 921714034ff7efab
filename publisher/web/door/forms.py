"""What every form has: a key, so that another site cannot press our buttons, and answers that may be wrong."""

import hmac
import secrets
from dataclasses import dataclass

from flask import abort, request, session

from publisher.errors import RefusedError

FIELD = "form_key"


@dataclass(frozen=True, slots=True)
class Problem:
    """What was wrong with a form, and the id of the field to mend."""

    sentence: str
    field: str


class AnswerError(RefusedError):
    """One answer of a form cannot be used; it knows which."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


def problem_of(error: RefusedError, field: str) -> Problem:
    """The problem of this error, at the field that it names, or else at this one."""
    return Problem(str(error), error.field if isinstance(error, AnswerError) else field)


def form_key() -> str:
    """This visitor's own key, made at the first form."""
    if FIELD not in session:
        session[FIELD] = secrets.token_urlsafe(24)
    return str(session[FIELD])


def check_form_key() -> None:
    """Refuse a form that did not come from one of our own pages."""
    sent, known = request.form.get(FIELD, ""), str(session.get(FIELD, ""))
    if not known or not hmac.compare_digest(sent.encode(), known.encode()):
        abort(403, "The form was open for too long. Nothing was changed. Open the page again, and try once more.")


def field(name: str, longest: int = 100) -> str:
    """One answer from the form, without spaces around it, on one line and not too long."""
    return " ".join(request.form.get(name, "").split())[:longest]
