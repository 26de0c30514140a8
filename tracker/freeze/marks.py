"""What each frozen page was made from: told for all of them by a few questions.

As the mark of a live page (tracker.pages), without the language: program, day, the journal's size
when something within the page's scope last changed, the same for what is common to all, and the
nightly comparison. A new day is a new mark: lateness, and what is in force, change by the day.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from core import clock
from journal.log import EVERYTHING
from journal.models import Entry, Scope
from procurement.models import (
    Acceptance,
    Award,
    ComparisonSet,
    Contract,
    Delivery,
    Purchase,
    Supplier,
    UnreliableSupplier,
)
from register.models import Place
from tracker.pages import GLOBAL

__all__ = ["EVERYTHING", "Marks", "supplier_scope"]
SUPPLIER = "supplier:"


def supplier_scope(number: int) -> str:
    """What stands for a supplier among the scopes; no place and no school is called so."""
    return f"{SUPPLIER}{number}"


class Marks:
    """The marks of one journal size and one day."""

    def __init__(self, session: Session, program: str, kind: str) -> None:
        """`kind` is all else that a page depends on: what was wished, which pages there are."""
        rows = session.execute(select(Scope.code, Scope.size))
        sizes: dict[str, int] = {code: size for code, size in rows}  # noqa: C416
        self._everywhere = max((sizes.get(name, 0) for name in GLOBAL), default=0)
        self._sizes = _with_merged(session, sizes)
        self._suppliers = _of_suppliers(session)
        compared = session.scalar(select(func.coalesce(func.max(ComparisonSet.id), 0)))
        self._common = f"{program}-{kind}-{clock.today().isoformat()}-{compared}"

    def size(self, scope: str) -> int | None:
        """The journal's size when something that a page of this scope shows last changed; None of
        a supplier: of its purchases it is known what they are now, and not since when."""
        if scope in self._suppliers:
            return None
        return max(self._sizes.get(scope, 0), self._everywhere)

    def of(self, scope: str) -> str:
        """The mark of the pages of a scope."""
        own = self._suppliers.get(scope) or self._sizes.get(scope, 0)
        made_from = f"{self._common}-{own}-{self._everywhere}"
        return sha256(made_from.encode()).hexdigest()[:16]


def _with_merged(session: Session, sizes: Mapping[str, int]) -> dict[str, int]:
    """A place shows what was merged into it too."""
    found = dict(sizes)
    rows = session.execute(select(Place.code, Place.successor).where(Place.successor.is_not(None)))
    for code, successor in rows:
        found[successor] = max(found.get(successor, 0), sizes.get(code, 0))
    return found


def _of_suppliers(session: Session) -> dict[str, str]:
    """For each supplier a hash of all that its page is told from: its own record, the list of
    unreliable suppliers, and by sums what its contracts, and what came of them, are now.

    Its live page takes the whole country's scope; here every act would make all of them anew.
    """
    listed = session.scalar(
        select(func.max(Entry.number)).where(Entry.table == UnreliableSupplier.__tablename__)
    )
    told: dict[int, list[object]] = {
        number: [rev, erased, listed]
        for number, rev, erased in session.execute(
            select(Supplier.id, Supplier.rev, Supplier.person_name.is_(None))
        )
    }
    for statement in (_contracts(), _awards(), _came(), _checked()):
        for number, *sums in session.execute(statement):
            told[number].append(sums)
    return {supplier_scope(number): digest(map(str, of)) for number, of in told.items()}


def _contracts() -> Select[Any]:
    """A purchase whose title or standing changes, a contract amended, accepted, paid."""
    kept = (Contract.rev, Contract.amount, Contract.accepted, Contract.paid, Purchase.rev)
    return (
        select(Contract.supplier_id, func.count(), *(func.sum(one) for one in kept))
        .join(Purchase, Purchase.id == Contract.purchase_id)
        .group_by(Contract.supplier_id)
    )


def _awards() -> Select[Any]:
    return select(Award.supplier_id, func.count(), func.sum(Award.rev)).group_by(Award.supplier_id)


def _came() -> Select[Any]:
    return (
        select(Contract.supplier_id, func.count(), func.sum(Delivery.rev))
        .join(Contract, Contract.id == Delivery.contract_id)
        .group_by(Contract.supplier_id)
    )


def _checked() -> Select[Any]:
    return (
        select(Contract.supplier_id, func.count(), func.sum(Acceptance.rev))
        .join(Contract, Contract.id == Acceptance.contract_id)
        .group_by(Contract.supplier_id)
    )


def digest(texts: Iterable[str]) -> str:
    """A short hash of many texts, whatever their order."""
    return sha256("\n".join(sorted(texts)).encode()).hexdigest()[:16]
