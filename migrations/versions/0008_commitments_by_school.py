"""Commitments are found by their school.

Why: how the money within a place is carried out is asked of its schools, whosever money it is;
without an index the whole country's commitments were read for it.
Old rows: they stay as they are.
Way back: the index goes.
"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_commitments_school", "commitments", ["school", "line_id"])


def downgrade():
    op.drop_index("ix_commitments_school", table_name="commitments")
