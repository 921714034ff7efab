"""The news that a page asks for every two seconds, so that it stays true without a reload."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from publisher.store import screens
from publisher.web.practices.cards import Card, make_cards
from publisher.web.practices.screen import paired_screen
from publisher.web.surroundings import here

routes = Blueprint("live", __name__)


@routes.get("/live.json")
def everything() -> ResponseReturnValue:
    """Texts, states and pictures by their place on the page, of every screen or of one with its slides."""
    only = request.args.get("screen")
    chosen = [paired_screen(only)] if only else None
    with here().store.look() as db:
        cards = make_cards(here(), db, screens.everyone(db) if chosen is None else chosen)
    texts = {place: text for card in cards for place, text in _texts(card, slides=bool(only)).items()}
    response = jsonify(
        texts=texts,
        states={card.screen.id: card.standing.state for card in cards},
        pictures={card.screen.id: _picture(card) for card in cards},
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _texts(card: Card, slides: bool) -> dict[str, str]:
    texts = {
        "state": card.standing.sentence,
        "playlist": card.playlist,
        "notice": card.notice,
        "slide": card.slide,
        "heard": card.heard,
        "today": f"{card.today:,}",
        "total": f"{card.total:,}",
    }
    for manifest in card.playing if slides else ():
        for entry in manifest.entries:
            texts[f"of/{entry.slide}/today"] = f"{card.tally.today(card.screen.id, entry.slide):,}"
            texts[f"of/{entry.slide}/total"] = f"{card.tally.total(card.screen.id, entry.slide):,}"
    return {f"{card.screen.id}/{place}": text for place, text in texts.items()}


def _picture(card: Card) -> dict[str, str | int]:
    picture = card.picture
    return {
        "address": picture.address,
        "alt": picture.alt,
        "language": picture.language,
        "frame": picture.frame,
        "width": picture.size.width,
        "height": picture.size.height,
        "dark": card.standing.dark,
    }
