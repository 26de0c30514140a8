"""Voluntary gifts are recorded.

Why: what a trustee council took, in money and in kind, and what it told of it, had no place.
Old rows: none are touched; budgets set aside out of gifts before stand as they are.
Way back: the three tables go, and with them all that was entered; their leaves stay in the journal.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "gifts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("requirement", sa.String(length=20), nullable=True),
        sa.Column("quantity", sa.BigInteger(), nullable=True),
        sa.Column("document", sa.String(length=10), nullable=False),
        sa.Column("document_number", sa.Text(), nullable=False),
        sa.Column("document_on", sa.Date(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("value > 0", name=op.f("ck_gifts_some")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_gifts_some_quantity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gifts")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("gifts", schema=None) as batch_op:
        batch_op.create_index("ix_gifts_scope", ["scope", "on"], unique=False)

    op.create_table(
        "gift_reversals",
        sa.Column("gift_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reversed_by", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gift_id"], ["gifts.id"], name=op.f("fk_gift_reversals_gift_id")
        ),
        sa.PrimaryKeyConstraint("gift_id", name=op.f("pk_gift_reversals")),
    )
    op.create_table(
        "gift_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("money", sa.BigInteger(), nullable=False),
        sa.Column("goods", sa.BigInteger(), nullable=False),
        sa.Column("works", sa.BigInteger(), nullable=False),
        sa.Column("set_aside", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("purposes", sa.JSON(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.Column("minutes_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("published_by", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("quarter BETWEEN 0 AND 4", name=op.f("ck_gift_reports_period")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift_reports")),
        sa.UniqueConstraint(
            "scope", "year", "quarter", "number", name=op.f("uq_gift_reports_scope_year_quarter_number")
        ),
        sqlite_autoincrement=True,
    )


def downgrade():
    op.drop_table("gift_reports")
    op.drop_table("gift_reversals")
    with op.batch_alter_table("gifts", schema=None) as batch_op:
        batch_op.drop_index("ix_gifts_scope")
    op.drop_table("gifts")
