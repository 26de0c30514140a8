"""What looks like a reason to look and is none: call-offs, lots, help in kind, unknown classes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from budgets.models import Line as BudgetLine
from core.money import som
from oversight.dealing import Bought, Dealing, Ended, SameSupplier
from oversight.matter import Matter
from oversight.reports.matters import gather
from oversight.year_matter import YearMatter
from procurement import acts
from procurement.models import Funding, Opening, Purchase, Share
from tests.flag_tables import DAY, Cases, matter
from tests.flag_tables.dealing import chosen, competed, direct
from tests.flag_tables.school import rush
from tests.flag_tables.suppliers import before, more, signed, signed_after, won
from tests.lots import OPENED, announced, bid, opened, supplier
from tests.lots import chosen as awarded
from tests.test_oversight_dealing import bought, coded, limited, reached, seen
from tests.test_oversight_flag_tables import looked, said
from tests.test_oversight_flags import OTHERS, measured
from tests.world import DAY as PLANNED
from tests.world import YEAR, World

CALL_OFF = {"kind": "call_off"}
LOTS = (Bought(9, DAY, som(950_000)), Bought(9, DAY, som(940_000)))
IN_LOTS = direct(Dealing(same=SameSupplier(7, som(1_890_000), LOTS)))
NO_CLASS = frozenset[str]()
FAILED = (Ended(3, DAY - timedelta(20), NO_CLASS), Ended(3, DAY - timedelta(9), NO_CLASS))
DEAR = measured("220", OTHERS)  # planned at 2 200 som, signed at 220, which is twice the middle
SIGNED = replace(
    DEAR, amount=som(2200), measured=replace(DEAR.measured, agreed=True, cost=som(220))
)
LEVEL = matter(lines=(SIGNED, measured("110", OTHERS)), amount=som(2310))
CASES = {
    "R031": Cases(
        {},
        {},
        {
            "a call-off costs what its framework says": (
                competed(Dealing(awards=(chosen(400_000),)), **CALL_OFF),
                "by_framework",
            )
        },
    ),
    "R060": Cases(
        {},
        {},
        {
            "nobody waits to sign a call-off": (
                competed(signed_after(0), **CALL_OFF),
                "by_framework",
            )
        },
    ),
    "K14": Cases({}, {}, {"a call-off is no win": (competed(won(5), **CALL_OFF), "by_framework")}),
    "K16": Cases(
        {},
        {},
        {"a call-off is no competition": (competed(**CALL_OFF), "by_framework")},
    ),
    "R049": Cases({}, {"two lots of one purchase": IN_LOTS}),
    "R055": Cases({}, {"two lots of one purchase": IN_LOTS}),
    "R059": Cases({}, {"9.96 per cent are no tenth": direct(signed(100_000, 109_960))}),
    "S05": Cases(
        {"payments are large, and late": rush(600, 0, 500, 500)},
        {"the first payment of the year is small": rush(600, 0, 1, 1)},
    ),
    "K15": Cases(
        {},
        {},
        {
            "nobody knows what was competed for": (
                more(replace(before(100_000), classes=NO_CLASS)),
                "no_item_code",
            )
        },
    ),
    "K18": Cases(
        {},
        {},
        {
            "nobody knows what failed": (
                direct(Dealing(competes=True, failed=FAILED), ground="twice_unsuccessful"),
                "no_item_code",
            )
        },
    ),
}


def test_the_level_of_prices_is_that_of_the_contract_and_not_of_the_plan() -> None:
    told = looked("R016", LEVEL).facts
    assert (told["cost"], told["usual_cost"], told["level"]) == ("330.00", "220.00", "150.0")


def told(kind: str) -> list[object]:
    """The cases of one kind, each named by its flag and sentence."""
    return [
        pytest.param(code, facts, id=f"{code}: {sentence}")
        for code, cases in CASES.items()
        for sentence, facts in getattr(cases, kind).items()
    ]


@pytest.mark.parametrize(("code", "facts"), told("raised"))
def test_this_raises_the_flag(code: str, facts: Matter | YearMatter) -> None:
    assert said(code, facts) == ("raised", None)


@pytest.mark.parametrize(("code", "facts"), told("innocent"))
def test_this_is_innocent(code: str, facts: Matter | YearMatter) -> None:
    assert said(code, facts) == ("not_raised", None)


@pytest.mark.parametrize(("code", "case"), told("unsaid"))
def test_of_this_the_flag_cannot_say(code: str, case: tuple[Matter, str]) -> None:
    facts, why = case
    assert said(code, facts) == ("cannot_say", why)


def test_failures_of_long_ago_do_not_count_because_others_are_looked_at_too(world: World) -> None:
    lost = announced(world, world.purchase(method="unlimited", **coded(world)))
    opened(world, lost, [], reason="Сунуш түшкөн жок.")
    old = world.purchase(method_ground="twice_unsuccessful", **coded(world))
    new = world.purchase(method_ground="twice_unsuccessful", **coded(world))
    with world.act() as session:
        session.execute(update(Opening).values(on=PLANNED))
        session.execute(update(Purchase).where(Purchase.id.in_([lost, old])).values(year=YEAR - 2))
    alone = seen(world, new)[0].dealing
    assert (alone.failed, alone.competes) == ((), False)
    with Session(world.writer) as session:
        both = gather(session, select(Purchase.id).where(Purchase.id.in_([old, new])), PLANNED)
        assert [one.dealing.competes for one in both] == [True, False]
        assert both[1].dealing == alone


def test_lots_that_failed_are_failures_too_and_what_is_given_up_splits_nothing(
    world: World,
) -> None:
    seller = supplier(world, 1)
    for _ in range(2):
        fire, food = (
            coded(world, unit_price=som(100), lot=lot, title=f"Лот {lot}")["lines"][0]
            for lot in (1, 2)
        )
        lines = (fire, replace(food, item_code="15811100-7"))
        lost = announced(world, world.purchase(lines=lines, method="unlimited"))
        opened(world, lost, [bid(seller, "900", 2)], reason="Бири келбеди.")
    ground = {"method_ground": "twice_unsuccessful"}
    early, late = (world.purchase(**ground, **coded(world)) for _ in range(2))
    with world.act() as session:
        session.execute(update(Purchase).where(Purchase.id == late).values(planned_on=OPENED))
    known, looks = seen(world, late)
    assert [(one.on, one.classes) for one in known.dealing.failed] == [(OPENED, {"3511"})] * 2
    assert looks["K18"].state == "not_raised"
    assert seen(world, early)[1]["K18"].state == "raised"  # they failed after its day
    limited(world, 60_000)
    assert seen(world, late)[1]["R011"].state == "raised"
    with world.act() as session:
        acts.cancel(session, world.officer, late, reason="Кереги жок.")
    assert seen(world, late)[1]["R011"].state == "not_raised"


def test_bidders_known_by_different_kinds_of_contacts_are_not_compared(world: World) -> None:
    first, second = supplier(world, 1), supplier(world, 2)
    reached(world, first, "0555 123456")
    reached(world, second, "biz@example.kg", kind="email")
    purchase = announced(world, world.purchase(method="unlimited", **coded(world)))
    bids = opened(world, purchase, [bid(first, "31900"), bid(second, "32000")])
    awarded(world, purchase, bids[0])
    look = seen(world, purchase)[1]["R042"]
    assert (look.state, look.why) == ("cannot_say", "few_contacts")


def test_help_in_kind_is_no_part_of_what_one_supplier_was_awarded(world: World) -> None:
    limited(world, 60_000)
    seller = supplier(world, 1)
    given, paid = bought(world, seller), bought(world, seller)
    assert seen(world, paid)[1]["R055"].state == "raised"
    with world.act() as session:
        food = world.lines["food"]
        session.execute(update(BudgetLine).where(BudgetLine.id == food).values(source="in_kind"))
        of = select(Share.id).where(Share.purchase_id == given)
        session.execute(update(Funding).where(Funding.share_id.in_(of)).values(budget_line_id=food))
    known, looks = seen(world, paid)
    assert known.dealing.same is not None
    assert [one.purchase for one in known.dealing.same.bought] == [paid]
    assert looks["R055"].state == "not_raised"
