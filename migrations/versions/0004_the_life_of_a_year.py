"""The life of a budget's year.

Why: hearings with their questions, transfers between lines, what a year ended as; a line has a
functional code and a quarter profile, a version the scan of its resolution and, where it was opened
before any resolution, its last month.
Old rows: they have none of it, which is what nothing means in each of these columns.
Way back: the new tables and columns go, with what was entered in them; a version opened by twelfths
becomes a superseded one and one put to a hearing a submitted one, for nothing below knows them;
the lines keep their sums.

The columns are added and dropped one by one: SQLite would else copy the whole table, and lose its
checks on the way.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SPREAD = ("budget_draft_lines", "budget_line_versions")
QUARTERS = ("quarter_1", "quarter_2", "quarter_3", "quarter_4")
ADDS_UP = (
    "quarter_1 IS NULL AND quarter_2 IS NULL AND quarter_3 IS NULL AND quarter_4 IS NULL"
    " OR quarter_1 + quarter_2 + quarter_3 + quarter_4 = amount"
)


def upgrade():
    op.create_table("budget_stages",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("budget_id", sa.Integer(), nullable=False),
    sa.Column("place", sa.String(length=32), nullable=False),
    sa.Column("year", sa.Integer(), nullable=False),
    sa.Column("stage", sa.String(length=20), nullable=False),
    sa.Column("figures", sa.JSON(), nullable=False),
    sa.Column("document", sa.String(length=60), nullable=True),
    sa.Column("document_on", sa.Date(), nullable=True),
    sa.Column("scan", sa.JSON(), nullable=True),
    sa.Column("account", sa.Integer(), nullable=False),
    sa.Column("at", sa.DateTime(), nullable=False),
    sa.Column("rev", sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(["budget_id"], ["budgets.id"], name=op.f("fk_budget_stages_budget_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_stages")),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table("budget_stages", schema=None) as batch_op:
        batch_op.create_index("ix_budget_stages_budget", ["budget_id", "stage"], unique=True)

    op.create_table("budget_hearings",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("budget_id", sa.Integer(), nullable=False),
    sa.Column("version_id", sa.Integer(), nullable=True),
    sa.Column("place", sa.String(length=32), nullable=False),
    sa.Column("year", sa.Integer(), nullable=False),
    sa.Column("subject", sa.String(length=20), nullable=False),
    sa.Column("status", sa.String(length=20), nullable=False),
    sa.Column("noticed_on", sa.Date(), nullable=False),
    sa.Column("due_on", sa.Date(), nullable=False),
    sa.Column("due_time", sa.String(length=5), nullable=True),
    sa.Column("venue", sa.Text(), nullable=False),
    sa.Column("held_on", sa.Date(), nullable=True),
    sa.Column("women", sa.Integer(), nullable=True),
    sa.Column("men", sa.Integer(), nullable=True),
    sa.Column("protocol", sa.String(length=60), nullable=True),
    sa.Column("protocol_scan", sa.JSON(), nullable=True),
    sa.Column("decided", sa.Text(), nullable=True),
    sa.Column("rev", sa.Integer(), nullable=False),
    sa.CheckConstraint("women >= 0 AND men >= 0", name=op.f("ck_budget_hearings_heads_not_negative")),
    sa.ForeignKeyConstraint(["budget_id"], ["budgets.id"], name=op.f("fk_budget_hearings_budget_id")),
    sa.ForeignKeyConstraint(["version_id"], ["budget_versions.id"], name=op.f("fk_budget_hearings_version_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_hearings")),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table("budget_hearings", schema=None) as batch_op:
        batch_op.create_index("ix_budget_hearings_place", ["place", "year"], unique=False)

    op.create_table("budget_transfers",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("budget_id", sa.Integer(), nullable=False),
    sa.Column("version_id", sa.Integer(), nullable=False),
    sa.Column("place", sa.String(length=32), nullable=False),
    sa.Column("year", sa.Integer(), nullable=False),
    sa.Column("from_line", sa.Integer(), nullable=False),
    sa.Column("to_line", sa.Integer(), nullable=False),
    sa.Column("amount", sa.BigInteger(), nullable=False),
    sa.Column("status", sa.String(length=20), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("asked_by", sa.Integer(), nullable=False),
    sa.Column("asked_at", sa.DateTime(), nullable=False),
    sa.Column("decided_by", sa.Integer(), nullable=True),
    sa.Column("decided_at", sa.DateTime(), nullable=True),
    sa.Column("order_number", sa.String(length=60), nullable=True),
    sa.Column("order_on", sa.Date(), nullable=True),
    sa.Column("answer", sa.Text(), nullable=True),
    sa.Column("rev", sa.Integer(), nullable=False),
    sa.CheckConstraint("amount > 0", name=op.f("ck_budget_transfers_positive")),
    sa.CheckConstraint("from_line <> to_line", name=op.f("ck_budget_transfers_between_two")),
    sa.ForeignKeyConstraint(["budget_id"], ["budgets.id"], name=op.f("fk_budget_transfers_budget_id")),
    sa.ForeignKeyConstraint(["from_line"], ["budget_lines.id"], name=op.f("fk_budget_transfers_from_line")),
    sa.ForeignKeyConstraint(["to_line"], ["budget_lines.id"], name=op.f("fk_budget_transfers_to_line")),
    sa.ForeignKeyConstraint(["version_id"], ["budget_versions.id"], name=op.f("fk_budget_transfers_version_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_transfers")),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table("budget_transfers", schema=None) as batch_op:
        batch_op.create_index("ix_budget_transfers_budget", ["budget_id", "status"], unique=False)

    op.create_table("hearing_questions",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("hearing_id", sa.Integer(), nullable=False),
    sa.Column("place", sa.String(length=32), nullable=False),
    sa.Column("year", sa.Integer(), nullable=False),
    sa.Column("number", sa.Integer(), nullable=False),
    sa.Column("school", sa.String(length=32), nullable=True),
    sa.Column("asker", sa.String(length=20), nullable=False),
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("asked_at", sa.DateTime(), nullable=False),
    sa.Column("answer", sa.Text(), nullable=True),
    sa.Column("answered_at", sa.DateTime(), nullable=True),
    sa.Column("outcome", sa.String(length=20), nullable=True),
    sa.Column("line_id", sa.Integer(), nullable=True),
    sa.Column("carried_to", sa.Integer(), nullable=True),
    sa.Column("rev", sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(["carried_to"], ["hearing_questions.id"], name=op.f("fk_hearing_questions_carried_to")),
    sa.ForeignKeyConstraint(["hearing_id"], ["budget_hearings.id"], name=op.f("fk_hearing_questions_hearing_id")),
    sa.ForeignKeyConstraint(["line_id"], ["budget_lines.id"], name=op.f("fk_hearing_questions_line_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_questions")),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table("hearing_questions", schema=None) as batch_op:
        batch_op.create_index("ix_hearing_questions_hearing", ["hearing_id", "number"], unique=True)

    op.add_column("budget_draft_lines", sa.Column("function", sa.String(length=20), nullable=True))
    op.add_column("budget_lines", sa.Column("function", sa.String(length=20), nullable=True))
    for table in SPREAD:
        for quarter in QUARTERS[:-1]:
            op.add_column(table, sa.Column(quarter, sa.BigInteger(), nullable=True))
        adds_up = sa.CheckConstraint(ADDS_UP, name=op.f(f"ck_{table}_quarters_add_up"))
        op.add_column(table, sa.Column(QUARTERS[-1], sa.BigInteger(), adds_up, nullable=True))
    op.add_column("budgets", sa.Column("stage", sa.String(length=20), nullable=True))
    op.add_column("budget_versions", sa.Column("resolution_scan", sa.JSON(), nullable=True))
    op.add_column("budget_versions", sa.Column("through", sa.Integer(), nullable=True))


def downgrade():
    for new, old in (("interim", "superseded"), ("hearing", "submitted"), ("heard", "returned")):
        op.execute(f"UPDATE budget_versions SET status = '{old}' WHERE status = '{new}'")
    op.execute("ALTER TABLE budgets DROP COLUMN stage")
    for column in ("through", "resolution_scan"):
        op.execute(f"ALTER TABLE budget_versions DROP COLUMN {column}")
    for table in SPREAD:
        for quarter in reversed(QUARTERS):  # the last one carries the check
            op.execute(f"ALTER TABLE {table} DROP COLUMN {quarter}")
    for table in ("budget_lines", "budget_draft_lines"):
        op.execute(f"ALTER TABLE {table} DROP COLUMN function")
    for table in ("hearing_questions", "budget_transfers", "budget_hearings", "budget_stages"):
        op.drop_table(table)
