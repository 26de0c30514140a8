"""Documents of a purchase in a release: what kind, where to get it, and its hash. Pure."""

from collections.abc import Callable
from typing import Any

from opendata.literals import clean, day, filled
from opendata.ocds.cases import Case
from opendata.ocds.publishing import Publisher

TYPES = {
    "specification": "technicalSpecifications",
    "quotation": "submissionDocuments",
    "protocol": "evaluationReports",
    "contract": "contractSigned",
    "agreement": "contractAnnexe",
    "waybill": "physicalProgressReport",
    "acceptance_act": "completionCertificate",
    "invoice": "financialProgressReport",
}
"""Our kinds → the codelist documentType; a certificate or another document has no word there."""

FORMATS = {"pdf": "application/pdf", "jpg": "image/jpeg"}
OF_AN_AWARD = frozenset({"quotation", "protocol"})


def of_tender(case: Case, by: Publisher) -> list[dict[str, Any]]:
    """The documents of the purchase as a whole."""
    return _documents(case, by, lambda one: one.contract is None and not _of_award(case, one))


def of_award(case: Case, by: Publisher) -> list[dict[str, Any]]:
    """Offers and the protocol of the choice, once somebody is chosen."""
    return _documents(case, by, lambda one: one.contract is None and _of_award(case, one))


def of_contract(case: Case, contract: int, by: Publisher) -> list[dict[str, Any]]:
    """The documents of a contract: itself, and what changed it."""
    return _documents(case, by, lambda one: one.contract == contract and not _carries_out(one))


def of_implementation(case: Case, contract: int, by: Publisher) -> list[dict[str, Any]]:
    """What proves deliveries, acceptances and payments under a contract."""
    return _documents(case, by, lambda one: one.contract == contract and _carries_out(one))


def _of_award(case: Case, one: Any) -> bool:
    return one.kind in OF_AN_AWARD and bool(case.awards)


def _carries_out(one: Any) -> bool:
    return any(step is not None for step in (one.delivery, one.acceptance, one.payment))


def _documents(case: Case, by: Publisher, chosen: Callable[[Any], bool]) -> list[dict[str, Any]]:
    """Withdrawn ones are not told; one that is not everybody's has its hash and no address."""
    return [
        filled(
            id=str(one.id),
            documentType=TYPES.get(one.kind),
            title=clean(" ".join(part for part in (one.title, one.number) if part)) or None,
            description=f"sha256:{one.sha256}",
            url=by.page(f"files/{one.sha256}.{one.file_kind}") if one.opens else None,
            datePublished=day(one.attached_on),
            format=FORMATS[one.file_kind],
        )
        for one in case.documents
        if chosen(one)
    ]
