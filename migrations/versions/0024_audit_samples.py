"""Audit samples: what a council announces, what it is drawn from, what it finds.

Why: a council looks at purchases that nobody could choose beforehand. The population is kept as it
was at the announcement, so that anybody can draw the sample again.
Old rows: there are none.
Way back: the tables go; what was announced and found stays in the journal.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "audit_samples",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("strata", sa.String(length=12), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=False),
        sa.Column("tolerable", sa.Integer(), nullable=False),
        sa.Column("journal_size", sa.BigInteger(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("promise", sa.String(length=64), nullable=False),
        sa.Column("announced_on", sa.Date(), nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=True),
        sa.Column("checkpoint_size", sa.BigInteger(), nullable=True),
        sa.Column("checkpoint_root", sa.String(length=64), nullable=True),
        sa.Column("secret", sa.String(length=64), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_audit_samples_something_is_looked_at")),
        sa.CheckConstraint(
            "checkpoint_size > journal_size", name=op.f("ck_audit_samples_the_seed_is_later")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_samples")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_samples_place", "audit_samples", ["place", "year"])
    op.create_table(
        "audit_items",
        sa.Column("sample_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("purchase_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("raised", sa.Boolean(), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=True),
        sa.Column("certain", sa.Boolean(), nullable=True),
        sa.Column("audited", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.String(length=16), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("looked_on", sa.Date(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_audit_items_there_is_money")),
        sa.CheckConstraint(
            "audited >= 0 AND audited <= amount", name=op.f("ck_audit_items_audited_within_amount")
        ),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_audit_items_purchase_id")
        ),
        sa.ForeignKeyConstraint(
            ["sample_id"], ["audit_samples.id"], name=op.f("fk_audit_items_sample_id")
        ),
        sa.PrimaryKeyConstraint("sample_id", "purchase_id", name=op.f("pk_audit_items")),
    )
    op.create_index("ix_audit_items_purchase", "audit_items", ["purchase_id"])
    op.create_table(
        "audit_secrets",
        sa.Column("sample_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["sample_id"], ["audit_samples.id"], name=op.f("fk_audit_secrets_sample_id")
        ),
        sa.PrimaryKeyConstraint("sample_id", name=op.f("pk_audit_secrets")),
    )


def downgrade():
    op.drop_table("audit_secrets")
    op.drop_table("audit_items")
    op.drop_table("audit_samples")
