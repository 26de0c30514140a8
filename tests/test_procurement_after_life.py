"""Whatever is paid, withheld, given back and undone, in whatever order: no sum goes astray."""

import shutil
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from budgets.models import Commitment, Line
from core.engines import open_writer
from core.errors import Refusal
from core.money import ZERO, som
from journal import audit, verify
from procurement import acts
from procurement.models import Acceptance, AcceptanceLine, Contract, Delivery, Payment, Penalty
from standard.models import Holding
from tests.world import DAY, of
from tracker.phrases import PHRASES
from tracker.recounts import RECOUNTS

SUMS = st.decimals("0.01", "12000", places=2)
WHICH = st.integers(0, 5)


class AfterLife(RuleBasedStateMachine):
    """A contract for ten extinguishers, 32 000 som, with an advance of 6 000, over two schools."""

    template: Path
    folder: Path
    runs = 0

    def __init__(self) -> None:
        super().__init__()
        AfterLife.runs += 1
        self.path = self.folder / f"after-{AfterLife.runs}.db"
        shutil.copy(self.template, self.path)
        self.world = of(open_writer(f"sqlite:///{self.path}"))
        self.contract = self.world.contract(advance_limit=som(6000))
        self.number = 0

    def _try(self, act, *keys, **values):
        """Do an act; a refusal in words is an answer, anything else is a fault."""
        self.number += 1
        try:
            with self.world.act() as session:
                act(session, self.world.officer, *keys, **values)
        except Refusal as refusal:
            if refusal.code not in PHRASES:
                raise

    def _one(self, model, which: int):
        """One of the entries of a table, the newest first, or nothing."""
        with self.world.act() as session:
            keys = session.scalars(select(model.id).order_by(model.id.desc())).all()
            return keys[which % len(keys)] if keys else None

    @initialize(first=st.integers(1, 7), second=st.integers(1, 3))
    def most_of_it_came(self, first: int, second: int) -> None:
        delivery = self.world.delivered(self.contract, {"S-1001": first, "S-1002": second})
        self.world.accepted(delivery)

    @rule(first=st.integers(1, 7), refused=st.integers(0, 1))
    def receive(self, first: int, refused: int) -> None:
        self.number += 1
        try:
            came = self.world.delivered(self.contract, {"S-1001": first}, f"Ж-{self.number}")
            self.world.accepted(came, refused, f"А-{self.number}")
        except Refusal as refusal:
            if refusal.code not in PHRASES:
                raise

    @rule(kind=st.sampled_from(("payment", "payment", "advance", "refund")), amount=SUMS)
    def pay(self, kind: str, amount: Decimal) -> None:
        papers = {"on": DAY, "document": f"П-{self.number}", "reason": "Себеп."}
        self._try(acts.pay, self.contract, kind=kind, amount=amount, **papers)

    @rule(amount=SUMS)
    def withhold(self, amount: Decimal) -> None:
        papers = {"on": DAY, "document": f"Т-{self.number}", "reason": "Кечикти."}
        self._try(acts.withhold, self.contract, amount=amount, **papers)

    @rule(which=WHICH, count=st.integers(1, 4))
    def give_back(self, which: int, count: int) -> None:
        acceptance = self._one(Acceptance, which)
        with self.world.act() as session:
            line = session.get(Acceptance, acceptance).lines[0].id
        papers = {"number": f"К-{self.number}", "on": DAY, "reason": "Бузук."}
        self._try(acts.give_back, acceptance, returned={line: Decimal(count)}, **papers)

    @rule(
        entry=st.sampled_from(
            (
                (Payment, acts.reverse_payment),
                (Acceptance, acts.reverse_acceptance),
                (Delivery, acts.reverse_delivery),
                (Penalty, acts.reverse_penalty),
            )
        ),
        which=WHICH,
    )
    def undo(self, entry, which: int) -> None:
        model, act = entry
        key = self._one(model, which)
        if key is not None:
            self._try(act, key, reason="Жаңылыш.")

    @rule()
    def close(self) -> None:
        with self.world.act() as session:
            purchase = session.get(Contract, self.contract).purchase_id
        self._try(acts.close, purchase, reason="Келбей калды.")

    @invariant()
    def sums_stay_within_their_bounds(self) -> None:
        with self.world.act() as session:
            contract = session.get(Contract, self.contract)
            sums = select(Payment.kind, func.sum(Payment.amount)).group_by(Payment.kind)
            paid = dict(session.execute(sums).all())
            net = paid.get("payment", ZERO) + paid.get("advance", ZERO) - paid.get("refund", ZERO)
            assert net == contract.paid
            assert ZERO <= contract.paid <= contract.amount
            before = contract.accepted + contract.returned  # what went back is owed, not unpaid
            assert contract.paid <= max(before - contract.withheld, ZERO) + som(6000)
            accepted, freed = session.execute(
                select(func.sum(Commitment.accepted), func.sum(Commitment.withheld))
            ).one()
            assert accepted == contract.accepted
            line = session.get(Line, self.world.lines["fire"])
            assert line.committed == contract.amount - (freed or ZERO) <= line.amount
            assert line.paid == contract.paid <= line.committed
            pieces = session.scalar(select(func.sum(AcceptanceLine.accepted)))
            covered = session.scalar(
                select(func.sum(Holding.quantity)).where(
                    Holding.reference.startswith("acceptance_line:")
                )
            )
            assert pieces == covered >= 0

    def teardown(self) -> None:
        with self.world.act() as session:
            assert verify.problems(session) == []
            assert audit.problems(session, audit.journaled(), RECOUNTS) == []
        self.world.writer.dispose()
        self.path.unlink()


def test_after_signing_no_sum_goes_astray(sqlite_world: Path, tmp_path: Path) -> None:
    AfterLife.template, AfterLife.folder = sqlite_world, tmp_path
    run_state_machine_as_test(
        AfterLife,
        settings=settings(
            max_examples=4,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
