"""Imports of budgets can be undone, and remember which column is which.

Why: a receipt names its file, kept by its hash, and gives the draft back what it held before; a
table of an office's own is asked about once, not every month.
Old rows: batches of before name no file and cannot be undone; no mapping is known.
Way back: the columns and the table go; what was imported stays in the budgets.

The columns are added and dropped one by one: SQLite would else copy the whole table.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

COLUMNS = ("name", "size", "reason", "version_id", "after", "before", "undone_at", "undone_by")


def upgrade():
    op.create_table("import_mappings",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("place", sa.String(length=32), nullable=False),
    sa.Column("fingerprint", sa.String(length=64), nullable=False),
    sa.Column("mapping", sa.JSON(), nullable=False),
    sa.Column("account", sa.Integer(), nullable=False),
    sa.Column("at", sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(["place"], ["places.code"], name=op.f("fk_import_mappings_place")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mappings")),
    sa.UniqueConstraint("place", "fingerprint", name=op.f("uq_import_mappings_place_fingerprint")),
    sqlite_autoincrement=True
    )
    for name, kind in (
        ("name", sa.String(length=80)),
        ("size", sa.Integer()),
        ("reason", sa.Text()),
        ("version_id", sa.Integer()),
        ("after", sa.Integer()),
        ("before", sa.JSON()),
        ("undone_at", sa.DateTime()),
        ("undone_by", sa.Integer()),
    ):
        op.add_column("import_batches", sa.Column(name, kind, nullable=True))


def downgrade():
    for name in COLUMNS:
        op.execute(f"ALTER TABLE import_batches DROP COLUMN {name}")
    op.drop_table("import_mappings")
