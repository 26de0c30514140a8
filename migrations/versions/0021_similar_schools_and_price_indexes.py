"""Similar schools, and sums of one year in som of another.

Why: a number says little alone. Schools tell whether they are urban, how high they lie and how long
they are heated; each night those alike are found and bands between them kept; a table of price
indexes lets sums be told in som of another year.
Old rows: schools told nothing of this, which stands as not known. The kept tables are empty until
the next night, and the table of indexes until an editor loads one.
Way back: the columns go with what was told in them, the table of indexes with its rows, the kept
tables with what can be found anew.

The columns are added and dropped one by one: SQLite would else copy the whole table.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

COLUMNS = (
    ("area", sa.String(length=5)),
    ("altitude", sa.Integer()),
    ("heating_days", sa.Integer()),
)


def upgrade():
    for name, kind in COLUMNS:
        op.add_column("schools", sa.Column(name, kind, nullable=True))
    op.create_table(
        "price_indexes",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("thousandths", sa.BigInteger(), nullable=False),
        sa.Column("standing", sa.String(length=20), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("thousandths > 0", name=op.f("ck_price_indexes_positive")),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_price_indexes")),
    )
    op.create_table(
        "school_likeness",
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("pupils", sa.Integer(), nullable=True),
        sa.Column("shifts", sa.Integer(), nullable=True),
        sa.Column("heating_days", sa.Integer(), nullable=True),
        sa.Column("altitude", sa.Integer(), nullable=True),
        sa.Column("area", sa.String(length=5), nullable=True),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("peers", sa.Integer(), nullable=False),
        sa.Column("close", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("school", name=op.f("pk_school_likeness")),
    )
    op.create_table(
        "school_peers",
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("rank", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("peer", sa.String(length=32), nullable=False),
        sa.Column("distance", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("school", "rank", name=op.f("pk_school_peers")),
    )
    op.create_table(
        "peer_bands",
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("measure", sa.String(length=20), nullable=False),
        sa.Column("own", sa.BigInteger(), nullable=True),
        sa.Column("schools", sa.Integer(), nullable=False),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("median", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("school", "year", "measure", name=op.f("pk_peer_bands")),
    )


def downgrade():
    for table in ("peer_bands", "school_peers", "school_likeness", "price_indexes"):
        op.drop_table(table)
    for name, _ in reversed(COLUMNS):
        op.execute(f"ALTER TABLE schools DROP COLUMN {name}")
