"""Answers to flags.

Why: what an officer says to a raised flag is published beside it, with the numbers of that moment.
Old rows: none; purchases published before have flags without an answer until somebody answers.
Way back: the table goes, and with it the answers; their leaves stay in the journal.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "flag_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("flag", sa.String(length=8), nullable=False),
        sa.Column("rule_version", sa.String(length=12), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_flag_answers_purchase_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag_answers")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("flag_answers", schema=None) as batch_op:
        batch_op.create_index("ix_flag_answers_purchase", ["purchase_id", "flag"], unique=False)


def downgrade():
    with op.batch_alter_table("flag_answers", schema=None) as batch_op:
        batch_op.drop_index("ix_flag_answers_purchase")
    op.drop_table("flag_answers")
