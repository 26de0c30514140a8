"""From the sheets of a file to what an import would do. Nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from core.money import ZERO
from core.words import LANGUAGES
from opendata.budget_rows import Fault
from opendata.budget_rows.lookup import code_in
from opendata.case_rows import (
    DELIVERIES,
    KINDS,
    MOST_FAULTS,
    PAYMENTS,
    PURCHASES,
    PaymentWork,
    Preview,
    PurchaseWork,
    Work,
    contracts,
    deliveries,
    headers,
    payments,
    purchases,
    standing,
)
from opendata.case_rows.headers import Header
from opendata.case_rows.reading import Row, key_in
from opendata.sheets import Sheet
from opendata.workbook import stamp

TEMPLATES = {kind: f"{kind}-1" for kind in KINDS}
Facts = contracts.KnownContracts | standing.KnownPurchases


def known(session: Session, kind: str, place: str, year: int) -> Facts:
    """What a table of this kind, for this place and year, is judged against and begins with.

    Raises:
        Refusal: `place.unknown`.
    """
    if kind == PURCHASES:
        return standing.known(session, place, year)
    return contracts.known(session, kind, place, year)


def seen(session: Session, kind: str, place: str, year: int) -> int:
    """The state of what is there, as a preview of this kind names it."""
    if kind == PURCHASES:
        return standing.seen(session, place, year)
    return contracts.seen(session, place, year)


def template_rows(facts: Facts) -> list[dict[str, Any]]:
    """What a template of these facts begins with."""
    if isinstance(facts, standing.KnownPurchases):
        return standing.template_rows(facts)
    own = deliveries if facts.kind == DELIVERIES else payments
    return own.template_rows(facts)


@dataclass(frozen=True, slots=True)
class Look:
    """A preview of tables of one kind, called like the previews of the other tables."""

    kind: str

    def __call__(
        self, session: Session, sheets: Sequence[Sheet], place: str, year: int, key: bytes = b""
    ) -> Preview:
        """What an import of these sheets for a place's year would do, and all that is wrong.

        `key` is what our templates are signed with.

        Raises:
            Refusal: those of `known` and of `opendata.case_rows.headers.find`.
        """
        facts = known(session, self.kind, place, year)
        header = headers.find(sheets, self.kind)
        faults: list[Fault] = []
        rows = [Row(header, number, cells, faults) for number, cells in header.rows()]
        judge = _judge(session, facts, rows, sheets)
        for row in rows:
            judge.row(row)
            if len(faults) >= MOST_FAULTS:
                break
        work = tuple(judge.work())
        if len(faults) >= MOST_FAULTS:
            told = {"most": MOST_FAULTS}
            faults.append(Fault(header.sheet.name, "", "import.too_many_faults", "", told))
        return _found(self.kind, header, facts, judge, work, sheets, key, rows, faults)


def _judge(session: Session, facts: Facts, rows: Sequence[Row], sheets: Sequence[Sheet]) -> Any:
    """The judge of a table, knowing of what else its rows name."""
    schools = {code for row in rows if (code := code_in(row.cell("school").text))}
    if isinstance(facts, standing.KnownPurchases):
        numbers = {int(t) for row in rows if (t := row.cell("purchase").text).isdecimal()}
        numbers = {number for number in numbers if number < 2**31}
        facts = standing.with_keys(session, facts, schools, numbers)
        mark = stamp.read(sheets, b"")
        language = mark[0].language if mark else LANGUAGES[0]
        return purchases.Judge(facts, language if language in LANGUAGES else LANGUAGES[0])
    keys = {key for row in rows if (key := key_in(row.cell("contract"))) and key < 2**31}
    facts = contracts.with_keys(session, facts, keys)
    if facts.kind == PAYMENTS:
        return payments.Judge(facts)
    elsewhere = standing.elsewhere(session, facts.names, schools)
    return deliveries.Judge(facts, elsewhere)


def _found(
    kind: str,
    header: Header,
    facts: Facts,
    judge: Any,
    work: tuple[Work, ...],
    sheets: Sequence[Sheet],
    key: bytes,
    rows: Sequence[Row],
    faults: list[Fault],
) -> Preview:
    if not rows:
        faults.append(Fault(header.sheet.name, "", "case_rows.none"))
    warnings = stamp.warnings(
        sheets,
        key,
        place=facts.place,
        year=facts.year,
        seen=facts.seen,
        template=TEMPLATES[kind],
        stale="case_rows.template_stale",
        errors=faults,
    )
    return Preview(
        kind=kind,
        sheet=header.sheet.name,
        columns=header.told(),
        new=tuple(judge.new),
        changes=tuple(getattr(judge, "changes", ())),
        unchanged=judge.unchanged,
        errors=tuple(faults),
        warnings=(*warnings, *getattr(judge, "warnings", ())),
        work=work,
        total=_total(work),
        seen=facts.seen,
    )


def _total(work: Sequence[Work]) -> Decimal:
    """The som of what would be entered; a refund counts against it, a delivery has none."""
    drafted = [one for one in work if isinstance(one, PurchaseWork)]
    paid = [one for one in work if isinstance(one, PaymentWork)]
    sums = (-one.amount if one.kind == "refund" else one.amount for one in paid)
    return purchases.total(drafted) + sum(sums, ZERO)
