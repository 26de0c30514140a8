"""Papers of a purchase, who sat in a commission, and until when things are good.

Why: everybody may read the contract, the act and the certificates behind a purchase; a line says
which certificates it asks for, and an acceptance answers each; what expires says when.
Old rows: acceptances do not tell their commission (only whether a parent was there), lines asked for
no certificate, and things last as long as their requirement says.
Way back: the tables and columns go; the files stay in their folder, named by no record.

The columns are added and dropped one by one: SQLite would else copy the whole table.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

COLUMNS = (
    ("purchase_lines", "certificates", sa.Text()),
    ("acceptances", "commission", sa.String(length=200)),
    ("acceptance_lines", "remarks", sa.Text()),
    ("acceptance_lines", "good_until", sa.Date()),
)


def upgrade():
    for table, name, kind in COLUMNS:
        op.add_column(table, sa.Column(name, kind, nullable=True))
    _documents()
    _certificates()


def _documents():
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=True),
        sa.Column("delivery_id", sa.Integer(), nullable=True),
        sa.Column("acceptance_id", sa.Integer(), nullable=True),
        sa.Column("payment_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_kind", sa.String(length=4), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("withheld", sa.Text(), nullable=True),
        sa.Column("attached_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_documents_a_size")),
        sa.CheckConstraint("pages > 0", name=op.f("ck_documents_a_page")),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_documents_{column}"))
            for column, table in (
                ("purchase_id", "purchases"),
                ("contract_id", "contracts"),
                ("delivery_id", "deliveries"),
                ("acceptance_id", "acceptances"),
                ("payment_id", "payments"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_documents_purchase", "documents", ["purchase_id"])
    op.create_index("ix_documents_sha256", "documents", ["sha256"])


def _certificates():
    op.create_table(
        "certificates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("acceptance_id", sa.Integer(), nullable=False),
        sa.Column("purchase_line_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(number IS NULL) <> (reason IS NULL)", name=op.f("ck_certificates_number_or_reason")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_certificates_{column}")
            )
            for column, table in (
                ("acceptance_id", "acceptances"),
                ("purchase_line_id", "purchase_lines"),
                ("document_id", "documents"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificates")),
        sa.UniqueConstraint(
            "acceptance_id",
            "purchase_line_id",
            "code",
            name=op.f("uq_certificates_acceptance_id_purchase_line_id_code"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_certificates_purchase_line", "certificates", ["purchase_line_id"])


def downgrade():
    op.drop_table("certificates")
    op.drop_table("documents")
    for table, name, _ in reversed(COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
