"""What flags said is kept: looks, raised flags, changes, totals, measures; answers of a year.

Why: a council's queue, base rates and the history of a flag are read, not reckoned on each page;
flags of a holder's whole year have answers too.
Old rows: answers stay as they are. What is kept is reckoned by the next night or start.
Way back: all of it goes and can be reckoned anew; answers of a year go, their leaves stay.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "flag_looks",
        sa.Column("purchase_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("states", sa.String(length=120), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("purchase_id", "place", "year", name="pk_flag_looks"),
    )
    op.create_index("ix_flag_looks_place", "flag_looks", ["place", "year"])
    op.create_table(
        "raised_flags",
        sa.Column("purchase_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("flag", sa.String(length=8), nullable=False),
        sa.Column("version", sa.String(length=12), nullable=False),
        sa.Column("severity", sa.String(length=8), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("purchase_id", "place", "year", "flag", name="pk_raised_flags"),
    )
    op.create_index("ix_raised_flags_place", "raised_flags", ["place", "year", "flag"])
    op.create_index("ix_raised_flags_flag", "raised_flags", ["flag", "year", "place"])
    op.create_table(
        "flag_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("flag", sa.String(length=8), nullable=False),
        sa.Column("version", sa.String(length=12), nullable=False),
        sa.Column("now", sa.String(length=12), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "now IN ('raised', 'not_raised', 'cannot_say')", name="ck_flag_changes_a_state"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_flag_changes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_flag_changes_purchase", "flag_changes", ["purchase_id", "flag"])
    op.create_index("ix_flag_changes_place", "flag_changes", ["place", "year"])
    op.create_table(
        "flag_totals",
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("flag", sa.String(length=8), nullable=False),
        sa.Column("raised", sa.Integer(), nullable=False),
        sa.Column("not_raised", sa.Integer(), nullable=False),
        sa.Column("cannot_say", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "year", "flag", name="pk_flag_totals"),
    )
    op.create_table(
        "flag_measures",
        sa.Column("flag", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=24), nullable=False),
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("flag", "name", "scope", name="pk_flag_measures"),
    )
    op.create_table(
        "flag_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("catalogue", sa.String(length=64), nullable=False),
        sa.Column("measured", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_flag_state"),
    )
    with op.batch_alter_table("flag_answers") as batch:
        batch.add_column(sa.Column("year", sa.Integer(), nullable=True))
        batch.alter_column("purchase_id", existing_type=sa.Integer(), nullable=True)


def downgrade():
    op.execute("DELETE FROM flag_answers WHERE purchase_id IS NULL")
    with op.batch_alter_table("flag_answers") as batch:
        batch.alter_column("purchase_id", existing_type=sa.Integer(), nullable=False)
        batch.drop_column("year")
    for table in (
        *("flag_state", "flag_measures", "flag_totals", "flag_changes"),
        *("raised_flags", "flag_looks"),
    ):
        op.drop_table(table)
