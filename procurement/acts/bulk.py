"""Many purchases brought in whole, in one transaction: what an act each would have written.

Rows are made in Python by the rules of the acts, inserted in batches with their leaves, and all
that is added up is written once. A record has one leaf and stands at rev 1, where the acts one by
one would have left a leaf for every step.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Table, bindparam, func, insert, select, text, update
from sqlalchemy.orm import Session

import journal
from budgets import acts as budgets
from budgets import totals
from budgets.models import Commitment, Line
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import Base
from core.upsert import upsert
from journal.log import touch
from procurement import item_prices, kept_principles
from procurement.bulk.book import Book, Known, Purse, Row
from procurement.bulk.facts import PurchaseFacts
from procurement.bulk.steps import tell
from procurement.models import (
    Acceptance,
    AcceptanceLine,
    Award,
    Contract,
    ContractLine,
    Covers,
    Delivery,
    DeliveryLine,
    Funding,
    Payment,
    PaymentPart,
    PlanLine,
    Purchase,
    PurchaseLine,
    Share,
    Supplier,
    SupplierTotal,
)
from register import profile
from register import reports as register
from standard import reports as standard
from standard import totals as coverage
from standard.acts.holdings import counted_on
from standard.models import Holding
from standard.norms import norms

BATCH = 10_000  # rows, of all tables together
Places = Callable[[Mapping[str, Any]], tuple[str, ...]]


def _of_place(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (row["place"],)


def _of_school(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (row["school"],)


def _of_both(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (row["school"], row["holder"])


# In the order in which rows refer to each other: table, the act its leaves name, whom it is about.
WRITTEN: tuple[tuple[type[Base], Act, Places], ...] = (
    (Purchase, Act.PLAN_PURCHASE, _of_place),
    (PurchaseLine, Act.PLAN_PURCHASE, _of_place),
    (Share, Act.PLAN_PURCHASE, _of_school),
    (Funding, Act.PLAN_PURCHASE, _of_school),
    (Covers, Act.PLAN_PURCHASE, _of_place),
    (Award, Act.AWARD, _of_place),
    (Contract, Act.SIGN, _of_place),
    (ContractLine, Act.SIGN, _of_place),
    (Commitment, Act.COMMIT_MONEY, _of_both),
    (Delivery, Act.DELIVER, _of_place),
    (DeliveryLine, Act.DELIVER, _of_school),
    (Acceptance, Act.ACCEPT, _of_place),
    (AcceptanceLine, Act.ACCEPT, _of_school),
    (Payment, Act.PAY, _of_place),
    (PaymentPart, Act.PAY, _of_school),
    (Holding, Act.ACCEPT, _of_school),
)
ACTS = (Act.DRAFT_PURCHASE, Act.ANNOUNCE, Act.CANCEL_PURCHASE, Act.CLOSE_PURCHASE)


def import_purchases(
    session: Session, actor: Actor, place: str, facts: Iterable[PurchaseFacts]
) -> dict[str, int]:
    """Bring purchases of a holder in, all or none: {"purchases", "lines", "rows"}.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `place.unknown`, `purchase.no_edition`, and what the acts would have refused with,
            with the number of the purchase among `facts` from 1 as `purchase`.
    """
    for act in {*ACTS, *(act for _, act, _ in WRITTEN)}:
        require(actor, act, place)
    known = _known(session, actor, place)
    book = Book(known, {model.__tablename__: _next(session, model) for model, _, _ in WRITTEN})
    first = book.next[ContractLine.__tablename__]
    done = {"purchases": 0, "lines": 0, "rows": 0}
    for entry in facts:
        done["purchases"] += 1
        try:
            for step in entry.happened:
                clock.not_after_today(step.on)
            tell(book, entry)
        except Refusal as refusal:
            refusal.facts["purchase"] = done["purchases"]
            raise
        done["lines"] += len(entry.values.lines)
        if book.size >= BATCH:
            done["rows"] += _flush(session, actor, book)
    done["rows"] += _flush(session, actor, book)
    if done["purchases"]:
        size = journal.enter_rows(
            session, actor, Act.PLAN_PURCHASE, Purchase, [], places=_of_place, scopes=()
        )
        _finish(session, book, size)
        item_prices.keep(session, select(ContractLine.id).where(ContractLine.id >= first))
        last = book.next["purchases"]
        kept_principles.keep_between(session, last - done["purchases"], last)
    return done


def _known(session: Session, actor: Actor, place: str) -> Known:
    edition = standard.edition(session)
    if register.place(session, place) is None:
        raise Refusal("place.unknown", place=place)
    if edition is None:
        raise Refusal("purchase.no_edition")
    lines = session.scalars(
        select(Line)
        .where(Line.holder == place)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    schools = frozenset(school.code for school in register.schools_within(session, place))
    return Known(
        place=place,
        account=actor.account,
        edition_id=edition.id,
        categories=standard.category_of_requirements(session),
        methods={method.code: method for method in profile.load().methods},
        lineages=register.lineages(
            session, {place, *schools, *(line.beneficiary for line in lines)}
        ),
        schools=schools,
        purses={
            line.id: Purse(
                line.id,
                line.year,
                line.beneficiary,
                line.category,
                line.requirement,
                line.purse,
                line.free,
            )
            for line in lines
        },
        suppliers=frozenset(session.scalars(select(Supplier.id))),
        plan_lines=frozenset(session.scalars(select(PlanLine.id))),
        norms=norms(session),
        counted=counted_on(session, schools),
    )


def _next(session: Session, model: type[Base]) -> int:
    """The next number of a table, which nobody else takes while we have the writer's turn."""
    table = _table(model)
    last: int = session.scalar(select(func.max(table.c.id))) or 0
    if session.get_bind().dialect.name == "sqlite":
        if table.dialect_options["sqlite"]["autoincrement"]:
            used = session.scalar(
                text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name}
            )
            return max(last, used or 0) + 1
        return last + 1
    sequence = select(func.pg_get_serial_sequence(table.name, "id")).scalar_subquery()
    return max(last + 1, session.scalar(select(func.nextval(sequence))) or 0)


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def _flush(session: Session, actor: Actor, book: Book) -> int:
    """Insert the rows of a batch with their leaves."""
    size, book.size = book.size, 0
    for model, act, places in WRITTEN:
        rows = book.rows.pop(model.__tablename__, [])
        if rows:
            session.execute(insert(_table(model)), rows)
            journal.enter_rows(session, actor, act, model, rows, places=places, scopes=())
    return size


def _finish(session: Session, book: Book, size: int) -> None:
    """Write all that was added up, and move the numbers of PostgreSQL's sequences on."""
    _claim(session, book)
    totals.keep(session, book.movements(), book.known.lineages)
    _keep_months(session, book)
    upsert(
        session,
        SupplierTotal,
        [
            {"supplier": who, "year": year, "contracts": count, "committed": much, "paid": paid}
            for (who, year), (count, much, paid) in sorted(book.suppliers.items())
        ],
        add=("contracts", "committed", "paid"),
    )
    if session.get_bind().dialect.name == "postgresql":
        for model, _, _ in WRITTEN:
            name = model.__tablename__
            sequence = select(func.pg_get_serial_sequence(name, "id")).scalar_subquery()
            session.execute(select(func.setval(sequence, book.next[name], False)))
    cases = [(*case, part, whole) for case, (part, whole) in book.tallies.items()]
    coverage.refresh(session, book.schools, book.closing | coverage.tally(session, cases))
    reached = {book.known.place, *book.schools}
    touch(session, {code for one in reached for code in book.known.lineages[one]}, size)
    session.expire_all()


def _keep_months(session: Session, book: Book) -> None:
    by_month: dict[tuple[int, int], list[tuple[str, Any, Any]]] = {}
    for (school, year, month), (accepted, paid) in book.months.items():
        by_month.setdefault((year, month), []).append((school, accepted, paid))
    for (year, month), amounts in sorted(by_month.items()):
        totals.keep_month(session, date(year, month, 1), amounts, book.known.lineages)


def _claim(session: Session, book: Book) -> None:
    """Add to what is committed and paid of each line, by the database's own arithmetic.

    Raises:
        Refusal: `line.not_enough` when a line would be overspent; `budget.year_reported` or
            `budget.year_closed` for a line of a year that ended.
    """
    claims: list[Row] = [
        {"line": line, "asked": asked, "moved": moved}
        for line, (asked, moved) in sorted(book.claims.items())
        if asked or moved
    ]
    if not claims:
        return
    more = {claim["line"] for claim in claims if claim["asked"]}
    budgets.locked_lines(session, {claim["line"] for claim in claims}, asked=more)
    table = _table(Line)
    asked = bindparam("asked", type_=table.c.amount.type)
    moved = bindparam("moved", type_=table.c.amount.type)
    for claim in claims:
        done = session.execute(
            update(table)
            .where(table.c.id == bindparam("line"), table.c.committed + asked <= table.c.amount)
            .values(committed=table.c.committed + asked, paid=table.c.paid + moved),
            claim,
        )
        if done.rowcount != 1:  # type: ignore[attr-defined]
            purse = book.known.purses[claim["line"]]
            raise Refusal(
                "line.not_enough", line=purse.id, asked=claim["asked"], available=purse.free
            )
