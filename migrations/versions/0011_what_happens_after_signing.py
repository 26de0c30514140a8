"""What happens after signing: frameworks, penalties, goods given back, mistakes undone.

Why: a framework agreement has a ceiling from which is called off; a penalty lowers what is due;
goods found wanting later go back; and what was entered by mistake is undone by an opposite entry,
with figures below zero, never by an edit.
Old rows: none is of a framework, reversed or withheld from. Their leaves know nothing of the new
columns, so those are empty and not false or zero where they stand in a leaf.
Way back: only while nothing of all this was entered; the old tables cannot hold figures below zero.

Columns are added one by one: SQLite would else copy the whole table. Four tables have to be copied,
for what they demand of a figure changes; rows that name theirs are put aside meanwhile.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MONEY = "BIGINT NOT NULL DEFAULT 0"
FLAG = "BOOLEAN NOT NULL DEFAULT false"
CALLED = "CONSTRAINT ck_{table}_called_not_negative CHECK (called >= 0)"
ADDED = (
    (
        "purchases",
        "kind",
        "VARCHAR(10) CONSTRAINT ck_purchases_kind CHECK (kind IN ('framework', 'call_off'))",
    ),
    (
        "purchases",
        "framework_id",
        "INTEGER CONSTRAINT ck_purchases_of_a_framework CHECK"
        " ((framework_id IS NOT NULL) = (kind IS NOT NULL AND kind = 'call_off'))",
    ),
    ("purchase_lines", "framework_line", "INTEGER"),
    (
        "contracts",
        "withheld",
        f"{MONEY} CONSTRAINT ck_contracts_withheld_not_negative CHECK (withheld >= 0)",
    ),
    ("contracts", "returned", MONEY),
    ("contracts", "ceiling", "BIGINT"),
    ("contracts", "valid_until", "DATE"),
    (
        "contracts",
        "called",
        f"{MONEY} {CALLED.format(table='contracts')}"
        " CONSTRAINT ck_contracts_called_within_ceiling CHECK (called <= ceiling)",
    ),
    (
        "contract_lines",
        "framework_line",
        "INTEGER CONSTRAINT fk_contract_lines_framework_line REFERENCES contract_lines (id)",
    ),
    (
        "contract_lines",
        "called",
        f"{MONEY} {CALLED.format(table='contract_lines')}"
        " CONSTRAINT ck_contract_lines_called_within_quantity CHECK (called <= quantity)",
    ),
    (
        "commitments",
        "withheld",
        "BIGINT CONSTRAINT ck_commitments_paid_within_rest"
        " CHECK (withheld >= 0 AND paid <= amount - withheld)",
    ),
    (
        "deliveries",
        "reverses",
        "INTEGER CONSTRAINT fk_deliveries_reverses REFERENCES deliveries (id)",
    ),
    ("deliveries", "reason", "TEXT"),
    ("deliveries", "is_reversed", FLAG),
    (
        "acceptances",
        "kind",
        "VARCHAR(10) CONSTRAINT ck_acceptances_kind CHECK (kind IN ('return', 'reversal'))",
    ),
    (
        "acceptances",
        "corrects",
        "INTEGER CONSTRAINT fk_acceptances_corrects"
        " REFERENCES acceptances (id) CONSTRAINT ck_acceptances_names_what_it_corrects"
        " CHECK ((kind IS NULL) = (corrects IS NULL))",
    ),
    ("acceptances", "closed_year", "INTEGER"),
    ("acceptances", "is_reversed", FLAG),
    ("payments", "reverses", "INTEGER CONSTRAINT fk_payments_reverses REFERENCES payments (id)"),
    ("payments", "closed_year", "INTEGER"),
    ("payments", "is_reversed", FLAG),
)
INDEXES = (
    ("ix_purchases_framework", "purchases", ["framework_id"], False),
    ("ix_contract_lines_framework_line", "contract_lines", ["framework_line"], False),
    ("uq_deliveries_reverses", "deliveries", ["reverses"], True),
    ("ix_acceptances_corrects", "acceptances", ["corrects"], False),
    ("uq_payments_reverses", "payments", ["reverses"], True),
)
STANDS = sa.text("reverses IS NULL AND NOT is_reversed")
ONCE = {"unique": True, "sqlite_where": STANDS, "postgresql_where": STANDS}
DEMANDS = {
    # table: what it demanded of figures before, and what from now on
    "delivery_lines": (
        {"some": "quantity > 0"},
        {"some": "quantity <> 0"},
    ),
    "acceptance_lines": (
        {
            "accepted_not_negative": "accepted >= 0",
            "refused_not_negative": "refused >= 0",
            "not_negative": "amount >= 0",
        },
        {
            "all_of_one_sign": "accepted >= 0 AND refused >= 0 AND amount >= 0"
            " OR accepted <= 0 AND amount <= 0"
        },
    ),
    "payments": (
        {"positive": "amount > 0"},
        {"positive": "(amount > 0) = (reverses IS NULL)", "some": "amount <> 0"},
    ),
    "payment_parts": (
        {"positive": "amount > 0"},
        {"some": "amount <> 0"},
    ),
}


def upgrade():
    for table, column, kind in ADDED:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    with aside("payment_parts"):
        demand("payments", old=0, new=1, unique=False)
        demand("payment_parts", old=0, new=1)
    with aside("acceptance_lines"):
        demand("delivery_lines", old=0, new=1)
        demand("acceptance_lines", old=0, new=1)
    for name, table, columns, unique in INDEXES:
        op.create_index(name, table, columns, unique=unique)
    op.create_index("uq_payments_document", "payments", ["contract_id", "document", "kind"], **ONCE)
    op.create_table(
        "penalties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("days_late", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reverses", sa.Integer(), nullable=True),
        sa.Column("is_reversed", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("(amount > 0) = (reverses IS NULL)", name=op.f("ck_penalties_positive")),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_penalties_some")),
        sa.CheckConstraint("days_late >= 0", name=op.f("ck_penalties_late_not_negative")),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_penalties_contract_id")
        ),
        sa.ForeignKeyConstraint(["reverses"], ["penalties.id"], name=op.f("fk_penalties_reverses")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penalties")),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_penalties_reverses", "penalties", ["reverses"], unique=True)
    op.create_index("uq_penalties_document", "penalties", ["contract_id", "document"], **ONCE)


def downgrade():
    op.drop_table("penalties")
    op.drop_index("uq_payments_document", "payments")
    for name, table, _columns, _unique in INDEXES:
        op.drop_index(name, table)
    with aside("acceptance_lines"):
        demand("acceptance_lines", old=1, new=0)
        demand("delivery_lines", old=1, new=0)
    with aside("payment_parts"):
        demand("payment_parts", old=1, new=0)
        demand("payments", old=1, new=0, unique=True)
    for table, column, _kind in reversed(ADDED[:-3]):  # those of payments went with its copy
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")


@contextmanager
def aside(table: str) -> Iterator[None]:
    """The rows of a table, out of the way of a copy of the table they name."""
    op.execute(f"CREATE TABLE put_aside AS SELECT * FROM {table}")
    op.execute(f"DELETE FROM {table}")
    yield
    columns = ", ".join(
        f'"{column["name"]}"' for column in sa.inspect(op.get_bind()).get_columns(table)
    )
    op.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM put_aside")
    op.execute("DROP TABLE put_aside")


def demand(table: str, *, old: int, new: int, unique: bool | None = None) -> None:
    """Put other demands on the figures of a table; `unique`: is a document one of its contract?"""
    with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as batch:
        for name in DEMANDS[table][old]:
            batch.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
        for name, rule in DEMANDS[table][new].items():
            batch.create_check_constraint(op.f(f"ck_{table}_{name}"), rule)
        document = op.f("uq_payments_contract_id_document_kind")
        if unique is False:
            batch.drop_constraint(document, type_="unique")
        if unique is True:
            batch.create_unique_constraint(document, ["contract_id", "document", "kind"])
            for column in ("reverses", "closed_year", "is_reversed"):
                batch.drop_column(column)
