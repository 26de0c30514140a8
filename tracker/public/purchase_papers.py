"""The papers of a purchase for everybody: documents, what acceptances found, certificates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from core.words import Words
from procurement.reports import documents, found
from procurement.reports.documents import DocumentPart
from procurement.reports.found import CertificatePart, FoundPart
from tracker import paper_words
from tracker.extensions import db
from tracker.tables import Cell, Column, Table

NAMES = ("documents", "found", "certificates")


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of one purchase; `commissions` by acceptance, None where nobody told."""

    documents: tuple[DocumentPart, ...]
    found: tuple[FoundPart, ...]
    certificates: tuple[CertificatePart, ...]
    commissions: Mapping[int, tuple[str, ...] | None]


def papers(purchase: int) -> Papers:
    """Read the papers of a public purchase."""
    session = db.session()
    return Papers(
        documents.of_purchase(session, purchase),
        found.lines(session, purchase),
        found.certificates(session, purchase),
        found.commissions(session, purchase),
    )


def tables(of: Papers, schools: Mapping[str, Words]) -> tuple[Table, ...]:
    """The same as tables: on the page, in the JSON, in files."""
    return _documents(of.documents), _found(of.found, schools), _certificates(of.certificates)


def _documents(listed: Iterable[DocumentPart]) -> Table:
    return Table(
        "documents",
        gettext("Documents of this purchase"),
        (
            Column("kind_name", gettext("Document")),
            Column("kind", gettext("Code"), hidden=True),
            Column("title", gettext("Title"), hidden=True),
            Column("number", gettext("Number")),
            Column("on", gettext("Date"), "day"),
            Column("contract", gettext("Contract"), hidden=True),
            Column("pages", gettext("Pages"), "count"),
            Column("bytes", gettext("Bytes"), "count"),
            Column("sha256", gettext("SHA-256")),
            Column("address", gettext("Address"), hidden=True),
            Column("withheld", gettext("Not shown: why"), hidden=True),
            Column("withdrawn_on", gettext("Withdrawn"), "day", hidden=True),
            Column("withdrawn_reason", gettext("Withdrawn: why"), hidden=True),
        ),
        tuple(
            (
                paper_words.kind(one.kind),
                one.kind,
                one.title,
                one.number,
                one.on,
                one.contract,
                one.pages,
                one.size,
                one.sha256,
                _address(one.sha256, one.file_kind) if one.opens else None,
                one.withheld,
                one.withdrawn_on,
                one.withdrawn_reason,
            )
            for one in listed
        ),
    )


def _address(sha256: str, kind: str) -> str:
    return url_for("public.file", sha256=sha256, kind=kind)


def _found(rows: Sequence[FoundPart], schools: Mapping[str, Words]) -> Table:
    return Table(
        "found",
        gettext("What was found at acceptance"),
        (
            Column("name", gettext("School")),
            Column("school", gettext("Code"), hidden=True),
            Column("line", gettext("What")),
            Column("accepted", gettext("Accepted"), "quantity"),
            Column("refused", gettext("Refused"), "quantity"),
            Column("unit", gettext("Unit"), hidden=True),
            Column("remarks", gettext("Remark")),
            Column("good_until", gettext("Good until"), "day"),
            Column("act", gettext("Acceptance act")),
            Column("on", gettext("Date"), "day", hidden=True),
            Column("commission", gettext("Commission"), hidden=True),
        ),
        tuple(
            (
                schools.get(row.school, Words(row.school)),
                row.school,
                row.title,
                row.accepted,
                row.refused,
                row.unit,
                Cell(row.remarks, text=row.remarks or "–"),
                row.good_until or Cell(None, text="–"),
                row.act,
                row.on,
                None if row.commission is None else ",".join(row.commission),
            )
            for row in rows
        ),
    )


def _certificates(rows: Sequence[CertificatePart]) -> Table:
    return Table(
        "certificates",
        gettext("Certificates asked for"),
        (
            Column("name", gettext("Certificate")),
            Column("certificate", gettext("Code"), hidden=True),
            Column("line", gettext("What")),
            Column("answer", gettext("Shown")),
            Column("number", gettext("Number"), hidden=True),
            Column("on", gettext("Date"), "day", hidden=True),
            Column("reason", gettext("Why not"), hidden=True),
            Column("act", gettext("Acceptance act")),
        ),
        tuple(
            (
                paper_words.certificate_title(row.code),
                row.code,
                row.title,
                _answer(row),
                row.number,
                row.on,
                row.reason,
                Cell(row.act, text=row.act or "–"),
            )
            for row in rows
        ),
    )


def _answer(row: CertificatePart) -> Cell:
    """How a certificate was answered, as a word for programs and a sentence for people."""
    if row.act is None:
        return Cell("waits", text=gettext("nothing is accepted yet"))
    if row.number is None:
        return Cell("no", text=gettext("not shown: %(reason)s", reason=row.reason))
    return Cell("yes", text=gettext("shown, number: %(number)s", number=row.number))
