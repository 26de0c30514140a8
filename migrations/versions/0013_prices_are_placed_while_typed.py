"""Prices are placed among others while they are typed, and one unlike the others has its reason.

Why: a purchase line keeps why its price is unlike what others paid (`price_reason`), a draft what
its officer means to say to flags (`answers`); `item_prices` holds what each accepted line tells of
prices, with indexes from which quartiles are read; item codes get a column their search looks
through.
Old rows: lines and drafts have no reason and no answer. The search column is filled here by the
folding of then. `item_prices` is empty until the next night renews it (`prices.compare`): until
then there are too few to compare.
Way back: columns and table go, and with them reasons and answers of drafts; the leaves of lines
put into the plan keep their reasons.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

FOLD = str.maketrans("өүңёѳ", "оунео")
KEYS = ("item_code", "unit", "region", "price", "first_on", "last_on", "purchase_id")


def upgrade():
    op.add_column("purchase_lines", sa.Column("price_reason", sa.Text(), nullable=True))
    op.add_column("purchases", sa.Column("answers", sa.JSON(), nullable=True))
    op.add_column(
        "item_codes", sa.Column("search_key", sa.Text(), nullable=False, server_default="")
    )
    fill()
    with op.batch_alter_table("item_codes") as batch_op:
        batch_op.alter_column("search_key", existing_type=sa.Text(), server_default=None)
    op.create_table(
        "item_prices",
        sa.Column("contract_line_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("item_code", sa.String(length=20), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("region", sa.String(length=32), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.CheckConstraint("price > 0", name=op.f("ck_item_prices_positive")),
        sa.PrimaryKeyConstraint("contract_line_id", name=op.f("pk_item_prices")),
    )
    op.create_index("ix_item_prices_region", "item_prices", KEYS)
    op.create_index("ix_item_prices_country", "item_prices", [k for k in KEYS if k != "region"])


def fill():
    """The search column of the item codes that are there."""
    codes = sa.table(
        "item_codes",
        *(sa.column(name) for name in ("code", "name_ky", "name_ru", "name_en", "search_key")),
    )
    base = op.get_bind()
    rows = base.execute(sa.select(codes.c.code, codes.c.name_ky, codes.c.name_ru, codes.c.name_en))
    keys = [
        {"which": code, "key": " " + folded(" ".join(name or "" for name in names))}
        for code, *names in rows
    ]
    if keys:
        base.execute(
            sa.update(codes)
            .where(codes.c.code == sa.bindparam("which"))
            .values(search_key=sa.bindparam("key")),
            keys,
        )


def folded(text):
    """Small letters, ө as о, ү as у, ң as н, ё as е; letters and digits, the rest is space."""
    small = text.lower().translate(FOLD)
    return " ".join("".join(c if c.isalnum() else " " for c in small).split())


def downgrade():
    op.drop_table("item_prices")
    op.drop_column("item_codes", "search_key")
    op.drop_column("purchases", "answers")
    op.drop_column("purchase_lines", "price_reason")
