"""Whatever people do with a contract, in whatever order: the sums hold, the journal is whole."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select

from budgets.models import Commitment, Line
from core.engines import open_writer
from core.errors import Refusal
from core.money import ZERO, som
from journal import audit, verify
from procurement import acts
from procurement.models import Contract, Delivery, Payment
from tests.purchase_life import PurchaseLife
from tests.world import DAY, of
from tracker.recounts import RECOUNTS

SUMS = st.decimals("0.01", "40000", places=2)
REFUSED = {
    "acceptance.nothing",
    "acceptance.over_delivery",
    "commitment.below_accepted",
    "contract.all_accepted",
    "contract.unchanged",
    "delivery.over_share",
    "line.not_enough",
    "payment.over_accepted",
    "payment.over_advance",
    "payment.over_contract",
    "payment.over_paid",
}


class Life(RuleBasedStateMachine):
    """A contract for ten extinguishers, 32 000 som, with an advance of 9 600, over two schools."""

    template: Path
    folder: Path
    runs = 0

    def __init__(self) -> None:
        super().__init__()
        Life.runs += 1
        path = self.folder / f"life-{Life.runs}.db"
        shutil.copy(self.template, path)
        self.path = path
        self.world = of(open_writer(f"sqlite:///{path}"))
        self.contract = self.world.contract(advance_limit=som(9600))
        self.number = 0
        self.open: list[int] = []

    def _try(self, act, *keys, **values):
        """Do an act; a refusal by the rules is an answer, anything else is a fault."""
        self.number += 1
        try:
            with self.world.act() as session:
                return act(session, self.world.officer, *keys, **values)
        except Refusal as refusal:
            if refusal.code not in REFUSED:
                raise
        return None

    @rule(first=st.integers(0, 8), second=st.integers(0, 4))
    def deliver(self, first: int, second: int) -> None:
        with self.world.act() as session:
            line = session.get(Contract, self.contract).lines[0].id
        came = [("S-1001", first), ("S-1002", second)]
        arrived = [acts.Arrived(line, school, Decimal(n)) for school, n in came if n]
        if arrived:
            done = self._try(
                acts.deliver, self.contract, on=DAY, waybill=f"Ж-{self.number}", arrived=arrived
            )
            if done is not None:
                self.open.append(done.id)

    @rule(accepted=st.integers(0, 8), refused=st.integers(0, 2), which=st.integers(0, 5))
    def accept(self, accepted: int, refused: int, which: int) -> None:
        if not self.open:
            return
        delivery = self.open[which % len(self.open)]
        with self.world.act() as session:
            line = session.get(Delivery, delivery).lines[-1].id
        self._try(
            acts.accept,
            delivery,
            number=f"А-{self.number}",
            on=DAY,
            checked={line: acts.Checked(Decimal(accepted), Decimal(refused))},
            remarks="Текшерилди.",
        )

    @rule(kind=st.sampled_from(("payment", "advance", "refund")), amount=SUMS)
    def pay(self, kind: str, amount: Decimal) -> None:
        self._try(
            acts.pay,
            self.contract,
            kind=kind,
            amount=amount,
            on=DAY,
            document=f"П-{self.number}",
            reason="Себеп.",
        )

    @rule(amount=st.decimals("20000", "90000", places=2))
    def amend(self, amount: Decimal) -> None:
        with self.world.act() as session:
            line = session.get(Contract, self.contract).lines[0].id
        self._try(acts.amend, self.contract, reason="Баа өзгөрдү.", on=DAY, amounts={line: amount})

    @invariant()
    def money_stays_within_its_bounds(self) -> None:
        with self.world.act() as session:
            contract = session.get(Contract, self.contract)
            sums = select(Payment.kind, func.sum(Payment.amount)).group_by(Payment.kind)
            paid = dict(session.execute(sums).all())
            net = paid.get("payment", ZERO) + paid.get("advance", ZERO) - paid.get("refund", ZERO)
            assert net == contract.paid
            assert ZERO <= contract.paid <= contract.amount
            assert contract.paid <= contract.accepted + contract.advance_limit
            assert session.scalar(select(func.sum(Commitment.amount))) == contract.amount
            line = session.get(Line, self.world.lines["fire"])
            assert line.committed == contract.amount <= line.amount
            assert line.paid == contract.paid

    def teardown(self) -> None:
        with self.world.act() as session:
            assert verify.problems(session) == []
            assert audit.problems(session, audit.journaled(), RECOUNTS) == []
        self.world.writer.dispose()
        self.path.unlink()


def test_a_contract_lives_within_its_bounds(sqlite_world: Path, tmp_path: Path) -> None:
    Life.template, Life.folder = sqlite_world, tmp_path
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=15,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_purchase_in_lots_moves_by_the_table_whatever_is_asked(
    sqlite_world: Path, tmp_path: Path
) -> None:
    PurchaseLife.template, PurchaseLife.folder = sqlite_world, tmp_path
    run_state_machine_as_test(
        PurchaseLife,
        settings=settings(
            max_examples=6,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_planted_fault_is_caught(
    sqlite_world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine sees it when payments are no longer held against what was accepted.

    Either a bound is broken, or the second wall (a commitment is never overdrawn) says no.
    """
    from procurement import rules

    monkeypatch.setattr(rules, "most_payable", lambda account, kind: account.amount - account.paid)
    Life.template, Life.folder = sqlite_world, tmp_path
    with pytest.raises((AssertionError, Refusal)):
        run_state_machine_as_test(
            Life,
            settings=settings(
                max_examples=100,
                derandomize=True,  # found or not found: the same at each run
                stateful_step_count=12,
                phases=[Phase.generate],
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
