"""Work that only one transaction may do at a time, over all processes."""

from enum import IntEnum

from sqlalchemy import Connection, text


class Turn(IntEnum):
    """What is done one at a time; the numbers are PostgreSQL's names for the locks and never change."""

    UPGRADE = 7_297_655_281
    ENROLMENT = 7_297_655_282


def take_turn(db: Connection, turn: Turn) -> None:
    """Wait until no other transaction has this turn, and keep it until this one ends."""
    if db.dialect.name == "postgresql":  # on SQLite, one transaction at a time writes anyway
        db.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": int(turn)})
