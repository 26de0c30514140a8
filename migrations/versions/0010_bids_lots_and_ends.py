"""Bids are kept, purchases may have lots, a contract may be ended early.

Why: who else offered what was a bare number; several lots, and so several contracts, had no place;
a contract that broke off could only be closed as if all were well.
Old rows: their offers stay a number, they have no lots and no end; every new column is empty.
Way back: bids, protocols and lots go, the awards keep their number of offers; purchases opened or
failed stand as announced again; what was set free by an early end stays free.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

REFERRING = (("purchase_lines", "lot_id", "lots"), ("awards", "lot_id", "lots"))
REFERRING += (("awards", "bid_id", "bids"),)
ENDED = (
    ("terminated_on", sa.Date()),
    ("terminated_by", sa.String(length=10)),
    ("termination_reason", sa.Text()),
)


def upgrade():
    op.create_table(
        "lots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["purchase_id"], ["purchases.id"], name=op.f("fk_lots_purchase_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lots")),
        sa.UniqueConstraint("purchase_id", "number", name=op.f("uq_lots_purchase_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "openings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("announced_on", sa.Date(), nullable=False),
        sa.Column("commission", sa.String(length=200), nullable=False),
        sa.Column("failed", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_openings_purchase_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_openings")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_openings_purchase", "openings", ["purchase_id"], unique=False)
    op.create_table(
        "bids",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opening_id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("standing", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_bids_positive")),
        sa.ForeignKeyConstraint(["opening_id"], ["openings.id"], name=op.f("fk_bids_opening_id")),
        sa.ForeignKeyConstraint(["purchase_id"], ["purchases.id"], name=op.f("fk_bids_purchase_id")),
        sa.ForeignKeyConstraint(["lot_id"], ["lots.id"], name=op.f("fk_bids_lot_id")),
        sa.ForeignKeyConstraint(["supplier_id"], ["suppliers.id"], name=op.f("fk_bids_supplier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bids")),
        sa.UniqueConstraint(
            "opening_id", "lot_id", "supplier_id", name=op.f("uq_bids_opening_id_lot_id_supplier_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_bids_purchase", "bids", ["purchase_id"], unique=False)
    for table, column, target in REFERRING:
        # In one word, as both databases take it: a table is not written anew for a column.
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER "
            f"CONSTRAINT fk_{table}_{column} REFERENCES {target} (id)"
        )
    for name, kind in ENDED:
        op.add_column("contracts", sa.Column(name, kind, nullable=True))


def downgrade():
    op.execute("UPDATE purchases SET status = 'announced' WHERE status IN ('opened', 'failed')")
    for name, _ in ENDED:
        op.execute(f"ALTER TABLE contracts DROP COLUMN {name}")
    for table, column, _ in reversed(REFERRING):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    op.drop_table("bids")
    op.drop_table("openings")
    op.drop_table("lots")
