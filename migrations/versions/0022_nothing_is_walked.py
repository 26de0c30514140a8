"""What walked a whole table is read by indexes.

Why: the page of a supplier walked every line ever accepted and every award of the country (0.1 s at
a million purchase lines, and more each year); that of a purchase walked every payment that reverses
nothing, because they stood in the index of reversals; that of a requirement looked up each of its
purchases to leave out drafts, which have an index now. Old rows: indexed. Way back: the new indexes
go, and what reverses nothing is in the old ones again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


REVERSED = ("deliveries", "payments", "penalties")


def upgrade():
    for table in REVERSED:
        there = sa.text("reverses IS NOT NULL")
        op.drop_index(f"uq_{table}_reverses", table_name=table)
        op.create_index(
            f"uq_{table}_reverses",
            table,
            ["reverses"],
            unique=True,
            sqlite_where=there,
            postgresql_where=there,
        )
    draft = sa.text("status = 'draft'")
    op.create_index(
        "ix_purchases_drafts", "purchases", ["id"], sqlite_where=draft, postgresql_where=draft
    )
    op.create_index("ix_acceptances_contract", "acceptances", ["contract_id"])
    op.create_index("ix_awards_supplier", "awards", ["supplier_id", "offers"])


def downgrade():
    for table in REVERSED:
        op.drop_index(f"uq_{table}_reverses", table_name=table)
        op.create_index(f"uq_{table}_reverses", table, ["reverses"], unique=True)
    op.drop_index("ix_awards_supplier", table_name="awards")
    op.drop_index("ix_acceptances_contract", table_name="acceptances")
    op.drop_index("ix_purchases_drafts", table_name="purchases")
