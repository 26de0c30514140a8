"""Monitoring rounds of councils, and visits to schools.

Why: a council goes to its schools with the Standard in hand; what is typed lies beside the
journal, what was handed in is kept for ever, requirement by requirement.
Old rows: there are none.
Way back: the tables go; what was handed in stays in the journal.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

TABLES = ("monitoring_rounds", "visit_drafts", "monitoring_visits", "visit_answers")


def upgrade():
    op.create_table(
        "monitoring_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("domains", sa.JSON(), nullable=False),
        sa.Column("schools", sa.JSON(), nullable=True),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("announced_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_on <= last_on", name=op.f("ck_monitoring_rounds_period")),
        sa.ForeignKeyConstraint(
            ["place"], ["places.code"], name=op.f("fk_monitoring_rounds_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monitoring_rounds")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_monitoring_rounds_place", "monitoring_rounds", ["place", "first_on"])
    op.create_table(
        "visit_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        *_visit(),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        *_keys("visit_drafts"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "monitoring_visits",
        sa.Column("id", sa.Integer(), nullable=False),
        *_visit(),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("handed_in_on", sa.Date(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        *_keys("monitoring_visits"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_monitoring_visits_school", "monitoring_visits", ["school", "on"])
    _answers()


def _visit():
    """What a visit is told by, typed or handed in."""
    return (
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("visitors", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
    )


def _keys(table):
    """One visit of a school in a round."""
    return (
        sa.ForeignKeyConstraint(
            ["round_id"], ["monitoring_rounds.id"], name=op.f(f"fk_{table}_round_id")
        ),
        sa.ForeignKeyConstraint(["school"], ["schools.code"], name=op.f(f"fk_{table}_school")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("round_id", "school", name=op.f(f"uq_{table}_round_id_school")),
    )


def _answers():
    op.create_table(
        "visit_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("domain", sa.String(length=20), nullable=False),
        sa.Column("requirement", sa.String(length=20), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("said", sa.BigInteger(), nullable=True),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("needed", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=True),
        sa.Column("became", sa.String(length=12), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('as_said', 'differs', 'not_seen')",
            name=op.f("ck_visit_answers_a_verdict"),
        ),
        sa.CheckConstraint(
            "(verdict = 'differs') = (value IS NOT NULL)", name=op.f("ck_visit_answers_own_figure")
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["monitoring_visits.id"], name=op.f("fk_visit_answers_visit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_answers")),
        sa.UniqueConstraint(
            "visit_id", "requirement", name=op.f("uq_visit_answers_visit_id_requirement")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_visit_answers_school", "visit_answers", ["school", "requirement"])


def downgrade():
    for table in reversed(TABLES):
        op.drop_table(table)
