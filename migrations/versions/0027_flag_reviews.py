"""What councils say to raised flags: the desk of each council, and what was judged or confirmed.

Why: no two members work on the same flag; everybody reads what a council makes of an answer; a flag
for councils only becomes public when one confirms it. Answers of a year are found by their place.
Old rows: there are none.
Way back: both tables go; what was said stays in the journal.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

SUBJECT = ("purchase_id", "place", "year", "flag")


def upgrade():
    op.create_table(
        "flag_desk",
        sa.Column("council", sa.String(length=32), nullable=False),
        sa.Column("purchase_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("flag", sa.String(length=8), nullable=False),
        sa.Column("member", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("aside_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("council", *SUBJECT, name="pk_flag_desk"),
    )
    op.create_table(
        "flag_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council", sa.String(length=32), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("flag", sa.String(length=8), nullable=False),
        sa.Column("rule_version", sa.String(length=12), nullable=False),
        sa.Column("verdict", sa.String(length=14), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.Column("finding", sa.Integer(), nullable=True),
        sa.Column("replaced", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('explained', 'not_explained', 'finding', 'confirmed')",
            name="ck_flag_reviews_a_verdict",
        ),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["flag_answers.id"], name="fk_flag_reviews_answer_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_flag_reviews"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_flag_reviews_purchase", "flag_reviews", SUBJECT)
    stands = sa.text("NOT replaced")
    op.create_index(
        "uq_flag_reviews_standing",
        "flag_reviews",
        ["council", *SUBJECT],
        unique=True,
        sqlite_where=stands,
        postgresql_where=stands,
    )
    op.create_index("ix_flag_answers_year", "flag_answers", ["place", "year", "flag"])


def downgrade():
    op.drop_index("ix_flag_answers_year", "flag_answers")
    op.drop_table("flag_reviews")
    op.drop_table("flag_desk")
