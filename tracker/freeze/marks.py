"""What each frozen page was made from: told for all of them by four questions.

As the mark of a live page (tracker.pages), without the language: program, day, the journal's size
when something within the page's scope last changed, the same for what is common to all, and the
nightly comparison. A new day is a new mark: lateness, and what is in force, change by the day.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import clock
from journal.log import EVERYTHING
from journal.models import Entry, Scope
from procurement.models import Award, ComparisonSet, Purchase, Supplier, UnreliableSupplier
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
        self._sizes |= _of_suppliers(session, sizes)
        compared = session.scalar(select(func.coalesce(func.max(ComparisonSet.id), 0)))
        self._common = f"{program}-{kind}-{clock.today().isoformat()}-{compared}"

    def size(self, scope: str) -> int:
        """The journal's size when something that a page of this scope shows last changed."""
        return max(self._sizes.get(scope, 0), self._everywhere)

    def of(self, scope: str) -> str:
        """The mark of the pages of a scope."""
        made_from = f"{self._common}-{self._sizes.get(scope, 0)}-{self._everywhere}"
        return sha256(made_from.encode()).hexdigest()[:16]


def _with_merged(session: Session, sizes: Mapping[str, int]) -> dict[str, int]:
    """A place shows what was merged into it too."""
    found = dict(sizes)
    rows = session.execute(select(Place.code, Place.successor).where(Place.successor.is_not(None)))
    for code, successor in rows:
        found[successor] = max(found.get(successor, 0), sizes.get(code, 0))
    return found


def _of_suppliers(session: Session, sizes: Mapping[str, int]) -> dict[str, int]:
    """A supplier's page shows the purchases it was chosen for, wherever they are made; its own
    record; and whether it is on the list of unreliable ones.

    Its live page takes the whole country's scope; here every act would make all of them anew.
    """
    listed = session.scalar(
        select(func.max(Entry.number)).where(Entry.table == UnreliableSupplier.__tablename__)
    )
    own = session.execute(
        select(Entry.key, func.max(Entry.number))
        .where(Entry.table == Supplier.__tablename__)
        .group_by(Entry.key)
    )
    found = {supplier_scope(int(key)): _after(number, listed) for key, number in own}
    chosen = (
        select(Award.supplier_id, Purchase.place)
        .join(Purchase, Purchase.id == Award.purchase_id)
        .distinct()
    )
    for supplier, place in session.execute(chosen):
        scope = supplier_scope(supplier)
        found[scope] = max(found.get(scope, 0), sizes.get(place, 0), _after(listed))
    return found


def _after(*numbers: int | None) -> int:
    """The journal's size after the last of these leaves."""
    return max((number + 1 for number in numbers if number is not None), default=0)


def digest(texts: Iterable[str]) -> str:
    """A short hash of many texts, whatever their order."""
    return sha256("\n".join(sorted(texts)).encode()).hexdigest()[:16]
