"""The key that every form carries, so that another site cannot press our buttons."""

import hmac
import secrets

from flask import abort, request, session

FIELD = "form_key"


def form_key() -> str:
    """This visitor's own key, made at the first form."""
    if FIELD not in session:
        session[FIELD] = secrets.token_urlsafe(24)
    return str(session[FIELD])


def check_form_key() -> None:
    """Refuse a form that did not come from one of our own pages."""
    sent, known = request.form.get(FIELD, ""), str(session.get(FIELD, ""))
    if not known or not hmac.compare_digest(sent.encode(), known.encode()):
        abort(403, "This form is out of date. Go back, load the page again, and try once more.")


def field(name: str, longest: int = 100) -> str:
    """One answer from the form, without spaces around it, on one line and not too long."""
    return " ".join(request.form.get(name, "").split())[:longest]
