"""Serials that grow by time beyond 2038, and what screens refuse."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("programme") as programme:
        programme.alter_column("serial", existing_type=sa.Integer, type_=sa.BigInteger, existing_nullable=False)
    op.add_column("screen", sa.Column("refusal", sa.Text))
    op.add_column("screen", sa.Column("refused_at", sa.DateTime(timezone=True)))
