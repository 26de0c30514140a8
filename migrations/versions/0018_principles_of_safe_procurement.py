"""How purchases stand to the principles of safe procurement.

Why: a line says whether its goods are of local make and green, which criteria of safety are asked of
them, that no certificate is needed, and what upkeep is planned; how each public purchase stands to
seven principles is kept, and added up for places and schools.
Old rows: lines told nothing of this, which stands as "not told". The next night counts the purchases
there are.
Way back: the columns go with what was told in them, the kept tables with what can be counted anew.

The columns are added and dropped one by one: SQLite would else copy the whole table.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

COLUMNS = (
    ("certificates_needed", sa.String(length=3)),
    ("criteria", sa.Text()),
    ("local", sa.String(length=3)),
    ("green", sa.String(length=3)),
    ("upkeep", sa.Text()),
)


def upgrade():
    for name, kind in COLUMNS:
        op.add_column("purchase_lines", sa.Column(name, kind, nullable=True))
    op.create_table(
        "purchase_principles",
        sa.Column("purchase_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("principle", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("compared_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "state IN ('met', 'not_met', 'cannot_say')",
            name=op.f("ck_purchase_principles_a_state"),
        ),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_purchase_principles_purchase_id")
        ),
        sa.PrimaryKeyConstraint("purchase_id", "principle", name=op.f("pk_purchase_principles")),
    )
    op.create_table(
        "principle_totals",
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("principle", sa.String(length=20), nullable=False),
        sa.Column("met", sa.Integer(), nullable=False),
        sa.Column("not_met", sa.Integer(), nullable=False),
        sa.Column("cannot_say", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "year", "principle", name=op.f("pk_principle_totals")),
    )


def downgrade():
    op.drop_table("principle_totals")
    op.drop_table("purchase_principles")
    for name, _ in reversed(COLUMNS):
        op.execute(f"ALTER TABLE purchase_lines DROP COLUMN {name}")
