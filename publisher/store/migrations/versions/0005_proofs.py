"""Manifests of editions that were forgotten here, and that a screen has proven."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "proof",
        sa.Column("playlist", sa.String(120), nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("manifest", sa.Text, nullable=False),
        sa.Column("screen", sa.String(60), nullable=False),
        sa.Column("proven_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["screen"], ["screen.id"], name="fk_proof_screen"),
        sa.PrimaryKeyConstraint("playlist", "number", "digest", name="pk_proof"),
    )
