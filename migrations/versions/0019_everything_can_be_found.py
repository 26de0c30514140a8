"""Everything public can be found: an index of schools, places, requirements, suppliers, purchases.

Why: a search looked through two columns by LIKE, which reads all rows and knows no forms of words.
What can be found stands in `search_entries`, what finds it beside it: a table of FTS5 on SQLite,
tsvectors under a GIN index on PostgreSQL. Words and their letters serve for guessing mistyped ones.
Old rows: none is indexed here; the next start of the program, the next night or `site index` does.
Way back: the tables go; all of them are derived and can be made anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

INDEX = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search_index USING fts5(terms, content='search_entries',"
        " content_rowid='id')",
    ),
    "postgresql": (
        "CREATE TABLE search_index (id bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX ix_search_index_words ON search_index USING gin (words)"
        " WITH (fastupdate = off)",
    ),
}


def upgrade():
    op.create_table(
        "search_entries",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=True),
        sa.Column("name_ky", sa.Text(), nullable=True),
        sa.Column("name_ru", sa.Text(), nullable=True),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("sort_key", sa.String(length=120), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entries")),
        sa.UniqueConstraint("kind", "key", name=op.f("uq_search_entries_kind_key")),
    )
    op.create_index("ix_search_entries_place", "search_entries", ["place"])
    op.create_table(
        "search_words",
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_words")),
    )
    op.create_table(
        "search_grams",
        sa.Column("gram", sa.String(length=3), nullable=False),
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("gram", "word", name=op.f("pk_search_grams")),
    )
    op.create_table(
        "search_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_search_state_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_state")),
    )
    for statement in INDEX[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade():
    for table in ("search_index", "search_state", "search_grams", "search_words", "search_entries"):
        op.drop_table(table)
