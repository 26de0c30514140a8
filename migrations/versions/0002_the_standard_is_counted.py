"""The Standard is counted.

Why: passports, assessments and duties tell how far each school is covered, and what it lacks costs.
Old rows: requirements of an earlier edition have no `lasts`; the first start counts every school.
Way back: the new tables and the column go; holdings, which acts wrote before, stay.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "comparison_sets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparison_sets")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "coverage",
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("requirement", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("why", sa.String(length=60), nullable=True),
        sa.Column("needed", sa.BigInteger(), nullable=True),
        sa.Column("have", sa.BigInteger(), nullable=True),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.Column("to_buy", sa.BigInteger(), nullable=False),
        sa.Column("changes_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("school", "requirement", name=op.f("pk_coverage")),
    )
    with op.batch_alter_table("coverage", schema=None) as batch_op:
        batch_op.create_index("ix_coverage_changes_on", ["changes_on"], unique=False)
        batch_op.create_index(
            "ix_coverage_requirement", ["requirement", "state", "school"], unique=False
        )

    op.create_table(
        "coverage_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverage_state")),
    )
    op.create_table(
        "coverage_totals",
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("requirement", sa.String(length=20), nullable=False),
        sa.Column("met", sa.Integer(), nullable=False),
        sa.Column("partly", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("unknown", sa.Integer(), nullable=False),
        sa.Column("idle", sa.Integer(), nullable=False),
        sa.Column("needed", sa.BigInteger(), nullable=False),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.Column("to_buy", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "requirement", name=op.f("pk_coverage_totals")),
    )
    with op.batch_alter_table("coverage_totals", schema=None) as batch_op:
        batch_op.create_index(
            "ix_coverage_totals_requirement", ["requirement", "scope"], unique=False
        )

    op.create_table(
        "edition_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_drafts")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "prices",
        sa.Column("requirement", sa.String(length=20), nullable=False),
        sa.Column("region", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("lot", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("item_code", sa.String(length=20), nullable=True),
        sa.Column("unit", sa.String(length=40), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("standing", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("requirement", "region", name=op.f("pk_prices")),
    )
    op.create_table(
        "publications",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("series", sa.Boolean(), nullable=False),
        sa.Column("title_ky", sa.Text(), nullable=False),
        sa.Column("title_ru", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("about_ky", sa.Text(), nullable=False),
        sa.Column("about_ru", sa.Text(), nullable=False),
        sa.Column("about_en", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("standing", sa.String(length=20), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("requirements", sa.JSON(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_publications")),
    )
    op.create_table(
        "reference_prices",
        sa.Column("requirement", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("lot", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("standing", sa.String(length=10), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_reference_prices_positive")),
        sa.CheckConstraint("lot >= 1", name=op.f("ck_reference_prices_a_lot")),
        sa.PrimaryKeyConstraint("requirement", name=op.f("pk_reference_prices")),
    )
    op.create_table(
        "tallies",
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("measure", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.BigInteger(), nullable=False),
        sa.Column("whole", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("school", "measure", "year", name=op.f("pk_tallies")),
    )
    op.create_table(
        "assessments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("requirement", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("checked", sa.String(length=10), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_note", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("value >= 0", name=op.f("ck_assessments_not_negative")),
        sa.ForeignKeyConstraint(["school"], ["schools.code"], name=op.f("fk_assessments_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessments")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("assessments", schema=None) as batch_op:
        batch_op.create_index(
            "ix_assessments_school", ["school", "requirement", "on"], unique=False
        )

    op.create_table(
        "passports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["school"], ["schools.code"], name=op.f("fk_passports_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passports")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("passports", schema=None) as batch_op:
        batch_op.create_index("uq_passports_school_year", ["school", "year"], unique=True)

    op.create_table(
        "pilots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("until IS NULL OR since < until", name=op.f("ck_pilots_period")),
        sa.ForeignKeyConstraint(["school"], ["schools.code"], name=op.f("fk_pilots_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilots")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("pilots", schema=None) as batch_op:
        batch_op.create_index("ix_pilots_school", ["school"], unique=False)

    op.create_table(
        "practices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("requirement", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_note", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["school"], ["schools.code"], name=op.f("fk_practices_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practices")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("practices", schema=None) as batch_op:
        batch_op.create_index("ix_practices_requirement", ["requirement", "status"], unique=False)
        batch_op.create_index("ix_practices_school", ["school"], unique=False)

    with op.batch_alter_table("requirements", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lasts", sa.JSON(), nullable=True))


def downgrade():
    with op.batch_alter_table("requirements", schema=None) as batch_op:
        batch_op.drop_column("lasts")

    with op.batch_alter_table("practices", schema=None) as batch_op:
        batch_op.drop_index("ix_practices_school")
        batch_op.drop_index("ix_practices_requirement")

    op.drop_table("practices")
    with op.batch_alter_table("pilots", schema=None) as batch_op:
        batch_op.drop_index("ix_pilots_school")

    op.drop_table("pilots")
    with op.batch_alter_table("passports", schema=None) as batch_op:
        batch_op.drop_index("uq_passports_school_year")

    op.drop_table("passports")
    with op.batch_alter_table("assessments", schema=None) as batch_op:
        batch_op.drop_index("ix_assessments_school")

    op.drop_table("assessments")
    op.drop_table("tallies")
    op.drop_table("reference_prices")
    op.drop_table("publications")
    op.drop_table("prices")
    op.drop_table("edition_drafts")
    with op.batch_alter_table("coverage_totals", schema=None) as batch_op:
        batch_op.drop_index("ix_coverage_totals_requirement")

    op.drop_table("coverage_totals")
    op.drop_table("coverage_state")
    with op.batch_alter_table("coverage", schema=None) as batch_op:
        batch_op.drop_index("ix_coverage_requirement")
        batch_op.drop_index("ix_coverage_changes_on")

    op.drop_table("coverage")
    op.drop_table("comparison_sets")
