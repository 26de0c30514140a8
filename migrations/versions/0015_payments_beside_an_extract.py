"""Payments of a place are compared with an extract of the treasury, and the outcome is kept.

Why: that a place's payments were compared, when, and what came of it is public; of the extract
itself only counts, sums and the hash of its file are kept.
Old rows: none; nothing was compared before.
Way back: the table goes. Its leaves stay in the journal.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

COUNTS = ("rows", "payments", "matched", "different", "missing_here", "missing_there")
COUNTS += ("ambiguous_here", "ambiguous_there", "kept_by", "rev")
SUMS = ("matched_amount", "different_ours", "different_theirs", "missing_here_amount")
SUMS += ("missing_there_amount", "ambiguous_here_amount", "ambiguous_there_amount")


def upgrade():
    op.create_table(
        "reconciliations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in SUMS),
        sa.ForeignKeyConstraint(["place"], ["places.code"], name=op.f("fk_reconciliations_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reconciliations")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reconciliations_place", "reconciliations", ["place", "year"])


def downgrade():
    op.drop_index("ix_reconciliations_place", table_name="reconciliations")
    op.drop_table("reconciliations")
