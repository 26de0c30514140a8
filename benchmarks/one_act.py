"""One act: how many statements it takes in a small and in a larger base, and its CPU time beside
a bare INSERT in a transaction of its own."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from benchmarks.grounds import bare_insert, cpu, filled, folder
from budgets.models import Line
from core.access import Actor, Grant, Role
from core.engines import open_writer
from procurement import acts
from procurement.acts import Arrived, Checked, FundingValues, PurchaseLineValues, PurchaseValues
from procurement.models import ContractLine, Delivery, Share, Supplier
from tracker.example.synthetic import OFFICER

YEAR, ON = 2026, date(2026, 11, 2)
NAMES = ("draft", "plan", "award", "sign", "deliver", "accept", "pay")


class Counter:
    """How many statements a writer has been given."""

    def __init__(self, writer: Engine) -> None:
        self.statements = 0
        event.listen(writer, "before_cursor_execute", self._one)

    def _one(self, *_told: object) -> None:
        self.statements += 1


def purchase(line: Line) -> PurchaseValues:
    """A purchase of one line for one school, from one budget line."""
    share = acts.ShareValues(line.beneficiary, Decimal(2), (FundingValues(line.id),))
    requirement = {"food": "FOD-11", "emergency": "FIR-01"}.get(line.category, "FIR-01")
    entry = PurchaseLineValues("Өлчөө", requirement, Decimal(2), "даана", Decimal("1.00"), (share,))
    ground = {"method_ground": "annual_procurement"}
    return PurchaseValues("Өлчөө", "ky", "single_source", (entry,), **ground)


@dataclass(slots=True)
class Buying:
    """A purchase under way: each step finds what the one before has made."""

    session: Session
    line: Line
    supplier: int
    purchase: int = 0
    contract: int = 0
    delivery: int = 0

    @property
    def officer(self) -> Actor:
        """Who does it all."""
        return Actor(OFFICER, (Grant(Role.OFFICER, self.line.holder),))

    def draft(self) -> None:
        values = purchase(self.line)
        made = acts.draft(self.session, self.officer, self.line.holder, YEAR, values)
        self.purchase = made.id

    def plan(self) -> None:
        acts.plan(self.session, self.officer, self.purchase, on=ON)

    def award(self) -> None:
        acts.award(
            self.session,
            self.officer,
            self.purchase,
            supplier_id=self.supplier,
            amount=Decimal("2.00"),
            offers=1,
            on=ON,
            reason="Өлчөө.",
        )

    def sign(self) -> None:
        made = acts.sign(
            self.session, self.officer, self.purchase, number="Ө", signed_on=ON, due_on=ON
        )
        self.contract = made.id

    def deliver(self) -> None:
        of_contract = ContractLine.contract_id == self.contract
        row = self.session.scalars(select(ContractLine).where(of_contract)).one()
        arrived = [Arrived(row.id, self.line.beneficiary, Decimal(2))]
        made = acts.deliver(
            self.session, self.officer, self.contract, on=ON, waybill="Н", arrived=arrived
        )
        self.delivery = made.id

    def accept(self) -> None:
        lines = self.session.get_one(Delivery, self.delivery).lines
        checked = {one.id: Checked(one.quantity) for one in lines}
        acts.accept(self.session, self.officer, self.delivery, number="А", on=ON, checked=checked)

    def pay(self) -> None:
        acts.pay(
            self.session,
            self.officer,
            self.contract,
            kind="payment",
            amount=Decimal("2.00"),
            on=ON,
            document="Т",
        )


def measured(path: Path, rounds: int) -> tuple[dict[str, int], dict[str, float], float]:
    """Statements and CPU seconds of each act, each in its own transaction; and a bare INSERT's."""
    writer = open_writer(f"sqlite:///{path}")
    counter = Counter(writer)
    counts: dict[str, int] = {}
    best: dict[str, float] = {}
    with Session(writer) as session:
        line = session.scalars(
            select(Line)
            .join(Share, Share.school == Line.beneficiary)
            .where(Line.year == YEAR, Line.category == "emergency", Line.committed < Line.amount)
            .limit(1)
        ).one()
        supplier = session.scalars(select(Supplier.id).limit(1)).one()
        session.expunge_all()
        session.rollback()
    for _ in range(rounds):
        with Session(writer, expire_on_commit=True) as session:
            buying = Buying(session, line, supplier)
            for name in NAMES:
                session.expunge_all()
                before = counter.statements
                seconds = cpu(partial(_kept, session, getattr(buying, name)))
                asked = (
                    counter.statements - before
                )  # every 256th leaf completes a subtree: one more
                counts[name] = min(asked, counts.get(name, asked))
                best[name] = min(seconds, best.get(name, seconds))
    bare = min(cpu(partial(bare_insert, writer, number)) for number in range(rounds * 3))
    writer.dispose()
    return counts, best, bare


def _kept(session: Session, step: Callable[[], None]) -> None:
    """One act, one transaction."""
    step()
    session.commit()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=2_000, help="purchase lines")
    parser.add_argument("--large", type=int, default=20_000, help="purchase lines")
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    with folder() as here:
        few, _, _ = measured(filled(here / "small.db", options.small), options.rounds)
        many, seconds, bare = measured(filled(here / "large.db", options.large), options.rounds)
    print(f"a bare INSERT in its transaction: {bare * 1000:.2f} ms CPU")
    for name in NAMES:
        grown = "the same" if few[name] == many[name] else f"{few[name]} in the small base"
        print(
            f"{name:8} {many[name]:3} statements ({grown}), {seconds[name] * 1000:6.2f} ms CPU, "
            f"{seconds[name] / bare:5.1f} x bare"
        )
    print("goals: 15 statements, not growing; 10 x bare")


if __name__ == "__main__":
    main()
