"""Your screens: what each one shows now."""

from itertools import groupby

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from publisher.store import practices, screens
from publisher.store.rows import Practice
from publisher.web.practices.cards import Card, make_cards
from publisher.web.surroundings import here

routes = Blueprint("home", __name__)


@routes.get("/")
def show() -> ResponseReturnValue:
    """Every screen as a card, by practice."""
    with here().store.look() as db:
        cards = make_cards(here(), db, screens.everyone(db))
        known = practices.everyone(db)
    busy = {card.practice.id for card in cards}
    without = [practice for practice in known if practice.id not in busy]
    return render_template("home.html", groups=_by_practice(cards), without=without)


def _by_practice(cards: list[Card]) -> list[tuple[Practice, list[Card]]]:
    def place(card: Card) -> tuple[str, str]:
        return card.practice.name.casefold(), card.practice.id

    together = groupby(sorted(cards, key=place), key=lambda card: card.practice)
    return [(practice, list(its_cards)) for practice, its_cards in together]
