"""What is typed is kept until it is sent, not only while a session ends.

Why: a long form is worked on over days and at shared machines; what was typed belongs on the
server. One table holds it, whether its person kept it or the session ran out under it.
Old rows: what was typed while a session ended, and not yet sent, is carried over: it is offered
at its form. Its address loses its language, for a form is the same in all of them.
Way back: drafts have no token by which the old table could give them out; they go.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    drafts = op.create_table(
        "typed_drafts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=500), nullable=False),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_typed_drafts_account"),
        sa.PrimaryKeyConstraint("id", name="pk_typed_drafts"),
    )
    op.create_index("ix_typed_drafts_account_path", "typed_drafts", ["account", "path"])
    old = sa.table(
        "kept_forms",
        sa.column("token_sha256", sa.LargeBinary),
        sa.column("account", sa.Integer),
        sa.column("path", sa.String),
        sa.column("typed", sa.Text),
        sa.column("at", sa.DateTime),
    )
    rows = [
        {
            "id": row.token_sha256.hex()[:32],
            "account": row.account,
            "path": "/" + row.path.split("/", 2)[2],
            "typed": row.typed,
            "saved_at": row.at,
        }
        for row in op.get_bind().execute(sa.select(old))
    ]
    if rows:
        op.bulk_insert(drafts, rows)
    with op.batch_alter_table("kept_forms", schema=None) as batch_op:
        batch_op.drop_index("ix_kept_forms_account")
    op.drop_table("kept_forms")


def downgrade():
    op.create_table(
        "kept_forms",
        sa.Column("token_sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=500), nullable=False),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_kept_forms_account"),
        sa.PrimaryKeyConstraint("token_sha256", name="pk_kept_forms"),
    )
    op.create_index("ix_kept_forms_account", "kept_forms", ["account"])
    op.drop_index("ix_typed_drafts_account_path", "typed_drafts")
    op.drop_table("typed_drafts")
