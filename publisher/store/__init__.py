"""The store: what the publisher remembers, in SQLite or PostgreSQL alike.

Open it once, then do each piece of work in one transaction:

    store = Store.open("sqlite:///state/publisher.db")
    store.upgrade()
    with store.begin() as db:
        practices.add(db, "oakfield", "Oakfield Medical Practice", "Europe/London", now)
"""

from publisher.store import (
    assignments,
    claims,
    editions,
    enrolments,
    jobs,
    notices,
    practices,
    programmes,
    proofs,
    screens,
    views,
)
from publisher.store.database import Store
from publisher.store.rows import (
    Assignment,
    Count,
    EditionRow,
    EnrolmentState,
    Job,
    JobState,
    PairedScreen,
    Practice,
    ProgrammeRow,
    Screen,
    Total,
    ViewDay,
    WaitingScreen,
)

__all__ = [
    "Assignment",
    "Count",
    "EditionRow",
    "EnrolmentState",
    "Job",
    "JobState",
    "PairedScreen",
    "Practice",
    "ProgrammeRow",
    "Screen",
    "Store",
    "Total",
    "ViewDay",
    "WaitingScreen",
    "assignments",
    "claims",
    "editions",
    "enrolments",
    "jobs",
    "notices",
    "practices",
    "programmes",
    "proofs",
    "screens",
    "views",
]
