"""How much of each hour a screen claims, and since when a screen is doubted."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "claimed_hour",
        sa.Column("screen", sa.String(60), nullable=False),
        sa.Column("hour", MOMENT, nullable=False),
        sa.Column("certain_ms", sa.BigInteger, nullable=False),
        sa.Column("by_uptime_ms", sa.BigInteger, nullable=False),
        sa.Column("by_clock_ms", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["screen"], ["screen.id"], name="fk_claimed_hour_screen"),
        sa.PrimaryKeyConstraint("screen", "hour", name="pk_claimed_hour"),
    )
    op.add_column("screen", sa.Column("doubted_at", MOMENT))
