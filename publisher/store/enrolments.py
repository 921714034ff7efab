"""How a new screen comes to a practice: it shows a code, and somebody types the code in."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, or_, select, update

from player.contract.records import Enrolment, EnrolmentRequest
from publisher.errors import RefusedError
from publisher.model.screens import Size
from publisher.store import practices, screens
from publisher.store.codes import draw_code, said, spell, understand
from publisher.store.insertion import insert_for
from publisher.store.locks import Turn, take_turn
from publisher.store.names import printable, tidy_name
from publisher.store.pairing import Newcomer, pair
from publisher.store.rows import EnrolmentState, PairedScreen, Screen, WaitingScreen
from publisher.store.tables import enrolment, screen

HOLDS_FOR = timedelta(hours=1)
MOST_OPEN = 2_000
"""Screens that may wait at once; over this, some give way.

First those that never came back to ask, as a flood of made-up ones does not, then those that have not asked for
longest. A screen that is really there asks every few seconds. So many may wait that no flood which one publisher can
take in pushes out a screen between two of its questions.
"""

STILL_THERE = timedelta(minutes=1)
"""A screen that came back to ask within this time goes before those that did not."""

POLL_SECONDS = 5
_NOTE_EVERY = timedelta(seconds=10)
"""How often it is written down that a screen still asks; each time costs a write to disk."""


def begin(db: Connection, request: EnrolmentRequest, now: datetime) -> Enrolment:
    """A code for a screen that wants to be paired; asked again, the same code while it holds."""
    take_turn(db, Turn.ENROLMENT)  # else two that clear away the same rows at once could stop each other
    _forget_old(db, request.secret_sha256, now)
    _make_room(db, request.secret_sha256, now)
    row = _words(request) | {
        "secret_sha256": request.secret_sha256,
        "expires_at": now + HOLDS_FOR,
        "asked_at": now,
    }
    held = None
    while held is None:  # goes round again only when the code that was drawn is another screen's
        db.execute(insert_for(db, enrolment).values(row | {"code": draw_code()}).on_conflict_do_nothing())
        held = _held(db, request.secret_sha256)
    db.execute(update(enrolment).where(_of(request.secret_sha256)).values(**_words(request), asked_at=now))
    return _enrolment(held)


def find(db: Connection, secret_sha256: str, now: datetime) -> EnrolmentState | None:
    """How far a screen has come: waiting with its code, paired, or unknown and to ask anew."""
    paired = screens.by_secret(db, secret_sha256)
    if paired is not None:
        return PairedScreen(paired)
    held = _held(db, secret_sha256)
    if held is None or held.screen is not None or held.expires_at <= now:
        return None
    if held.asked_at <= now - _NOTE_EVERY or not _came_back(held):
        db.execute(update(enrolment).where(_of(secret_sha256)).values(asked_at=now))
    return WaitingScreen(_enrolment(held), Size(held.width, held.height))


def claim(  # noqa: PLR0913, PLR0917 - what a manager fills in, and nothing else
    db: Connection, code: str, practice_id: str, screen_id: str | None, name: str, now: datetime
) -> Screen:
    """Pair the screen that shows this code; typed twice for the same screen, the answer is the same.

    Without `screen_id` an id is made from the practice and the name. The id of a screen that was unpaired
    gives this screen its place and its history. Raises RefusedError.
    """
    meant = understand(code)
    practices.get(db, practice_id)
    waiting = select(enrolment).where(enrolment.c.code == meant, enrolment.c.expires_at > now).with_for_update()
    row = db.execute(waiting).one_or_none()
    if row is None:
        raise RefusedError(
            f"No screen is waiting with the code {said(meant)}. Look at the code on the screen and type it again."
        )
    if row.screen is not None:
        return _claimed_before(screens.ever(db, row.screen), meant, practice_id, screen_id, name)
    newcomer = Newcomer(
        practice_id, tidy_name(name, "screen"), row.secret_sha256, row.width, row.height, row.player_version
    )
    paired = pair(db, newcomer, screen_id, now)
    db.execute(update(enrolment).where(_of(row.secret_sha256)).values(screen=paired.id))
    return paired


def _claimed_before(screen: Screen, code: str, practice_id: str, screen_id: str | None, name: str) -> Screen:
    same = screen.practice == practice_id and screen.name == tidy_name(name, "screen")
    if same and screen.unpaired_at is None and screen_id in {None, screen.id}:
        return screen
    what_for = f", for '{screen.name}'" if screen.practice == practice_id else " at another practice"
    raise RefusedError(f"The code {said(code)} was used already{what_for}. Each code pairs one screen once.")


def _forget_old(db: Connection, secret_sha256: str, now: datetime) -> None:
    """Take away what no longer holds, and what led to a screen that was unpaired since."""
    gone = select(screen.c.id).where(screen.c.unpaired_at.is_not(None))
    unpaired = and_(_of(secret_sha256), enrolment.c.screen.in_(gone))
    db.execute(delete(enrolment).where(or_(enrolment.c.expires_at <= now, unpaired)))


def _make_room(db: Connection, secret_sha256: str, now: datetime) -> None:
    others = and_(enrolment.c.screen.is_(None), enrolment.c.secret_sha256 != secret_sha256)
    waiting = db.execute(select(func.count()).select_from(enrolment).where(others)).scalar_one()
    if waiting < MOST_OPEN:
        return

    def worth(row: Row[Any]) -> tuple[bool, datetime]:
        return _came_back(row) and row.asked_at > now - STILL_THERE, row.asked_at

    best_first = sorted(db.execute(select(enrolment).where(others)), key=worth, reverse=True)
    kept = MOST_OPEN - 1 - MOST_OPEN // 10  # a tenth at once, for looking them all through takes its time
    too_many = [row.secret_sha256 for row in best_first[kept:]]
    db.execute(delete(enrolment).where(others, enrolment.c.secret_sha256.in_(too_many)))


def _came_back(row: Row[Any]) -> bool:
    """Whether a screen asked again after it was given its code."""
    return bool(row.asked_at > row.expires_at - HOLDS_FOR)


def _held(db: Connection, secret_sha256: str) -> Row[Any] | None:
    return db.execute(select(enrolment).where(_of(secret_sha256))).one_or_none()


def _of(secret_sha256: str) -> ColumnElement[bool]:
    return enrolment.c.secret_sha256 == secret_sha256


def _words(request: EnrolmentRequest) -> dict[str, Any]:
    version = printable(request.player_version)[:40]
    return {"width": request.width, "height": request.height, "player_version": version}


def _enrolment(row: Row[Any]) -> Enrolment:
    return Enrolment(spell(row.code), row.expires_at, POLL_SECONDS)
