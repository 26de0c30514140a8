"""What people without an account ask and tell.

Why: a question to the office, moderated, with its clock and its answer; what came of a delivery,
public from the third independent report on. What is not public yet lies beside the journal.
Old rows: there are none.
Way back: the tables go; what was published stays in the journal.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TABLES = (
    "voice_days",
    "voice_counts",
    "voice_questions",
    "voice_answers",
    "voice_asked",
    "voice_declined",
    "voice_reports",
    "voice_heard",
    "voice_photographs",
)


def upgrade():
    op.create_table(
        "voice_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_voice_days")),
    )
    op.create_table(
        "voice_counts",
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_voice_counts")),
    )
    op.create_table(
        "voice_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_voice_questions_purchase_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voice_questions")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_voice_questions_place", "voice_questions", ["place"])
    op.create_index("ix_voice_questions_scope", "voice_questions", ["scope"])
    op.create_table(
        "voice_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["voice_questions.id"], name=op.f("fk_voice_answers_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voice_answers")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_voice_answers_question", "voice_answers", ["question_id"])
    op.create_table(
        "voice_asked",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("code_sha256", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.UniqueConstraint("code_sha256", name=op.f("uq_voice_asked_code_sha256")),
        sa.CheckConstraint("state IN ('asked', 'published', 'declined')", name=op.f("ck_voice_asked_a_state")),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_voice_asked_purchase_id")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["voice_questions.id"], name=op.f("fk_voice_asked_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voice_asked")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_voice_asked_state", "voice_asked", ["state", "on"])
    op.create_table(
        "voice_declined",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voice_declined")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_voice_declined_scope", "voice_declined", ["scope"])
    op.create_table(
        "voice_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=8), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("network", sa.String(length=64), nullable=True),
        sa.Column("replaced", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("code_sha256", sa.String(length=64), nullable=False),
        sa.Column("photograph", sa.JSON(), nullable=True),
        sa.CheckConstraint("what IN ('arrived', 'partly', 'missing', 'bad')", name=op.f("ck_voice_reports_what_is_said")),
        sa.UniqueConstraint("code_sha256", name=op.f("uq_voice_reports_code_sha256")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["purchase_lines.id"], name=op.f("fk_voice_reports_line_id")
        ),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_voice_reports_purchase_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voice_reports")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_voice_reports_place", "voice_reports", ["place"])
    op.create_index("ix_voice_reports_purchase", "voice_reports", ["purchase_id", "school"])
    op.create_table(
        "voice_heard",
        sa.Column("purchase_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("school", sa.String(length=32), autoincrement=False, nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("arrived", sa.Integer(), nullable=False),
        sa.Column("partly", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("bad", sa.Integer(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_voice_heard_purchase_id")
        ),
        sa.PrimaryKeyConstraint("purchase_id", "school", name=op.f("pk_voice_heard")),
    )
    op.create_index("ix_voice_heard_place", "voice_heard", ["place"])
    op.create_table(
        "voice_photographs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("shown_on", sa.Date(), nullable=False),
        sa.Column("off_on", sa.Date(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_voice_photographs_purchase_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voice_photographs")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_voice_photographs_purchase", "voice_photographs", ["purchase_id", "school"])
    op.create_index("ix_voice_photographs_sha256", "voice_photographs", ["sha256"])

def downgrade():
    for table in reversed(TABLES):
        op.drop_table(table)
