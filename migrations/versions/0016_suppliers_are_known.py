"""Contacts of suppliers, and the official list of unreliable ones.

Why: who shares a telephone with whom, and who stood on the list on the day of an award, had no
place.
Old rows: none are touched.
Way back: both tables go, and with them what was entered; their leaves stay in the journal.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "supplier_contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("match_key", sa.String(length=120), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["suppliers.id"], name=op.f("fk_supplier_contacts_supplier_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier_contacts")),
        sa.UniqueConstraint(
            "supplier_id",
            "kind",
            "match_key",
            name=op.f("uq_supplier_contacts_supplier_id_kind_match_key"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_supplier_contacts_match", "supplier_contacts", ["kind", "match_key"])
    op.create_table(
        "unreliable_suppliers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("public_inn", sa.String(length=20), nullable=True),
        sa.Column("public_name", sa.Text(), nullable=True),
        sa.Column("person_inn", sa.String(length=20), nullable=True),
        sa.Column("person_name", sa.Text(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unreliable_suppliers")),
        sqlite_autoincrement=True,
    )
    for column in ("public_inn", "person_inn"):
        op.create_index(f"ix_unreliable_suppliers_{column}", "unreliable_suppliers", [column])


def downgrade():
    op.drop_table("unreliable_suppliers")
    op.drop_table("supplier_contacts")
