"""Bringing the tables up to date, with the migrations that ship with the program."""

from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from publisher.errors import StoreError
from publisher.store.locks import Turn, take_turn

_one_at_a_time = Lock()  # Alembic keeps the migration that it runs in a global


def upgrade(db: Connection) -> None:
    """Run every migration that this database has not seen, inside the transaction at hand.

    Raises StoreError if the database was upgraded by a newer version of the program.
    """
    with _one_at_a_time:
        take_turn(db, Turn.UPGRADE)
        config = Config(attributes={"connection": db})
        config.set_main_option("script_location", "publisher.store:migrations")
        config.set_main_option("path_separator", "os")
        if _demand_known_revision(db, ScriptDirectory.from_config(config)):
            command.upgrade(config, "head")


def _demand_known_revision(db: Connection, scripts: ScriptDirectory) -> bool:
    """Whether anything is left to do; raises StoreError if the database knows more than we do."""
    stands_at = MigrationContext.configure(db).get_current_revision()
    known = {script.revision for script in scripts.walk_revisions()}
    if stands_at is not None and stands_at not in known:
        raise StoreError(
            f"The database stands at '{stands_at}', which a newer version of the publisher made. "
            "Install that version again; this one does not touch the database."
        )
    return stands_at != scripts.get_current_head()
