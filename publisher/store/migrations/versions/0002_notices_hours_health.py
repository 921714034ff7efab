"""Notices that end by themselves, opening hours of practices, and the health of screens."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("practice", sa.Column("opening", sa.Text, nullable=False, server_default=""))
    op.add_column("screen", sa.Column("health", sa.Text))
    op.add_column("assignment", sa.Column("notice", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("assignment", sa.Column("ends_at", MOMENT))
