"""The facts of offers, gathered from a real base; what is measured over all of them by night."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event, select

from oversight import flags
from oversight.cardinal.process import Award, Bid, Process
from oversight.matter import Matter
from oversight.reports import matters, measured_bids, measuring
from procurement import acts
from procurement.models import Purchase
from procurement.reports import costs
from tests.lots import OPENED, announced, bid, chosen, lots, opened, supplier, two_lots
from tests.world import AIMAK, DAY, YEAR, World, extinguishers

TODAY = OPENED + timedelta(30)


def matter(world: World, purchase: int) -> Matter:
    with world.act() as session:
        wanted = select(Purchase.id).where(Purchase.id == purchase)
        return matters.gather(session, wanted, TODAY)[0]


def said(world: World, purchase: int) -> dict[str, str]:
    """What every flag of offers says: its state, or why it cannot."""
    looks = {result.flag: result.look for result in flags.look(matter(world, purchase))}
    return {code: look.why or look.state for code, look in looks.items()}


@pytest.fixture(scope="module")
def bought(lasting_world: World) -> dict[str, int]:
    """Purchases whose offers came in different ways, by a word for each."""
    world = lasting_world
    sellers = [supplier(world, number) for number in (1, 2, 3)]
    one, two, three = sellers
    values = replace(extinguishers(world.lines["fire"]), method="unlimited")
    with world.act() as session:
        found = {"draft": acts.draft(session, world.officer, AIMAK, YEAR, values).id}
    found["announced"] = announced(world, world.purchase(method="unlimited"))
    found["whole"] = announced(world, world.purchase(method="unlimited"))
    offers = [bid(one, "31000"), bid(two, "29000"), bid(three, "20000", rejected="Кепили жок.")]
    bids = opened(world, found["whole"], offers)
    chosen(world, found["whole"], bids[1])
    found["lots"] = announced(world, two_lots(world))
    bids = opened(
        world,
        found["lots"],
        [bid(one, "31000", 1), bid(two, "31000", 1), bid(three, "30000", 2)],
        number="П-2",
    )
    chosen(world, found["lots"], bids[2])
    found["again"] = announced(world, world.purchase(method="unlimited"))
    opened(
        world,
        found["again"],
        [bid(one, "99000", rejected="Кымбат.")],
        number="П-3",
        reason="Сунуш жараксыз.",
    )
    with world.act() as session:
        acts.announce(session, world.officer, found["again"], on=OPENED)
    later = acts.BidValues(one, Decimal("32000"), OPENED)
    opened(world, found["again"], [later], number="П-4", on=OPENED)
    return found


def test_the_contest_is_that_of_the_last_protocol_with_who_was_chosen(
    lasting_world: World, bought: dict[str, int]
) -> None:
    facts = matter(lasting_world, bought["whole"]).bidding
    assert (facts.announced_on, facts.opened_on) == (DAY, OPENED)
    assert (facts.openness, facts.least_days.days) == ("open", 15)
    with lasting_world.act() as session:
        assert facts.region == costs.regions_of(session, [AIMAK])[AIMAK]
    (contest,) = facts.contests
    assert contest.lot is None
    assert [one.status for one in contest.process.bids] == ["valid", "valid", "disqualified"]
    assert contest.process.winner == contest.process.bids[1].tenderers[0] == facts.suppliers[0]
    again = matter(lasting_world, bought["again"]).bidding
    assert (again.announced_on, again.opened_on, len(again.contests)) == (OPENED, OPENED, 1)
    assert again.tenderers == {contest.process.bids[0].tenderers[0]}


def test_each_lot_is_a_contest_of_its_own(lasting_world: World, bought: dict[str, int]) -> None:
    first, second = matter(lasting_world, bought["lots"]).bidding.contests
    assert len(lots(lasting_world, bought["lots"])) == 2
    assert (first.lot, len(first.process.bids), first.process.awards) == (1, 2, ())
    assert (second.lot, len(second.process.bids), len(second.process.awards)) == (2, 1, 1)


def test_flags_of_offers_say_what_is_known_so_far(
    lasting_world: World, bought: dict[str, int]
) -> None:
    assert {said(lasting_world, bought[name])["R018"] for name in ("draft", "announced")} == {
        "not_opened"
    }
    whole = said(lasting_world, bought["whole"])
    assert [code for code, state in whole.items() if state == "raised"] == ["R003", "R036"]
    assert whole["R025"] == whole["R038"] == whole["R048"] == "not_compared"
    assert said(lasting_world, bought["lots"])["R028"] == "raised"
    again = said(lasting_world, bought["again"])
    assert (again["R003"], again["R018"], again["R035"]) == ("raised", "raised", "not_awarded")
    direct = said(lasting_world, lasting_world.purchase())
    assert (direct["R018"], direct["R048"]) == ("no_competition", "not_awarded")


def test_many_are_gathered_in_as_many_statements_as_one(
    lasting_world: World, bought: dict[str, int]
) -> None:
    counts = []
    for wanted in ({bought["lots"]}, set(bought.values())):
        with lasting_world.act() as session:
            asked: list[str] = []
            connection = session.connection()
            event.listen(
                connection,
                "before_cursor_execute",
                lambda *told, asked=asked: asked.append(told[2]),
            )
            chosen_ones = select(Purchase.id).where(Purchase.id.in_(wanted))
            matters.gather(session, chosen_ones, TODAY)
            counts.append(sum("bids" in text or "openings" in text for text in asked))
    assert counts == [3, 3]  # the third counts bidders with a known contact


def test_what_is_counted_by_night_is_counted_over_what_stands(
    lasting_world: World, bought: dict[str, int]
) -> None:
    with lasting_world.act() as session:
        found = {(one.flag, one.name): one for one in measuring.measure(session, TODAY)}
    assert found["R038", "taken"].count == 4  # two by themselves, two lots; not the failed one
    assert {flag for flag, _ in found} == {"R023", "R038", "K08"}  # too few for a fence
    assert all(one.on == TODAY for one in found.values())


def contests(ratios: list[str]) -> list[tuple[str, Process]]:
    """One of each buyer: supplier 1 wins at 100 som, and one of its own offers so much more."""
    found = []
    for number, ratio in enumerate(ratios, start=2):
        second = Bid("valid", (number,), Decimal(100) * (1 + Decimal(ratio)))
        bids = (Bid("valid", (1,), Decimal(100)), second)
        found.append((f"place {number}", Process(bids, (Award("active", (1,)),))))
    return found


def test_a_fence_is_drawn_from_twenty_contests_that_are_not_alike() -> None:
    def fences(ratios: list[str]) -> dict[str, Decimal]:
        told = measured_bids.over(contests(ratios), TODAY)
        return {one.flag: one.value for one in told if one.name == "fence"}

    spread = [f"0.{number:02}" for number in range(30, 50)]
    assert fences(spread[:-1]) == {}
    assert fences(["0.10"] * 20) == {}
    found = fences(spread)
    # The places by type 8 are 65/12 and 187/12: the quartiles 0.344167 and 0.445833.
    assert found["R024"] == pytest.approx(Decimal("0.191667"), abs=Decimal("0.00001"))
    assert found["R058"] == pytest.approx(Decimal("0.598333"), abs=Decimal("0.00001"))


def test_a_pair_that_keeps_one_ratio_is_told_by_the_third_time() -> None:
    pair = contests(["0.25"])
    for times, told in ((2, []), (3, [(3, Decimal("1.250"))])):
        found = measured_bids.over(pair * times, TODAY)
        assert [(one.count, one.value) for one in found if one.name == "ratio"] == told
