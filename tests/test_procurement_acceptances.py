"""An acceptance with its commission, its certificates, its remarks line by line, and what ends."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import clock
from core.errors import Refusal
from journal.models import Entry
from procurement import acts
from procurement.acts import Checked, Shown
from procurement.models import Acceptance, Contract, Delivery
from procurement.reports import documents, found
from standard import totals
from standard.acts.assessments import record_many
from standard.acts.passports import fill
from standard.models import Coverage, Holding
from standard.reports.ending import ending
from tests.scans import paper
from tests.world import AIMAK, DAY, World, extinguishers

PEOPLE = ("head_teacher", "parent")
SCHOOL = "S-1001"


def bought(world: World, code: str, *, certificates: tuple[str, ...] = ()) -> int:
    """A delivery to two schools of something that closes a requirement; its number."""
    values = extinguishers(world.lines["fire"])
    (line,) = values.lines
    line = replace(line, covers=((code, Decimal(10)),), certificates=certificates)
    purchase = world.purchase(lines=(line,))
    contract = world.contract(purchase)
    return world.delivered(contract, {"S-1001": 7, "S-1002": 3})


def accept(world: World, delivery: int, checked: Checked | None = None, **values: object) -> int:
    """An acceptance act of the first school's part (and nothing of the other)."""
    with world.act() as session:
        first = session.get_one(Delivery, delivery).lines[0].id
        return acts.accept(
            session,
            world.officer,
            delivery,
            **{"number": "А-1", "on": DAY, "commission": PEOPLE, **values},
            checked={first: checked or Checked(Decimal(7))},
        ).id


Reading = Callable[..., Any]


@pytest.fixture
def reading(world: World) -> Reading:
    """Ask a report in a session of its own: one left open would keep the writer waiting."""

    def ask(report: Callable[..., Any], *keys: object) -> Any:
        with Session(world.writer) as session:
            return report(session, *keys)

    return ask


def act_of(session: Session, number: int) -> Acceptance:
    return session.get_one(Acceptance, number)


def test_a_commission_is_told_by_roles_and_a_parent_among_them_counts(world, reading):
    accept(world, bought(world, "FIR-01"), commission=("parent", "head_teacher", "parent"))
    act = reading(act_of, 1)
    assert (act.commission, act.with_parent) == ("head_teacher,parent", True)
    accept(world, bought(world, "FIR-01"), commission=("specialist",), with_parent=True)
    assert not reading(act_of, 2).with_parent
    accept(world, bought(world, "FIR-01"), commission=None, with_parent=True)
    assert reading(found.commissions, 3) == {3: None}
    assert reading(act_of, 3).with_parent


def test_remarks_stand_at_their_line_and_suffice_for_a_refusal(world, reading):
    accept(world, bought(world, "FIR-01"), Checked(Decimal(5), Decimal(2), "Пломба жок."))
    (line,) = reading(found.lines, 1)
    assert (line.school, line.accepted, line.refused, line.remarks, line.commission) == (
        SCHOOL, 5, 2, "Пломба жок.", PEOPLE,
    )  # fmt: skip


def test_each_certificate_asked_for_is_answered_and_everybody_sees_how(world, reading):
    delivery = bought(world, "FIR-01", certificates=("shelf_life", "conformity"))
    line = reading(found_line)
    assert [(one.code, one.act) for one in reading(found.certificates, 1)] == [
        ("conformity", None),
        ("shelf_life", None),
    ]
    shown = (
        Shown(line, "conformity", number="С-17", on=DAY, file=paper("a")),
        Shown(line, "shelf_life", reason="Жеткирүүчү кийин алып келет."),
    )
    accept(world, delivery, certificates=shown)
    one, other = reading(found.certificates, 1)
    assert (one.number, one.sha256, one.reason) == ("С-17", paper("a").sha256, None)
    assert (other.number, other.reason) == (None, "Жеткирүүчү кийин алып келет.")
    (listed,) = reading(documents.of_purchase, 1)
    assert (listed.kind, listed.number, listed.acceptance_id) == ("certificate", "С-17", 1)


def found_line(session: Session) -> int:
    contract = session.scalars(select(Contract).order_by(Contract.id.desc())).first()
    assert contract is not None
    return contract.lines[0].purchase_line_id


ASKED = ("conformity",)


@pytest.mark.parametrize(
    ("checked", "values", "code"),
    [
        (Checked(Decimal(8)), {}, "acceptance.over_delivery"),
        (Checked(Decimal(7), good_until=DAY), {}, "acceptance.good_before"),
        (None, {"commission": ()}, "acceptance.no_commission"),
        (None, {"commission": ("minister",)}, "acceptance.unknown_role"),
        (None, {"certificates": ()}, "acceptance.certificate_unanswered"),
        (None, {"certificates": [("conformity", None, None)]}, "acceptance.certificate_answer"),
        (None, {"certificates": [("conformity", "1", "жок")]}, "acceptance.certificate_answer"),
        (
            None,
            {"certificates": [("conformity", "1", None), ("warranty", "2", None)]},
            "acceptance.certificate_unasked",
        ),
        (Checked(Decimal(5), Decimal(2)), {}, "acceptance.needs_remarks"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_papers_that_do_not_hold_are_refused_and_nothing_moves(
    world, reading, checked, values, code
):
    delivery = bought(world, "FIR-01", certificates=ASKED)
    line = reading(found_line)
    values = dict(values)  # both databases are given the same one
    answers = values.pop("certificates", [("conformity", "С-1", None)])
    shown = [Shown(line, kind, number=number, reason=why) for kind, number, why in answers]
    before = reading(moved)
    with pytest.raises(Refusal) as refused:
        accept(world, delivery, checked, certificates=shown, **values)
    assert refused.value.code == code
    assert reading(moved) == before


def moved(session: Session) -> tuple[object, ...]:
    """The journal's size, and what is accepted and held."""
    return (
        session.scalar(select(func.count()).select_from(Entry)),
        session.scalar(select(func.sum(Contract.accepted))),
        session.scalar(select(func.count()).select_from(Holding)),
    )


def test_what_is_refused_whole_needs_no_certificate_and_covers_nothing(world, reading):
    delivery = bought(world, "FIR-01", certificates=ASKED)
    accept(world, delivery, Checked(Decimal(0), Decimal(7), "Сертификат жок."))
    assert reading(moved)[1:] == (0, 0)


def told(session: Session, code: str) -> tuple[str, str | None]:
    kept = session.get_one(Coverage, (SCHOOL, code), populate_existing=True)
    return kept.state, kept.why


def waits(session: Session, horizon: date) -> list[tuple[str, date]]:
    return [(one.requirement, one.until) for one in ending(session, [AIMAK], horizon)]


def test_an_extinguisher_counts_until_it_expires_and_the_office_hears_of_it_before(world):
    good_until = DAY + timedelta(days=400)
    with world.act() as session:
        fill(session, world.officer, SCHOOL, DAY.year, {"floor": "2"})
    accept(world, bought(world, "FIR-01"), Checked(Decimal(7), good_until=good_until))
    with world.act() as session:
        assert told(session, "FIR-01") == ("met", None)
        assert waits(session, good_until - timedelta(days=1)) == []
        assert waits(session, good_until) == [("FIR-01", good_until)]
        totals.lapse(session, good_until - timedelta(days=1))
        assert told(session, "FIR-01") == ("met", None)
        totals.lapse(session, good_until)
        assert told(session, "FIR-01") == ("missing", "lapsed")


def test_a_drill_bought_as_a_service_is_an_event_of_its_window(world):
    accept(world, bought(world, "FIR-11"))
    with world.act() as session:
        assert told(session, "FIR-11") == ("met", None)
        over = DAY.replace(year=DAY.year + 1)
        assert waits(session, over) == [("FIR-11", over)]
        totals.lapse(session, over)
        assert told(session, "FIR-11") == ("missing", "lapsed")


def test_a_drill_counts_no_longer_than_its_window_whatever_its_paper_says(world):
    accept(world, bought(world, "FIR-11"), Checked(Decimal(7), good_until=date(2031, 1, 1)))
    with world.act() as session:
        totals.lapse(session, DAY.replace(year=DAY.year + 1))
        assert told(session, "FIR-11") == ("missing", "lapsed")


def test_a_survival_count_of_a_planting_ends_what_died_and_what_was_due(world):
    survey = clock.today() - timedelta(days=1)
    accept(world, bought(world, "ECO-02"), Checked(Decimal(7), good_until=survey))
    with world.act() as session:
        assert waits(session, clock.today()) == [("ECO-02", survey)]
        record_many(session, world.school, SCHOOL, {"ECO-02": Decimal(4)}, on=clock.today())
        assert waits(session, clock.today()) == []
        held = session.scalars(select(Holding).order_by(Holding.id)).all()
        assert [(one.quantity, one.until) for one in held][-1] == (4, None)
        kept = session.get_one(Coverage, (SCHOOL, "ECO-02"), populate_existing=True)
        assert kept.have == 4000
