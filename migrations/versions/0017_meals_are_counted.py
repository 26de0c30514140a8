"""Meals are counted, and food contracts have menus.

Why: food was followed from plan to acceptance, and what children ate stood nowhere: som per child
and day could not be told to its end.
Old rows: none are touched; days before stay unknown, and are shown as such.
Way back: the three tables go, and with them all that was counted; their leaves stay in the journal.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "meal_days",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("served", sa.Integer(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("worked", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("served >= 0", name=op.f("ck_meal_days_not_negative")),
        sa.CheckConstraint("served <= present", name=op.f("ck_meal_days_no_more_than_came")),
        sa.ForeignKeyConstraint(["school"], ["schools.code"], name=op.f("fk_meal_days_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meal_days")),
        sa.UniqueConstraint("school", "on", name=op.f("uq_meal_days_school_on")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "meal_months",
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.Column("closed", sa.BigInteger(), nullable=False),
        sa.Column("served", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("school", "year", "month", name=op.f("pk_meal_months")),
    )
    op.create_table(
        "menu_cycles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("days", sa.Text(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("children > 0", name=op.f("ck_menu_cycles_some_children")),
        sa.CheckConstraint("since < until", name=op.f("ck_menu_cycles_period")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["purchase_lines.id"], name=op.f("fk_menu_cycles_line_id")
        ),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_menu_cycles_purchase_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_menu_cycles")),
        sa.UniqueConstraint("line_id", name=op.f("uq_menu_cycles_line_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("menu_cycles", schema=None) as batch_op:
        batch_op.create_index("ix_menu_cycles_purchase", ["purchase_id"], unique=False)


def downgrade():
    with op.batch_alter_table("menu_cycles", schema=None) as batch_op:
        batch_op.drop_index("ix_menu_cycles_purchase")
    op.drop_table("menu_cycles")
    op.drop_table("meal_months")
    op.drop_table("meal_days")
