"""Grounds, dated limits and the annual plan.

Why: a purchase without competition names its ground; a limit in som, the day its source was seen;
a line of the annual plan, what is bought, when, how and out of which budget lines; a purchase
outside the plan, why.
Old rows: they have none of it, which is what nothing means in each of these columns; a plan line
without a status is published. The version of a plan line is 1.
Way back: the columns and the table go, with what was entered in them. Lines of the plan that are
drafts or were withdrawn go first, where no purchase names them: nothing below knows their status.

The columns are added and dropped one by one: SQLite would else copy the whole table.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ADDED = {
    "purchases": (("method_ground", sa.String(length=40)), ("outside_plan", sa.Text())),
    "thresholds": (("confirmed_on", sa.Date()),),
    "plan_lines": (
        ("status", sa.String(length=20)),
        ("language", sa.String(length=2)),
        ("item_code", sa.String(length=20)),
        ("category", sa.String(length=20)),
        ("requirement", sa.String(length=20)),
        ("quarter", sa.Integer()),
        ("month", sa.Integer()),
        ("method", sa.String(length=40)),
        ("published_on", sa.Date()),
    ),
}


def upgrade():
    for table, columns in ADDED.items():
        for name, kind in columns:
            op.add_column(table, sa.Column(name, kind, nullable=True))
    op.add_column(
        "plan_lines", sa.Column("version", sa.Integer(), nullable=False, server_default="1")
    )
    op.create_table("plan_fundings",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("plan_line_id", sa.Integer(), nullable=False),
    sa.Column("place", sa.String(length=32), nullable=False),
    sa.Column("budget_line_id", sa.Integer(), nullable=False),
    sa.Column("amount", sa.BigInteger(), nullable=False),
    sa.Column("rev", sa.Integer(), nullable=False),
    sa.CheckConstraint("amount > 0", name=op.f("ck_plan_fundings_positive")),
    sa.ForeignKeyConstraint(["budget_line_id"], ["budget_lines.id"], name=op.f("fk_plan_fundings_budget_line_id")),
    sa.ForeignKeyConstraint(["plan_line_id"], ["plan_lines.id"], name=op.f("fk_plan_fundings_plan_line_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_fundings")),
    sa.UniqueConstraint("plan_line_id", "budget_line_id", name=op.f("uq_plan_fundings_plan_line_id_budget_line_id")),
    sqlite_autoincrement=True
    )
    op.create_index("ix_plan_fundings_budget_line", "plan_fundings", ["budget_line_id"])


def downgrade():
    op.drop_index("ix_plan_fundings_budget_line", table_name="plan_fundings")
    op.drop_table("plan_fundings")
    op.execute(
        "DELETE FROM plan_lines WHERE status IS NOT NULL AND id NOT IN"
        " (SELECT plan_line_id FROM plan_items) AND id NOT IN"
        " (SELECT plan_line_id FROM purchases WHERE plan_line_id IS NOT NULL)"
    )
    op.execute("ALTER TABLE plan_lines DROP COLUMN version")
    for table, columns in ADDED.items():
        for name, _kind in columns:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
