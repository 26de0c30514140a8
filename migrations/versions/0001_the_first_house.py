"""The first house: every table of the first slice.

Why: registers, the Standard, budgets, procurement, the journal, accounts.
Old rows: none; this is the beginning.
Way back: all tables go.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("totp_secret", sa.String(length=64), nullable=True),
        sa.Column("totp_last", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("disabled_at", sa.DateTime(), nullable=True),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.CheckConstraint("id > 0", name=op.f("ck_accounts_not_the_operator")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("email", name=op.f("uq_accounts_email")),
    )
    op.create_table(
        "classifications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("standing", sa.String(length=20), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("name_ky", sa.Text(), nullable=True),
        sa.Column("name_ru", sa.Text(), nullable=True),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_classifications")),
    )
    with op.batch_alter_table("classifications", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_classifications_code"), ["code"], unique=False)

    op.create_table(
        "editions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("title_ky", sa.Text(), nullable=False),
        sa.Column("title_ru", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editions")),
        sa.UniqueConstraint("code", name=op.f("uq_editions_code")),
    )
    op.create_table(
        "holidays",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("standing", sa.String(length=20), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("name_ky", sa.Text(), nullable=True),
        sa.Column("name_ru", sa.Text(), nullable=True),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_holidays")),
    )
    op.create_table(
        "item_codes",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("section", sa.String(length=4), nullable=True),
        sa.Column("name_ky", sa.Text(), nullable=True),
        sa.Column("name_ru", sa.Text(), nullable=True),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_item_codes")),
    )
    with op.batch_alter_table("item_codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_item_codes_section"), ["section"], unique=False)

    op.create_table(
        "item_sections",
        sa.Column("section", sa.String(length=4), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name_ky", sa.Text(), nullable=True),
        sa.Column("name_ru", sa.Text(), nullable=True),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("section", name=op.f("pk_item_sections")),
    )
    op.create_table(
        "journal_entries",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("act_no", sa.BigInteger(), nullable=False),
        sa.Column("table", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("leaf", sa.Text(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_journal_entries")),
    )
    with op.batch_alter_table("journal_entries", schema=None) as batch_op:
        batch_op.create_index("ix_journal_entries_act_no", ["act_no"], unique=False)
        batch_op.create_index("ix_journal_entries_record", ["table", "key", "number"], unique=False)

    op.create_table(
        "journal_nodes",
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("index", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("level", "index", name=op.f("pk_journal_nodes")),
    )
    op.create_table(
        "journal_scopes",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_journal_scopes")),
    )
    op.create_table(
        "journal_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("acts", sa.BigInteger(), nullable=False),
        sa.Column("edge", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_journal_state_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_state")),
    )
    op.create_table(
        "month_totals",
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("accepted", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "year", "month", name=op.f("pk_month_totals")),
    )
    op.create_table(
        "places",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("parent", sa.String(length=32), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("successor", sa.String(length=32), nullable=True),
        sa.Column("pcode", sa.String(length=20), nullable=True),
        sa.Column("sort", sa.Integer(), nullable=True),
        sa.Column("tile", sa.String(length=8), nullable=True),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("name_ky", sa.Text(), nullable=True),
        sa.Column("name_ru", sa.Text(), nullable=True),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent"], ["places.code"], name=op.f("fk_places_parent")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_places")),
    )
    with op.batch_alter_table("places", schema=None) as batch_op:
        batch_op.create_index("ix_places_parent", ["parent", "sort_key"], unique=False)

    op.create_table(
        "rates",
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("nominal", sa.Integer(), nullable=False),
        sa.Column("millionths", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("currency", "day", name=op.f("pk_rates")),
    )
    op.create_table(
        "receipts",
        sa.Column("account", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("body_sha256", sa.String(length=64), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("account", "key", name=op.f("pk_receipts")),
    )
    with op.batch_alter_table("receipts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_receipts_at"), ["at"], unique=False)

    op.create_table(
        "sign_in_failures",
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_sign_in_failures")),
    )
    op.create_table(
        "suppliers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("is_person", sa.Boolean(), nullable=False),
        sa.Column("public_name", sa.Text(), nullable=True),
        sa.Column("public_inn", sa.String(length=20), nullable=True),
        sa.Column("person_name", sa.Text(), nullable=True),
        sa.Column("person_inn", sa.String(length=20), nullable=True),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.Column("search_key", sa.String(length=120), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppliers")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("suppliers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suppliers_person_inn"), ["person_inn"], unique=False)
        batch_op.create_index(batch_op.f("ix_suppliers_public_inn"), ["public_inn"], unique=False)

    op.create_table(
        "thresholds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("standing", sa.String(length=20), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("name_ky", sa.Text(), nullable=True),
        sa.Column("name_ru", sa.Text(), nullable=True),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thresholds")),
    )
    with op.batch_alter_table("thresholds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_thresholds_code"), ["code"], unique=False)

    op.create_table(
        "totals",
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("purse", sa.String(length=30), nullable=False),
        sa.Column("planned", sa.BigInteger(), nullable=False),
        sa.Column("committed", sa.BigInteger(), nullable=False),
        sa.Column("accepted", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "year", "kind", "code", "purse", name=op.f("pk_totals")),
    )
    op.create_table(
        "budgets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["place"], ["places.code"], name=op.f("fk_budgets_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budgets")),
        sa.UniqueConstraint("place", "year", name=op.f("uq_budgets_place_year")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "coded_entries",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("entry", sa.JSON(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_coded_entries_edition_id")
        ),
        sa.PrimaryKeyConstraint("edition_id", "kind", "code", name=op.f("pk_coded_entries")),
    )
    op.create_table(
        "import_batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["place"], ["places.code"], name=op.f("fk_import_batches_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batches")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("import_batches", schema=None) as batch_op:
        batch_op.create_index("ix_import_batches_place", ["place", "year"], unique=False)

    op.create_table(
        "journal_entry_places",
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["number"], ["journal_entries.number"], name=op.f("fk_journal_entry_places_number")
        ),
        sa.PrimaryKeyConstraint("place", "number", name=op.f("pk_journal_entry_places")),
    )
    op.create_table(
        "journal_salts",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"], ["journal_entries.number"], name=op.f("fk_journal_salts_number")
        ),
        sa.PrimaryKeyConstraint("number", "field", name=op.f("pk_journal_salts")),
    )
    op.create_table(
        "kept_forms",
        sa.Column("token_sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=500), nullable=False),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_kept_forms_account")),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_kept_forms")),
    )
    with op.batch_alter_table("kept_forms", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_forms_account"), ["account"], unique=False)

    op.create_table(
        "memberships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("until IS NULL OR since <= until", name=op.f("ck_memberships_period")),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_memberships_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
    )
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.create_index("ix_memberships_account", ["account"], unique=False)
        batch_op.create_index("ix_memberships_place", ["place"], unique=False)

    op.create_table(
        "one_time_links",
        sa.Column("token_sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account"], ["accounts.id"], name=op.f("fk_one_time_links_account")
        ),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_one_time_links")),
    )
    with op.batch_alter_table("one_time_links", schema=None) as batch_op:
        batch_op.create_index("ix_one_time_links_account", ["account"], unique=False)

    op.create_table(
        "place_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("parent", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "since IS NULL OR until IS NULL OR since < until", name=op.f("ck_place_links_period")
        ),
        sa.ForeignKeyConstraint(["parent"], ["places.code"], name=op.f("fk_place_links_parent")),
        sa.ForeignKeyConstraint(["place"], ["places.code"], name=op.f("fk_place_links_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_links")),
    )
    with op.batch_alter_table("place_links", schema=None) as batch_op:
        batch_op.create_index("ix_place_links_place", ["place"], unique=False)

    op.create_table(
        "plan_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=True),
        sa.Column("account", sa.String(length=40), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("origin", sa.String(length=80), nullable=True),
        sa.Column("external_id", sa.String(length=80), nullable=True),
        sa.Column("published", sa.String(length=40), nullable=True),
        sa.Column("kept", sa.JSON(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_plan_lines_not_negative")),
        sa.ForeignKeyConstraint(["place"], ["places.code"], name=op.f("fk_plan_lines_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_lines")),
        sa.UniqueConstraint("origin", "external_id", name=op.f("uq_plan_lines_origin_external_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("plan_lines", schema=None) as batch_op:
        batch_op.create_index("ix_plan_lines_place", ["place", "year"], unique=False)

    op.create_table(
        "recovery_codes",
        sa.Column("code_sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account"], ["accounts.id"], name=op.f("fk_recovery_codes_account")
        ),
        sa.PrimaryKeyConstraint("code_sha256", name=op.f("pk_recovery_codes")),
    )
    with op.batch_alter_table("recovery_codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recovery_codes_account"), ["account"], unique=False)

    op.create_table(
        "requirements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("domain", sa.String(length=20), nullable=False),
        sa.Column("subdomain", sa.String(length=20), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("title_ky", sa.Text(), nullable=False),
        sa.Column("title_ru", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("why_ky", sa.Text(), nullable=False),
        sa.Column("why_ru", sa.Text(), nullable=False),
        sa.Column("why_en", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("criterion", sa.JSON(), nullable=False),
        sa.Column("source_kind", sa.String(length=20), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("okgz", sa.JSON(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_requirements_edition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirements")),
    )
    with op.batch_alter_table("requirements", schema=None) as batch_op:
        batch_op.create_index("ix_requirements_code", ["code", "edition_id"], unique=False)

    op.create_table(
        "schools",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("inn", sa.String(length=20), nullable=True),
        sa.Column("shifts", sa.Integer(), nullable=True),
        sa.Column("pupils", sa.JSON(), nullable=True),
        sa.Column("primary", sa.JSON(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("name_ky", sa.Text(), nullable=True),
        sa.Column("name_ru", sa.Text(), nullable=True),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["place"], ["places.code"], name=op.f("fk_schools_place")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_schools")),
    )
    with op.batch_alter_table("schools", schema=None) as batch_op:
        batch_op.create_index("ix_schools_place", ["place", "sort_key"], unique=False)

    op.create_table(
        "supplier_totals",
        sa.Column("supplier", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("contracts", sa.Integer(), nullable=False),
        sa.Column("committed", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["supplier"], ["suppliers.id"], name=op.f("fk_supplier_totals_supplier")
        ),
        sa.PrimaryKeyConstraint("supplier", "year", name=op.f("pk_supplier_totals")),
    )
    with op.batch_alter_table("supplier_totals", schema=None) as batch_op:
        batch_op.create_index(
            "ix_supplier_totals_year", ["year", "committed", "supplier"], unique=False
        )

    op.create_table(
        "web_sessions",
        sa.Column("token_sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("second_factor", sa.Boolean(), nullable=False),
        sa.Column("browser", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_web_sessions_account")),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_web_sessions")),
        sa.UniqueConstraint("id", name=op.f("uq_web_sessions_id")),
    )
    with op.batch_alter_table("web_sessions", schema=None) as batch_op:
        batch_op.create_index("ix_web_sessions_account", ["account"], unique=False)

    op.create_table(
        "budget_ceilings",
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=30), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_budget_ceilings_not_negative")),
        sa.ForeignKeyConstraint(
            ["budget_id"], ["budgets.id"], name=op.f("fk_budget_ceilings_budget_id")
        ),
        sa.PrimaryKeyConstraint("budget_id", "source", name=op.f("pk_budget_ceilings")),
    )
    op.create_table(
        "budget_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=32), nullable=False),
        sa.Column("beneficiary", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("requirement", sa.String(length=20), nullable=True),
        sa.Column("source", sa.String(length=30), nullable=False),
        sa.Column("carried", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("committed", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_budget_lines_not_negative")),
        sa.CheckConstraint(
            "committed <= amount", name=op.f("ck_budget_lines_committed_within_amount")
        ),
        sa.CheckConstraint("committed >= 0", name=op.f("ck_budget_lines_committed_not_negative")),
        sa.CheckConstraint("paid <= committed", name=op.f("ck_budget_lines_paid_within_committed")),
        sa.CheckConstraint("paid >= 0", name=op.f("ck_budget_lines_paid_not_negative")),
        sa.ForeignKeyConstraint(
            ["budget_id"], ["budgets.id"], name=op.f("fk_budget_lines_budget_id")
        ),
        sa.ForeignKeyConstraint(["holder"], ["places.code"], name=op.f("fk_budget_lines_holder")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_lines")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("budget_lines", schema=None) as batch_op:
        batch_op.create_index(
            "ix_budget_lines_beneficiary", ["beneficiary", "year", "category"], unique=False
        )
        batch_op.create_index(
            "ix_budget_lines_holder", ["holder", "year", "category"], unique=False
        )

    op.create_table(
        "budget_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("ceilings", sa.JSON(), nullable=True),
        sa.Column("authors", sa.JSON(), nullable=True),
        sa.Column("submitted_by", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("resolution", sa.String(length=60), nullable=True),
        sa.Column("resolution_on", sa.Date(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["budget_id"], ["budgets.id"], name=op.f("fk_budget_versions_budget_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_versions")),
        sa.UniqueConstraint(
            "budget_id", "number", name=op.f("uq_budget_versions_budget_id_number")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "holdings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("requirement", sa.String(length=20), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["school"], ["schools.code"], name=op.f("fk_holdings_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holdings")),
    )
    with op.batch_alter_table("holdings", schema=None) as batch_op:
        batch_op.create_index("ix_holdings_school", ["school", "requirement"], unique=False)

    op.create_table(
        "plan_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_line_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("external_id", sa.String(length=80), nullable=True),
        sa.Column("item_code", sa.String(length=20), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=True),
        sa.Column("unit_price", sa.BigInteger(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_line_id"], ["plan_lines.id"], name=op.f("fk_plan_items_plan_line_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_items")),
        sa.UniqueConstraint(
            "plan_line_id", "external_id", name=op.f("uq_plan_items_plan_line_id_external_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "purchases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("method_reason", sa.Text(), nullable=True),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("plan_line_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("announced_on", sa.Date(), nullable=True),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_purchases_edition_id")
        ),
        sa.ForeignKeyConstraint(["place"], ["places.code"], name=op.f("fk_purchases_place")),
        sa.ForeignKeyConstraint(
            ["plan_line_id"], ["plan_lines.id"], name=op.f("fk_purchases_plan_line_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchases")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("purchases", schema=None) as batch_op:
        batch_op.create_index("ix_purchases_place", ["place", "year", "id"], unique=False)

    op.create_table(
        "awards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("offers", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_awards_positive")),
        sa.CheckConstraint("offers >= 1", name=op.f("ck_awards_an_offer")),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_awards_purchase_id")
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["suppliers.id"], name=op.f("fk_awards_supplier_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_awards")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("awards", schema=None) as batch_op:
        batch_op.create_index("ix_awards_purchase", ["purchase_id"], unique=False)

    op.create_table(
        "budget_draft_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("beneficiary", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("requirement", sa.String(length=20), nullable=True),
        sa.Column("source", sa.String(length=30), nullable=False),
        sa.Column("carried", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_budget_draft_lines_not_negative")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["budget_lines.id"], name=op.f("fk_budget_draft_lines_line_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["budget_versions.id"], name=op.f("fk_budget_draft_lines_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_draft_lines")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("budget_draft_lines", schema=None) as batch_op:
        batch_op.create_index(
            "ix_budget_draft_lines_version", ["version_id", "position"], unique=False
        )

    op.create_table(
        "budget_line_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_budget_line_versions_not_negative")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["budget_lines.id"], name=op.f("fk_budget_line_versions_line_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["budget_versions.id"], name=op.f("fk_budget_line_versions_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_line_versions")),
        sa.UniqueConstraint(
            "version_id", "line_id", name=op.f("uq_budget_line_versions_version_id_line_id")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("budget_line_versions", schema=None) as batch_op:
        batch_op.create_index("ix_budget_line_versions_line_id", ["line_id"], unique=False)

    op.create_table(
        "commitments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("contract_line", sa.Integer(), nullable=False),
        sa.Column("funding", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=32), nullable=False),
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("requirement", sa.String(length=20), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("accepted", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "accepted <= amount", name=op.f("ck_commitments_accepted_within_amount")
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_commitments_not_negative")),
        sa.CheckConstraint("paid <= amount", name=op.f("ck_commitments_paid_within_amount")),
        sa.CheckConstraint("paid >= 0", name=op.f("ck_commitments_paid_not_negative")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["budget_lines.id"], name=op.f("fk_commitments_line_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitments")),
        sa.UniqueConstraint(
            "contract_line", "funding", name=op.f("uq_commitments_contract_line_funding")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("commitments", schema=None) as batch_op:
        batch_op.create_index("ix_commitments_line_id", ["line_id"], unique=False)

    op.create_table(
        "purchase_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("item_code", sa.String(length=20), nullable=True),
        sa.Column("requirement", sa.String(length=20), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=False),
        sa.Column("vat_rate", sa.String(length=8), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_purchase_lines_positive")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_purchase_lines_some")),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_purchase_lines_purchase_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_lines")),
        sa.UniqueConstraint(
            "purchase_id", "position", name=op.f("uq_purchase_lines_purchase_id_position")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("purchase_lines", schema=None) as batch_op:
        batch_op.create_index(
            "ix_purchase_lines_requirement", ["requirement", "purchase_id"], unique=False
        )

    op.create_table(
        "contracts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("released", sa.BigInteger(), nullable=False),
        sa.Column("advance_limit", sa.BigInteger(), nullable=False),
        sa.Column("amendments", sa.Integer(), nullable=False),
        sa.Column("amended_on", sa.Date(), nullable=True),
        sa.Column("amendment_reason", sa.Text(), nullable=True),
        sa.Column("accepted", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("accepted <= amount", name=op.f("ck_contracts_accepted_within_amount")),
        sa.CheckConstraint("advance_limit >= 0", name=op.f("ck_contracts_advance_not_negative")),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_contracts_not_negative")),
        sa.CheckConstraint("paid <= amount", name=op.f("ck_contracts_paid_within_amount")),
        sa.CheckConstraint("paid >= 0", name=op.f("ck_contracts_paid_not_negative")),
        sa.ForeignKeyConstraint(["award_id"], ["awards.id"], name=op.f("fk_contracts_award_id")),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_contracts_purchase_id")
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["suppliers.id"], name=op.f("fk_contracts_supplier_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contracts")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("contracts", schema=None) as batch_op:
        batch_op.create_index("ix_contracts_award", ["award_id"], unique=False)
        batch_op.create_index("ix_contracts_purchase", ["purchase_id"], unique=False)
        batch_op.create_index("ix_contracts_supplier", ["supplier_id", "signed_on"], unique=False)

    op.create_table(
        "covers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("requirement", sa.String(length=20), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_covers_some")),
        sa.ForeignKeyConstraint(["line_id"], ["purchase_lines.id"], name=op.f("fk_covers_line_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_covers")),
        sa.UniqueConstraint("line_id", "requirement", name=op.f("uq_covers_line_id_requirement")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("covers", schema=None) as batch_op:
        batch_op.create_index("ix_covers_requirement", ["requirement"], unique=False)

    op.create_table(
        "purchase_shares",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_purchase_shares_not_negative")),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_purchase_shares_quantity_not_negative")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["purchase_lines.id"], name=op.f("fk_purchase_shares_line_id")
        ),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_purchase_shares_purchase_id")
        ),
        sa.ForeignKeyConstraint(
            ["school"], ["schools.code"], name=op.f("fk_purchase_shares_school")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_shares")),
        sa.UniqueConstraint("line_id", "school", name=op.f("uq_purchase_shares_line_id_school")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("purchase_shares", schema=None) as batch_op:
        batch_op.create_index(
            "ix_purchase_shares_purchase", ["purchase_id", "school"], unique=False
        )
        batch_op.create_index(
            "ix_purchase_shares_school", ["school", "year", "purchase_id", "amount"], unique=False
        )

    op.create_table(
        "contract_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("purchase_line_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_contract_lines_not_negative")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_contract_lines_some")),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_contract_lines_contract_id")
        ),
        sa.ForeignKeyConstraint(
            ["purchase_line_id"],
            ["purchase_lines.id"],
            name=op.f("fk_contract_lines_purchase_line_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_lines")),
        sa.UniqueConstraint(
            "contract_id",
            "purchase_line_id",
            name=op.f("uq_contract_lines_contract_id_purchase_line_id"),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("contract_lines", schema=None) as batch_op:
        batch_op.create_index("ix_contract_lines_purchase_line", ["purchase_line_id"], unique=False)

    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("waybill", sa.String(length=60), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_deliveries_contract_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.create_index("ix_deliveries_contract", ["contract_id"], unique=False)

    op.create_table(
        "fundings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("share_id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("budget_line_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_fundings_not_negative")),
        sa.ForeignKeyConstraint(
            ["budget_line_id"], ["budget_lines.id"], name=op.f("fk_fundings_budget_line_id")
        ),
        sa.ForeignKeyConstraint(
            ["share_id"], ["purchase_shares.id"], name=op.f("fk_fundings_share_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fundings")),
        sa.UniqueConstraint(
            "share_id", "budget_line_id", name=op.f("uq_fundings_share_id_budget_line_id")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("fundings", schema=None) as batch_op:
        batch_op.create_index("ix_fundings_budget_line", ["budget_line_id"], unique=False)

    op.create_table(
        "payments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('payment', 'advance', 'refund')", name=op.f("ck_payments_kind")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payments_positive")),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_payments_contract_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
        sa.UniqueConstraint(
            "contract_id", "document", "kind", name=op.f("uq_payments_contract_id_document_kind")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "acceptances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("with_parent", sa.Boolean(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_acceptances_contract_id")
        ),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["deliveries.id"], name=op.f("fk_acceptances_delivery_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acceptances")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("acceptances", schema=None) as batch_op:
        batch_op.create_index("ix_acceptances_delivery", ["delivery_id"], unique=False)

    op.create_table(
        "delivery_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("contract_line_id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_delivery_lines_some")),
        sa.ForeignKeyConstraint(
            ["contract_line_id"],
            ["contract_lines.id"],
            name=op.f("fk_delivery_lines_contract_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["deliveries.id"], name=op.f("fk_delivery_lines_delivery_id")
        ),
        sa.ForeignKeyConstraint(
            ["school"], ["schools.code"], name=op.f("fk_delivery_lines_school")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_lines")),
        sa.UniqueConstraint(
            "delivery_id",
            "contract_line_id",
            "school",
            name=op.f("uq_delivery_lines_delivery_id_contract_line_id_school"),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("delivery_lines", schema=None) as batch_op:
        batch_op.create_index(
            "ix_delivery_lines_contract_line", ["contract_line_id", "school"], unique=False
        )

    op.create_table(
        "payment_parts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("payment_id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("funding_id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payment_parts_positive")),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitments.id"], name=op.f("fk_payment_parts_commitment_id")
        ),
        sa.ForeignKeyConstraint(
            ["funding_id"], ["fundings.id"], name=op.f("fk_payment_parts_funding_id")
        ),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payments.id"], name=op.f("fk_payment_parts_payment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_parts")),
        sa.UniqueConstraint(
            "payment_id", "commitment_id", name=op.f("uq_payment_parts_payment_id_commitment_id")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("payment_parts", schema=None) as batch_op:
        batch_op.create_index("ix_payment_parts_commitment", ["commitment_id"], unique=False)

    op.create_table(
        "acceptance_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("acceptance_id", sa.Integer(), nullable=False),
        sa.Column("delivery_line_id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("accepted", sa.BigInteger(), nullable=False),
        sa.Column("refused", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("accepted >= 0", name=op.f("ck_acceptance_lines_accepted_not_negative")),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_acceptance_lines_not_negative")),
        sa.CheckConstraint("refused >= 0", name=op.f("ck_acceptance_lines_refused_not_negative")),
        sa.ForeignKeyConstraint(
            ["acceptance_id"], ["acceptances.id"], name=op.f("fk_acceptance_lines_acceptance_id")
        ),
        sa.ForeignKeyConstraint(
            ["delivery_line_id"],
            ["delivery_lines.id"],
            name=op.f("fk_acceptance_lines_delivery_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["school"], ["schools.code"], name=op.f("fk_acceptance_lines_school")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acceptance_lines")),
        sa.UniqueConstraint(
            "acceptance_id",
            "delivery_line_id",
            name=op.f("uq_acceptance_lines_acceptance_id_delivery_line_id"),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("acceptance_lines", schema=None) as batch_op:
        batch_op.create_index(
            "ix_acceptance_lines_delivery_line", ["delivery_line_id"], unique=False
        )


def downgrade():
    with op.batch_alter_table("acceptance_lines", schema=None) as batch_op:
        batch_op.drop_index("ix_acceptance_lines_delivery_line")

    op.drop_table("acceptance_lines")
    with op.batch_alter_table("payment_parts", schema=None) as batch_op:
        batch_op.drop_index("ix_payment_parts_commitment")

    op.drop_table("payment_parts")
    with op.batch_alter_table("delivery_lines", schema=None) as batch_op:
        batch_op.drop_index("ix_delivery_lines_contract_line")

    op.drop_table("delivery_lines")
    with op.batch_alter_table("acceptances", schema=None) as batch_op:
        batch_op.drop_index("ix_acceptances_delivery")

    op.drop_table("acceptances")
    op.drop_table("payments")
    with op.batch_alter_table("fundings", schema=None) as batch_op:
        batch_op.drop_index("ix_fundings_budget_line")

    op.drop_table("fundings")
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_index("ix_deliveries_contract")

    op.drop_table("deliveries")
    with op.batch_alter_table("contract_lines", schema=None) as batch_op:
        batch_op.drop_index("ix_contract_lines_purchase_line")

    op.drop_table("contract_lines")
    with op.batch_alter_table("purchase_shares", schema=None) as batch_op:
        batch_op.drop_index("ix_purchase_shares_school")
        batch_op.drop_index("ix_purchase_shares_purchase")

    op.drop_table("purchase_shares")
    with op.batch_alter_table("covers", schema=None) as batch_op:
        batch_op.drop_index("ix_covers_requirement")

    op.drop_table("covers")
    with op.batch_alter_table("contracts", schema=None) as batch_op:
        batch_op.drop_index("ix_contracts_supplier")
        batch_op.drop_index("ix_contracts_purchase")
        batch_op.drop_index("ix_contracts_award")

    op.drop_table("contracts")
    with op.batch_alter_table("purchase_lines", schema=None) as batch_op:
        batch_op.drop_index("ix_purchase_lines_requirement")

    op.drop_table("purchase_lines")
    with op.batch_alter_table("commitments", schema=None) as batch_op:
        batch_op.drop_index("ix_commitments_line_id")

    op.drop_table("commitments")
    with op.batch_alter_table("budget_line_versions", schema=None) as batch_op:
        batch_op.drop_index("ix_budget_line_versions_line_id")

    op.drop_table("budget_line_versions")
    with op.batch_alter_table("budget_draft_lines", schema=None) as batch_op:
        batch_op.drop_index("ix_budget_draft_lines_version")

    op.drop_table("budget_draft_lines")
    with op.batch_alter_table("awards", schema=None) as batch_op:
        batch_op.drop_index("ix_awards_purchase")

    op.drop_table("awards")
    with op.batch_alter_table("purchases", schema=None) as batch_op:
        batch_op.drop_index("ix_purchases_place")

    op.drop_table("purchases")
    op.drop_table("plan_items")
    with op.batch_alter_table("holdings", schema=None) as batch_op:
        batch_op.drop_index("ix_holdings_school")

    op.drop_table("holdings")
    op.drop_table("budget_versions")
    with op.batch_alter_table("budget_lines", schema=None) as batch_op:
        batch_op.drop_index("ix_budget_lines_holder")
        batch_op.drop_index("ix_budget_lines_beneficiary")

    op.drop_table("budget_lines")
    op.drop_table("budget_ceilings")
    with op.batch_alter_table("web_sessions", schema=None) as batch_op:
        batch_op.drop_index("ix_web_sessions_account")

    op.drop_table("web_sessions")
    with op.batch_alter_table("supplier_totals", schema=None) as batch_op:
        batch_op.drop_index("ix_supplier_totals_year")

    op.drop_table("supplier_totals")
    with op.batch_alter_table("schools", schema=None) as batch_op:
        batch_op.drop_index("ix_schools_place")

    op.drop_table("schools")
    with op.batch_alter_table("requirements", schema=None) as batch_op:
        batch_op.drop_index("ix_requirements_code")

    op.drop_table("requirements")
    with op.batch_alter_table("recovery_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recovery_codes_account"))

    op.drop_table("recovery_codes")
    with op.batch_alter_table("plan_lines", schema=None) as batch_op:
        batch_op.drop_index("ix_plan_lines_place")

    op.drop_table("plan_lines")
    with op.batch_alter_table("place_links", schema=None) as batch_op:
        batch_op.drop_index("ix_place_links_place")

    op.drop_table("place_links")
    with op.batch_alter_table("one_time_links", schema=None) as batch_op:
        batch_op.drop_index("ix_one_time_links_account")

    op.drop_table("one_time_links")
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_index("ix_memberships_place")
        batch_op.drop_index("ix_memberships_account")

    op.drop_table("memberships")
    with op.batch_alter_table("kept_forms", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kept_forms_account"))

    op.drop_table("kept_forms")
    op.drop_table("journal_salts")
    op.drop_table("journal_entry_places")
    with op.batch_alter_table("import_batches", schema=None) as batch_op:
        batch_op.drop_index("ix_import_batches_place")

    op.drop_table("import_batches")
    op.drop_table("coded_entries")
    op.drop_table("budgets")
    op.drop_table("totals")
    with op.batch_alter_table("thresholds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_thresholds_code"))

    op.drop_table("thresholds")
    with op.batch_alter_table("suppliers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suppliers_public_inn"))
        batch_op.drop_index(batch_op.f("ix_suppliers_person_inn"))

    op.drop_table("suppliers")
    op.drop_table("sign_in_failures")
    with op.batch_alter_table("receipts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_receipts_at"))

    op.drop_table("receipts")
    op.drop_table("rates")
    with op.batch_alter_table("places", schema=None) as batch_op:
        batch_op.drop_index("ix_places_parent")

    op.drop_table("places")
    op.drop_table("month_totals")
    op.drop_table("journal_state")
    op.drop_table("journal_scopes")
    op.drop_table("journal_nodes")
    with op.batch_alter_table("journal_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_journal_entries_record")
        batch_op.drop_index("ix_journal_entries_act_no")

    op.drop_table("journal_entries")
    op.drop_table("item_sections")
    with op.batch_alter_table("item_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_item_codes_section"))

    op.drop_table("item_codes")
    op.drop_table("holidays")
    op.drop_table("editions")
    with op.batch_alter_table("classifications", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_classifications_code"))

    op.drop_table("classifications")
    op.drop_table("accounts")
