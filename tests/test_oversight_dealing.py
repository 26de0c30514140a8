"""What a real base tells of methods, suppliers and the plan, and what flags make of it."""

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from core import clock
from core.files import Paper
from core.money import som
from oversight import flags
from oversight.dealing import Bought, Planned, SharedContact
from oversight.flags.result import Look
from oversight.matter import Matter
from oversight.reports import measured_methods, typed, years
from oversight.reports.flags import FlagCard, matter
from oversight.reports.typed import Told
from procurement import acts
from procurement.acts import PlanValues
from procurement.models import Purchase
from register.acts import set_threshold
from tests.lots import OPENED, announced, bid, chosen, lots, opened, signed, supplier, two_lots
from tests.test_oversight_typed import as_typed
from tests.world import AIMAK, COUNTRY, DAY, OPERATOR, YEAR, World, extinguishers
from tracker.flags import records

CODED = "35111320-4"


def seen(world: World, purchase: int, today: date = DAY) -> tuple[Matter, dict[str, Look]]:
    """A purchase as flags see it, and what each says."""
    with Session(world.writer) as session:
        found = matter(session, purchase, today)
        return found, {one.flag: one.look for one in flags.look(found)}


def raised(world: World, purchase: int) -> set[str]:
    """The flags that are up."""
    return {flag for flag, look in seen(world, purchase)[1].items() if look.state == "raised"}


def coded(world: World, **changes: object) -> dict[str, object]:
    """The lines of a purchase, with an item code."""
    line = extinguishers(world.lines["fire"]).lines[0]
    return {"lines": (replace(line, item_code=CODED, **changes),)}


def bought(world: World, seller: int, on: date = DAY, **changes: object) -> int:
    """A direct purchase awarded to a supplier."""
    purchase = world.purchase(**{**coded(world), **changes})
    with world.act() as session:
        amount = session.get_one(Purchase, purchase).amount
        acts.award(
            session,
            world.officer,
            purchase,
            supplier_id=seller,
            amount=amount,
            offers=1,
            on=on,
            reason="Жалгыз.",
        )
    return purchase


def limited(world: World, amount: int) -> None:
    """Another limit of direct purchases, from the year's first day."""
    with world.act() as session:
        set_threshold(
            session,
            OPERATOR,
            COUNTRY,
            "direct_purchase_year",
            amount=som(amount),
            valid_from=date(YEAR, 1, 1),
            source="Сыноо токтому № 1",
            seen=0,
        )


def attached(world: World, purchase: int, kind: str) -> None:
    """A paper of this kind."""
    paper = Paper(sha256(f"{purchase} {kind}".encode()).hexdigest(), "pdf", 900, 1)
    with world.act() as session:
        values = acts.DocumentValues(kind=kind, file=paper)
        acts.attach_document(session, world.officer, purchase, values)


def reached(world: World, seller: int, phone: str, kind: str = "phone") -> None:
    """A contact of a supplier."""
    with world.act() as session:
        acts.keep_contact(session, world.officer, AIMAK, seller, kind=kind, value=phone)


def test_direct_awards_to_one_supplier_add_up_in_order_with_the_codes_where_they_matter(
    world: World,
) -> None:
    seller, other = supplier(world, 1), supplier(world, 2)
    limited(world, 60_000)
    first, second = bought(world, seller), bought(world, seller)
    bought(world, other)
    known, looks = seen(world, second)
    assert known.dealing.same is not None
    assert known.dealing.same.bought == tuple(
        Bought(number, DAY, som(32_000), frozenset({"351113"})) for number in (first, second)
    )
    assert looks["R055"].state == "raised"
    assert looks["R055"].facts == {
        "suppliers": [str(seller)],
        "purchases": [str(first), str(second)],
        "sum": "64000.00",
        "sum_same_class": "64000.00",
        "threshold": "60000.00",
        "threshold_standing": "default",
        "threshold_source": "Сыноо токтому № 1",
    }
    assert "R055" not in raised(world, first)


def test_papers_the_plan_and_further_agreements_are_told(world: World) -> None:
    with world.act() as session:
        line = PlanValues(
            "Өрт өчүргүчтөр", "ky", som(32_000), requirement="FIR-01", quarter=1, method="unlimited"
        )
        number = acts.add_plan_line(session, world.officer, AIMAK, YEAR, line).id
        acts.publish_plan(session, world.officer, AIMAK, YEAR, on=DAY)
    planned = bought(world, supplier(world, 1), plan_line_id=number)
    outside = bought(world, supplier(world, 2), outside_plan="Чатыр учту.")
    attached(world, outside, "photograph")
    with world.act() as session:
        terms = {"number": "К-1", "signed_on": DAY, "due_on": DAY + timedelta(90)}
        contract = acts.sign(session, world.officer, outside, **terms)
        more = {contract.lines[0].id: som(33_000)}
        acts.amend(session, world.officer, contract.id, reason="Баасы өстү.", on=DAY, amounts=more)
    known, looks = seen(world, planned)
    assert known.dealing.planned == Planned(competitive=True, published_on=DAY)
    assert (looks["R012"].severity, looks["R001"].state) == ("asks", "not_raised")
    known, looks = seen(world, outside)
    assert known.dealing.plan_since == DAY
    assert known.dealing.papers == {"photograph"}
    assert looks["R005"].facts["papers_lacking"] == ["contract"]
    assert looks["R069"].facts == {"award": "32000.00", "agreed": "33000.00", "of_award": "103.1"}
    assert raised(world, outside) == {"R001", "R005", "R069"}


def test_bidders_with_one_telephone_and_a_listed_supplier_are_seen(world: World) -> None:
    first, second, third = (supplier(world, number) for number in (1, 2, 3))
    for seller, phone in ((first, "0555 123456"), (second, "+996555123456"), (third, "0777111222")):
        reached(world, seller, phone)
    entry = acts.ListedEntry("00000000000001", "Үлгүлүү", date(2026, 1, 1), None, "Чечим № 1")
    with world.act() as session:
        acts.list_unreliable(session, OPERATOR, COUNTRY, [entry], source="Кат № 1", on=DAY)
    purchase = announced(world, two_lots(world))
    one, two = lots(world, purchase)
    bids = opened(
        world,
        purchase,
        [bid(first, "31900", one), bid(second, "32000", one), bid(third, "20000", two)],
    )
    chosen(world, purchase, bids[0])
    known, looks = seen(world, purchase)
    assert known.dealing.bidders == 3
    assert known.dealing.shared == (SharedContact("phone", first, second),)
    (award,) = known.dealing.awards
    assert (award.estimate, award.listed_since) == (som(32_000), date(2026, 1, 1))
    assert (award.here, award.elsewhere) == (1, False)
    assert looks["R046"].facts["listed_since"] == "2026-01-01"
    assert not any("555" in str(fact) for fact in looks["R042"].facts.values())
    assert {"R042", "R046"} <= raised(world, purchase)
    cards = [FlagCard(one) for one in flags.look(known) if one.flag in ("R042", "R046")]
    assert [one["flag"] for one in records(cards)] == ["R046"]  # the other is for councils


def test_direct_after_a_competition_given_up_and_after_failures(world: World) -> None:
    seller, today = supplier(world, 1), clock.today()
    for _ in range(2):
        lost = announced(world, world.purchase(method="unlimited", **coded(world)))
        opened(world, lost, [], reason="Сунуш түшкөн жок.")
    with world.act() as session:
        acts.cancel(session, world.officer, lost, reason="Кереги жок.")
        values = extinguishers(world.lines["fire"])
        values = replace(values, method_ground="twice_unsuccessful", **coded(world))
        late = acts.draft(session, world.officer, AIMAK, YEAR, values).id
        acts.plan(session, world.officer, late, on=today)
    known, looks = seen(world, late, today)
    assert {one.purchase for one in known.dealing.ended} == {1, 2}
    assert [(one.purchase, one.on) for one in known.dealing.failed] == [(1, OPENED), (2, OPENED)]
    assert looks["K04"].state == "raised"
    assert looks["K18"].state == "not_raised"
    early = bought(world, seller, method_ground="twice_unsuccessful")
    assert raised(world, early) == {"K18"}  # they failed after its day


def test_what_is_bought_more_is_seen_beside_what_was_competed_for(world: World) -> None:
    seller, stranger = supplier(world, 1), supplier(world, 2)
    won = announced(world, world.purchase(method="unlimited", **coded(world)))
    (offer,) = opened(world, won, [bid(seller, "30000")])
    signed(world, won, chosen(world, won, offer), "К-1")
    bought(world, stranger)
    little = bought(world, seller, on=OPENED, method_ground="additional_5", **coded(world))
    known, looks = seen(world, little)
    assert known.dealing.additional is not None
    assert known.dealing.additional.percent == 5
    assert [(one.purchase, one.competitive) for one in known.dealing.additional.before] == [
        (won, True)
    ]
    assert looks["K15"].facts["more_percent"] == "106.7"
    assert raised(world, little) == {"K15"}
    unknown = bought(world, stranger, method_ground="additional_5", **coded(world))
    again = bought(world, stranger, method_ground="additional_5", **coded(world))
    assert raised(world, unknown) == {"K02"}
    assert raised(world, again) == {"K02", "K03"}


def test_what_is_typed_of_the_plan_and_the_ground_raises_what_is_saved(world: World) -> None:
    lost = announced(world, world.purchase(method="unlimited", **coded(world)))
    opened(world, lost, [], reason="Сунуш түшкөн жок.")
    values = extinguishers(world.lines["fire"])
    told = Told(YEAR, "twice_unsuccessful", None, None, "Чатыр учту.")
    values = replace(
        values, outside_plan=told.outside_plan, method_ground=told.ground, **coded(world)
    )
    with world.act() as session:
        number = acts.draft(session, world.officer, AIMAK, YEAR, values).id
    known, looks = seen(world, number, clock.today())
    saved = {flag for flag, look in looks.items() if look.state == "raised"}
    with Session(world.writer) as session:
        about = replace(as_typed(values, number), told=told)
        found, results = typed.look(session, about, clock.today())
        assert found.dealing == known.dealing
        assert {one.flag for one in results if one.raised} == saved == {"R001", "K04", "K18"}
        half = replace(about, told=Told(), method="")
        _, results = typed.look(session, half, clock.today())
        assert {one.flag: one.look.why for one in results}["R001"] == "not_told_yet"
        assert not any(one.raised for one in results)


def test_a_year_is_counted_by_method_limit_and_supplier(
    world: World,
) -> None:
    limited(world, 34_000)
    seller, other = supplier(world, 1), supplier(world, 2)
    bought(world, seller)
    bought(world, other, **coded(world, unit_price=som(3_500)))
    world.purchase(method="unlimited", **coded(world, unit_price=som(100)))
    with Session(world.writer) as session:
        (year,) = years.gather(session, [(AIMAK, YEAR)], DAY)
        known = year.buying
        assert (known.purchases, known.direct) == (3, 2)
        assert (known.below, known.above) == (1, 1)
        assert [(one.supplier, one.amount) for one in known.suppliers] == [
            (other, som(35_000)),
            (seller, som(32_000)),
        ]
        assert known.awarded == som(67_000)
        assert list(measured_methods.measure(session, DAY)) == []  # one holder, and three purchases


@given(st.lists(st.decimals(0, 100, places=1), min_size=5, max_size=30))
def test_the_fence_lies_at_the_third_quartile_or_above_and_nobody_alike_is_beyond(shares) -> None:
    fence = measured_methods.fence(shares)
    assert fence is not None
    assert sum(share > fence for share in shares) <= len(shares) / 4
    assert measured_methods.fence(shares[:4]) is None
    assert measured_methods.fence([shares[0]] * 5) == shares[0]
