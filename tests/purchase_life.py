"""The whole life of a purchase in two lots as a machine: whatever is asked, in whatever order."""

import shutil
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import func, select

from budgets.models import Commitment, Line
from core.access import Act
from core.engines import open_writer
from core.errors import Refusal
from core.money import ZERO, som
from journal import audit, verify
from procurement import acts, moves
from procurement.models import Award, Bid, Contract, ContractLine, Delivery, Lot, Payment, Purchase
from tests.lots import CHAIR, OPENED, bid, supplier, two_lots
from tests.world import World, of
from tracker.phrases import PHRASES
from tracker.recounts import RECOUNTS

WHICH = st.integers(0, 3)


class PurchaseLife(RuleBasedStateMachine):
    """Steps are tried whatever the state; each is done, or refused by a code that has words.

    Every status the purchase takes is one the table of moves leads to.
    """

    template: Path
    folder: Path
    runs = 0

    def __init__(self) -> None:
        super().__init__()
        PurchaseLife.runs += 1
        self.path = self.folder / f"purchase-{PurchaseLife.runs}.db"
        shutil.copy(self.template, self.path)
        self.world: World = of(open_writer(f"sqlite:///{self.path}"))
        self.number = 0

    @initialize(competitive=st.booleans())
    def planned(self, competitive: bool) -> None:
        self.purchase = two_lots(self.world, "unlimited" if competitive else "single_source")
        self.sellers = [supplier(self.world, number) for number in (1, 2)]

    def _try(self, act, does: Act, *keys, **values) -> None:
        """An act done or refused; its move is in the table."""
        self.number += 1
        before, code = self._status(), None
        try:
            with self.world.act() as session:
                act(session, self.world.officer, *keys, **values)
        except Refusal as refusal:
            code = refusal.code
        if code is None:
            assert self._status() in moves.ends(before, does), (before, does, self._status())
        else:
            assert code in PHRASES, code
            assert self._status() == before

    def _status(self) -> str:
        with self.world.act() as session:
            return session.get(Purchase, self.purchase).status

    def _one(self, model, which: int) -> int:
        """The key of some record of the kind; 0 where there is none."""
        with self.world.act() as session:
            keys = session.scalars(select(model.id).order_by(model.id)).all()
        return keys[which % len(keys)] if keys else 0

    @rule()
    def announce(self) -> None:
        self._try(acts.announce, Act.ANNOUNCE, self.purchase, on=OPENED)

    @rule(lots=st.lists(st.sampled_from((1, 2)), max_size=3), rejected=st.booleans())
    def open(self, lots: list[int], rejected: bool) -> None:
        why = "Кепили жок." if rejected else None
        bids = [
            bid(self.sellers[place % 2], f"{20000 + 1000 * place}", lot, why if place else None)
            for place, lot in enumerate(lots)
        ]
        bids = [
            acts.BidValues(one.supplier_id, one.amount, OPENED, one.lot, one.rejected)
            for one in bids
        ]
        told = {"number": "П-1", "on": OPENED, "commission": CHAIR, "reason": "Сунуш жок."}
        self._try(acts.open_bids, Act.OPEN_BIDS, self.purchase, bids=bids, **told)

    @rule(which=WHICH)
    def award(self, which: int) -> None:
        values = {"on": OPENED, "reason": "Мөөнөтү кыска."}
        typed = {"supplier_id": self.sellers[0], "amount": som(25000), "offers": 1}
        lot = self._one(Lot, which) if which else None
        self._try(
            acts.award,
            Act.AWARD,
            self.purchase,
            bid_id=self._one(Bid, which),
            lot_id=lot,
            **typed,
            **values,
        )

    @rule(which=WHICH, advance=st.booleans())
    def sign(self, which: int, advance: bool) -> None:
        self._try(
            acts.sign,
            Act.SIGN,
            self.purchase,
            award_id=self._one(Award, which),
            number=f"К-{self.number}",
            signed_on=OPENED,
            due_on=OPENED,
            advance_limit=som(6000) if advance else ZERO,
        )

    @rule(which=WHICH, end=st.sampled_from(("failed", "given_up")))
    def end_lot(self, which: int, end: str) -> None:
        lot = self._one(Lot, which)
        self._try(acts.end_lot, Act.END_LOT, lot, end=end, reason="Керек эмес.")

    @rule()
    def fail(self) -> None:
        self._try(acts.fail, Act.FAIL_PURCHASE, self.purchase, reason="Баасы ашат.")

    @rule(which=WHICH, amount=st.decimals("10000", "45000", places=2))
    def amend(self, which: int, amount: Decimal) -> None:
        contract = self._one(Contract, which)
        with self.world.act() as session:
            line = session.scalar(
                select(ContractLine.id).where(ContractLine.contract_id == contract)
            )
        told = {"reason": "Баасы өзгөрдү.", "on": OPENED, "amounts": {line or 0: amount}}
        self._try(acts.amend, Act.AMEND_CONTRACT, contract, **told)

    @rule(which=WHICH, first=st.integers(0, 7), second=st.integers(0, 3))
    def deliver(self, which: int, first: int, second: int) -> None:
        contract = self._one(Contract, which)
        with self.world.act() as session:
            line = session.scalar(
                select(ContractLine.id).where(ContractLine.contract_id == contract)
            )
        arrived = [
            acts.Arrived(line or 0, school, Decimal(count))
            for school, count in (("S-1001", first), ("S-1002", second))
            if count
        ]
        told = {"on": OPENED, "waybill": f"Ж-{self.number}", "arrived": arrived}
        self._try(acts.deliver, Act.DELIVER, contract, **told)

    @rule(which=WHICH, refused=st.integers(0, 2))
    def accept(self, which: int, refused: int) -> None:
        delivery = self._one(Delivery, which)
        with self.world.act() as session:
            row = session.get(Delivery, delivery)
            found = {
                line.id: acts.Checked(max(line.quantity - refused, Decimal(0)), Decimal(refused))
                for line in (row.lines if row else ())
            }
        told = {"number": f"А-{self.number}", "on": OPENED, "remarks": "Текшерилди."}
        self._try(acts.accept, Act.ACCEPT, delivery, checked=found, **told)

    @rule(
        which=WHICH,
        kind=st.sampled_from(("payment", "advance", "refund")),
        amount=st.one_of(st.none(), st.decimals("0.01", "9000", places=2)),
    )
    def pay(self, which: int, kind: str, amount: Decimal | None) -> None:
        """Some sum; or just what is owed, so that purchases come to their close."""
        contract = self._one(Contract, which)
        with self.world.act() as session:
            row = session.get(Contract, contract)
            owed = row.accepted - row.paid if row else ZERO
        if amount is None:
            kind, amount = ("payment", owed) if owed > 0 else ("refund", -owed)
        told = {"on": OPENED, "document": f"П-{self.number}", "reason": "Себеп."}
        self._try(acts.pay, Act.PAY, contract, kind=kind, amount=amount, **told)

    @rule(which=WHICH)
    def terminate(self, which: int) -> None:
        told = {"on": OPENED, "by": "buyer", "reason": "Келген жок."}
        self._try(acts.terminate, Act.TERMINATE, self._one(Contract, which), **told)

    @rule()
    def close(self) -> None:
        self._try(acts.close, Act.CLOSE_PURCHASE, self.purchase, reason="Калганы келген жок.")

    @rule()
    def cancel(self) -> None:
        if self.number > 12:  # seldom, or few lives would come far
            self._try(acts.cancel, Act.CANCEL_PURCHASE, self.purchase, reason="Керек эмес.")

    @invariant()
    def money_stays_within_its_bounds(self) -> None:
        with self.world.act() as session:
            whole = ZERO
            for contract in session.scalars(select(Contract)):
                rows = session.execute(
                    select(Payment.kind, func.sum(Payment.amount))
                    .where(Payment.contract_id == contract.id)
                    .group_by(Payment.kind)
                )
                moved = sum((-a if kind == "refund" else a for kind, a in rows), ZERO)
                assert moved == contract.paid
                assert ZERO <= contract.paid <= contract.amount
                assert contract.paid <= contract.accepted + contract.advance_limit
                assert sum((line.amount for line in contract.lines), ZERO) == contract.amount
                whole += contract.amount
            assert (session.scalar(select(func.sum(Commitment.amount))) or ZERO) == whole
            line = session.get(Line, self.world.lines["fire"])
            assert line.committed == whole <= line.amount
            lots = session.execute(select(Award.lot_id, func.count()).group_by(Award.lot_id))
            assert all(count == 1 for _, count in lots)

    def teardown(self) -> None:
        with self.world.act() as session:
            assert verify.problems(session) == []
            assert audit.problems(session, audit.journaled(), RECOUNTS) == []
        self.world.writer.dispose()
        self.path.unlink()
