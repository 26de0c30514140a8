"""A public file of a finding can be taken from public view; drafts of councils count their versions.

Why: somebody may be recognised in a file after all; and of two members who edit one draft the later
one undid what the earlier had saved.
Old rows: nothing was taken from public view; every draft is at its first version.
Way back: the columns go. What was taken from public view stays so, and its reason in the journal.

The columns are added and dropped one by one: SQLite would else copy the whole table.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

DRAFTS = ("finding_drafts", "visit_drafts")


def upgrade():
    op.add_column("finding_evidence", sa.Column("hidden_on", sa.Date(), nullable=True))
    op.add_column("finding_evidence", sa.Column("hidden_why", sa.Text(), nullable=True))
    for table in DRAFTS:
        version = sa.Column("version", sa.Integer(), server_default="1", nullable=False)
        op.add_column(table, version)


def downgrade():
    for table in DRAFTS:
        op.drop_column(table, "version")
    op.drop_column("finding_evidence", "hidden_why")
    op.drop_column("finding_evidence", "hidden_on")
