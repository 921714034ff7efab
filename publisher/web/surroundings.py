"""What every page and every answer of the API stands on: settings, store, shelf and the time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import Flask, current_app

from publisher.settings import Settings
from publisher.shelf.shelf import Shelf
from publisher.store.database import Store

_NAME = "publisher-surroundings"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The parts that the web process works with; keys are not among them."""

    settings: Settings
    store: Store
    shelf: Shelf
    clock: Callable[[], datetime]


def surround(app: Flask, surroundings: Surroundings) -> None:
    """Put the parts where every route of this app finds them."""
    app.extensions[_NAME] = surroundings


def here() -> Surroundings:
    """The parts of the app that is answering now."""
    return cast(Surroundings, current_app.extensions[_NAME])


def now() -> datetime:
    """The present moment, with its offset from UTC."""
    return here().clock()
