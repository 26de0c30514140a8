"""Findings of councils: opened, shown, answered, put right, voted on; who answers for which body.

Why: a council's finding has a clock, a dialogue, a report on what was put right and a vote that
closes it; until now there was nowhere to keep them. Old rows: none. Way back: all of it goes; what
is in the journal's leaves stays there.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

AUTO = {"sqlite_autoincrement": True}


def upgrade():
    _drafts()
    _findings()
    _violations()
    _evidence()
    _answers()
    _votes()
    op.create_table(
        "partner_bodies",
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(32), nullable=False),
        sa.Column("body", sa.String(40), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("account", "place", name="pk_partner_bodies"),
    )


def _drafts():
    op.create_table(
        "finding_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council", sa.String(32), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_finding_drafts"),
        **AUTO,
    )
    op.create_index("ix_finding_drafts_council", "finding_drafts", ["council"])


def _findings():
    op.create_table(
        "findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council", sa.String(32), nullable=False),
        sa.Column("place", sa.String(32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=True),
        sa.Column("school", sa.String(32), nullable=True),
        sa.Column("requirement", sa.String(20), nullable=True),
        sa.Column("body", sa.String(40), nullable=False),
        sa.Column("origin", sa.String(10), nullable=False),
        sa.Column("origin_key", sa.String(60), nullable=True),
        sa.Column("facts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("bases", sa.JSON(), nullable=False),
        sa.Column("own_basis", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("objection_until", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(10), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_findings"),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name="fk_findings_purchase_id"
        ),
        sa.CheckConstraint(
            "state IN ('open', 'answered', 'reported', 'objected', 'closed', 'withdrawn')",
            name="ck_findings_a_state",
        ),
        sa.CheckConstraint(
            "(state = 'closed') = (outcome IS NOT NULL)", name="ck_findings_closed_with_outcome"
        ),
        **AUTO,
    )
    counted = ["place", "year", "state", "opened_on", "due_on", "answered_on", "outcome"]
    op.create_index("ix_findings_place", "findings", counted)
    op.create_index("ix_findings_school", "findings", ["school"])
    op.create_index("ix_findings_purchase", "findings", ["purchase_id"])
    op.create_index("ix_findings_council", "findings", ["council"])


def _of_finding(name, *columns, **more):
    """A table of parts of findings: with its number, the finding's, the place and the revision."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(32), nullable=False),
        *columns,
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["finding_id"], ["findings.id"], name=f"fk_{name}_finding_id"),
        **more,
        **AUTO,
    )


def _violations():
    _of_finding(
        "finding_violations",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("outcome", sa.String(10), nullable=True),
    )
    op.create_index(
        "uq_finding_violations", "finding_violations", ["finding_id", "code"], unique=True
    )


def _evidence():
    _of_finding(
        "finding_evidence",
        sa.Column("side", sa.String(10), nullable=False),
        sa.Column("round", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("file_kind", sa.String(4), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_finding_evidence_document_id"
        ),
        sa.CheckConstraint("pages > 0", name="ck_finding_evidence_a_page"),
        sa.CheckConstraint(
            "page IS NULL OR (page > 0 AND page <= pages)", name="ck_finding_evidence_page_within"
        ),
    )
    op.create_index("ix_finding_evidence_finding", "finding_evidence", ["finding_id"])
    op.create_index("ix_finding_evidence_sha256", "finding_evidence", ["sha256"])


def _told():
    """The columns of what somebody wrote."""
    return (
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
    )


def _answers():
    _of_finding(
        "finding_posts",
        sa.Column("side", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *_told(),
        sa.CheckConstraint(
            "kind IN ('answer', 'question', 'comment')", name="ck_finding_posts_a_kind"
        ),
    )
    op.create_index("ix_finding_posts_finding", "finding_posts", ["finding_id"])
    _of_finding(
        "finding_remedies",
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("violation_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        *_told(),
        sa.ForeignKeyConstraint(
            ["violation_id"], ["finding_violations.id"], name="fk_finding_remedies_violation_id"
        ),
    )
    once = ["finding_id", "round", "violation_id"]
    op.create_index("uq_finding_remedies", "finding_remedies", once, unique=True)
    _of_finding(
        "finding_objections",
        sa.Column("text", sa.Text(), nullable=False),
        *_told(),
        sa.UniqueConstraint("finding_id", name="uq_finding_objections_finding_id"),
    )


def _votes():
    _of_finding(
        "finding_votes",
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("violation_id", sa.Integer(), nullable=True),
        sa.Column("member", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(10), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["violation_id"], ["finding_violations.id"], name="fk_finding_votes_violation_id"
        ),
    )
    op.create_index("ix_finding_votes_finding", "finding_votes", ["finding_id", "round"])
    _of_finding(
        "finding_decisions",
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("result", sa.String(10), nullable=True),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("needed", sa.Integer(), nullable=True),
        sa.Column("tally", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        *_told(),
        sa.CheckConstraint(
            "kind IN ('remedy', 'sent_back', 'objection', 'withdrawn')",
            name="ck_finding_decisions_a_kind",
        ),
    )
    op.create_index("ix_finding_decisions_finding", "finding_decisions", ["finding_id"])


def downgrade():
    for name in (
        "partner_bodies",
        "finding_decisions",
        "finding_votes",
        "finding_objections",
        "finding_remedies",
        "finding_posts",
        "finding_evidence",
        "finding_violations",
        "findings",
        "finding_drafts",
    ):
        op.drop_table(name)
