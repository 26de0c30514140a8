"""Imports of passports have their receipts too.

Why: a batch was always a budget's; a table of passports is brought in the same way.
Old rows: every batch there is is a budget's.
Way back: the column goes; receipts of passports would pass for budgets, so they go as well.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("import_batches", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("kind", sa.String(length=10), server_default="budget", nullable=False)
        )


def downgrade():
    op.execute("DELETE FROM import_batches WHERE kind = 'passports'")
    with op.batch_alter_table("import_batches", schema=None) as batch_op:
        batch_op.drop_column("kind")
