"""Bids opened by a protocol, lots with contracts of their own, and contracts that end early."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from budgets.models import Commitment, Line
from core.errors import Refusal
from core.money import som
from journal import audit, verify
from procurement import acts
from procurement.models import Award, Bid, Contract, ContractLine, Lot, Opening, Purchase
from tests.lots import (
    CHAIR,
    OPENED,
    announced,
    bid,
    came,
    chosen,
    lots,
    opened,
    paid,
    signed,
    supplier,
    two_lots,
)
from tests.world import DAY, World
from tracker.recounts import RECOUNTS


def refused(world: World, code: str, act, *keys, **values) -> Refusal:
    with pytest.raises(Refusal) as caught, world.act() as session:
        act(session, world.officer, *keys, **values)
    assert caught.value.code == code
    return caught.value


def whole(world: World) -> None:
    """The journal is whole and every sum is what it counts."""
    with world.act() as session:
        assert verify.problems(session) == []
        assert audit.problems(session, audit.journaled(), RECOUNTS) == []


def status(world: World, purchase: int) -> str:
    with world.act() as session:
        return session.get(Purchase, purchase).status


def protocol(**changes) -> dict:
    return {"number": "П-1", "on": OPENED, "commission": CHAIR, "bids": [], **changes}


def test_a_purchase_is_awarded_out_of_the_bids_that_were_opened(world: World) -> None:
    purchase = announced(world, world.purchase(method="unlimited"))
    first, second, third = (supplier(world, number) for number in (1, 2, 3))
    bids = opened(
        world,
        purchase,
        [bid(first, "31000"), bid(second, "29000"), bid(third, "20000", rejected="Кепили жок.")],
    )
    choice = {"on": OPENED, "reason": "Мөөнөтү кыска."}
    refused(world, "bid.not_valid", acts.award, purchase, bid_id=bids[2], **choice)
    refused(world, "award.no_bid", acts.award, purchase, bid_id=9999, **choice)
    refused(world, "award.no_bid", acts.award, purchase, supplier_id=first, amount=som(1), **choice)
    refused(
        world, "award.needs_reason", acts.award, purchase, bid_id=bids[0], on=OPENED, reason=" "
    )
    refused(
        world, "award.before_opening", acts.award, purchase, bid_id=bids[0], on=DAY, reason="Себеп."
    )
    chosen(world, purchase, bids[0])
    with world.act() as session:
        award = session.scalars(select(Award)).one()
        assert (award.supplier_id, award.amount, award.offers) == (first, som(31000), 3)
        assert session.get(Opening, 1).commission == "chair secretary parent"
    refused(world, "purchase.wrong_order", acts.award, purchase, bid_id=bids[1], **choice)
    whole(world)


def test_a_protocol_that_cannot_be_is_refused_at_its_field(world: World) -> None:
    seller = supplier(world, 1)
    one = bid(seller, "100")
    planned = world.purchase(method="unlimited")
    refused(world, "purchase.not_announced", acts.open_bids, planned, **protocol(bids=[one]))
    purchase = announced(world, planned)
    rejected, late = bid(seller, "100", rejected=" "), acts.BidValues(seller, som(1), date.max)
    for code, field, changes in (
        ("opening.before_announcement", "on", {"on": DAY - timedelta(1)}),
        ("opening.no_number", "number", {"number": " "}),
        ("opening.no_commission", "commission", {"commission": ()}),
        ("opening.unknown_role", "commission", {"commission": ("Үлгүбаева Мисал",)}),
        ("opening.needs_reason", "reason", {"bids": []}),
        ("supplier.unknown", "bids", {"bids": [bid(99, "100")]}),
        ("price.not_positive", "bids", {"bids": [bid(seller, "0")]}),
        ("bid.lot_unknown", "bids", {"bids": [bid(seller, "1", lot=1)]}),
        ("bid.doubled", "bids", {"bids": [one, one]}),
        ("bid.not_in_time", "bids", {"bids": [late]}),
        ("bid.needs_reason", "bids", {"bids": [rejected]}),
    ):
        values = protocol(**{"bids": [one], **changes})
        assert refused(world, code, acts.open_bids, purchase, **values).field == field
    refused(
        world,
        "purchase.not_opened",
        acts.award,
        purchase,
        supplier_id=seller,
        amount=som(1),
        offers=1,
        on=DAY,
        reason="Себеп.",
    )
    refused(world, "contract.no_award", acts.sign, purchase, number="1", signed_on=DAY, due_on=DAY)


def test_what_nobody_offered_for_has_failed_and_can_be_announced_again(world: World) -> None:
    purchase = announced(world, world.purchase(method="unlimited"))
    opened(world, purchase, [], reason="Эч ким келген жок.")
    assert status(world, purchase) == "failed"
    refused(world, "purchase.before_failure", acts.announce, purchase, on=DAY)
    refused(world, "purchase.wrong_order", acts.fail, purchase, reason="Себеп.")
    with world.act() as session:
        acts.announce(session, world.officer, purchase, on=OPENED)
    again = [acts.BidValues(supplier(world, 1), som(30000), OPENED + timedelta(1))]
    keys = opened(world, purchase, again, number="П-2", on=OPENED + timedelta(9))
    refused(world, "purchase.needs_reason", acts.fail, purchase, reason="  ")
    with world.act() as session:
        acts.fail(session, world.officer, purchase, reason="Баасы акчадан ашат.")
    assert status(world, purchase) == "failed"
    with world.act() as session:
        only = session.get(Bid, keys[0])
        assert (only.standing, only.reason) == ("rejected", "Баасы акчадан ашат.")
        told = session.execute(select(Opening.announced_on, Opening.failed).order_by(Opening.id))
        assert told.all() == [(DAY, True), (OPENED, True)]
    whole(world)


def test_each_lot_has_its_award_and_its_contract(world: World) -> None:
    purchase = announced(world, two_lots(world))
    first, second = supplier(world, 1), supplier(world, 2)
    bids = opened(
        world, purchase, [bid(first, "30000", 1), bid(second, "31000", 1), bid(second, "28000", 2)]
    )
    one = chosen(world, purchase, bids[0])
    refused(
        world, "lot.awarded", acts.award, purchase, bid_id=bids[1], on=OPENED, reason="Дагы бири."
    )
    contract = signed(world, purchase, one, "К-1")
    refused(world, "purchase.lot_open", acts.close, purchase)
    two = chosen(world, purchase, bids[2])
    assert status(world, purchase) == "contracted"
    refused(world, "purchase.lot_open", acts.close, purchase, reason="Эртелеп.")
    other = signed(world, purchase, two, "К-2")
    again = {"number": "К-3", "signed_on": OPENED, "due_on": OPENED}
    refused(world, "contract.no_award", acts.sign, purchase, **again)
    with world.act() as session:
        offers = select(Award.offers).order_by(Award.id)
        assert session.scalars(offers).all() == [2, 1]
        lines = select(ContractLine.contract_id, ContractLine.amount).order_by(ContractLine.id)
        assert session.execute(lines).all() == [(contract, som(30000)), (other, som(28000))]
        assert session.get(Line, world.lines["fire"]).committed == som(58000)
    came(world, contract, 7, "Ж-1")
    with world.act() as session:
        acts.terminate(
            session, world.officer, other, on=OPENED, by="supplier", reason="Баш тартты."
        )
    refused(world, "purchase.still_owed", acts.close, purchase, reason="Калганы келген жок.")
    paid(world, contract, "21000", "П-1")
    with world.act() as session:
        acts.close(session, world.officer, purchase, reason="Калганы келген жок.")
        assert session.get(Line, world.lines["fire"]).committed == som(21000)
    whole(world)


def test_a_lot_that_fails_or_is_given_up_is_not_contracted(world: World) -> None:
    purchase = announced(world, two_lots(world))
    seller = supplier(world, 1)
    bids = opened(world, purchase, [bid(seller, "30000", 1)], reason="2-лотко сунуш түшкөн жок.")
    one, two = lots(world, purchase)
    why = {"reason": "Акча жетпейт."}
    refused(world, "lot.ended", acts.end_lot, two, end="given_up", **why)
    contract = signed(world, purchase, chosen(world, purchase, bids[0]), "К-1")
    refused(world, "lot.contracted", acts.end_lot, one, end="given_up", **why)
    with world.act() as session:
        assert session.get(Lot, two).reason == "2-лотко сунуш түшкөн жок."
        assert len(session.get(Contract, contract).lines) == 1
        acts.close(session, world.officer, purchase, reason="Эч нерсе келген жок.")
    whole(world)


def test_with_its_last_lot_the_purchase_fails(world: World) -> None:
    purchase = announced(world, two_lots(world))
    seller = supplier(world, 1)
    opened(world, purchase, [bid(seller, "30000", 1), bid(seller, "30000", 2)])
    one, two = lots(world, purchase)
    refused(world, "lot.no_such_end", acts.end_lot, one, end="lost", reason="Себеп.")
    with world.act() as session:
        acts.end_lot(session, world.officer, one, end="given_up", reason="Керек эмес.")
    assert status(world, purchase) == "opened"
    with world.act() as session:
        acts.end_lot(session, world.officer, two, end="failed", reason="Кепили жок.")
    assert status(world, purchase) == "failed"
    with world.act() as session:
        acts.announce(session, world.officer, purchase, on=OPENED)
        standing = select(Lot.status).order_by(Lot.number)
        assert session.scalars(standing).all() == ["given_up", "open"]
    whole(world)


def test_direct_lots_are_chosen_by_hand_one_by_one_or_as_one(world: World) -> None:
    seller = supplier(world, 1)
    typed = {"supplier_id": seller, "offers": 1, "on": DAY, "reason": "Жалгыз."}
    apart, together = (two_lots(world, "single_source") for _ in range(2))
    one, two = lots(world, apart)
    with world.act() as session:
        acts.award(session, world.officer, apart, lot_id=one, amount=som(30000), **typed)
    refused(world, "lot.unknown", acts.award, apart, amount=som(1), **typed)
    refused(world, "lot.awarded", acts.award, apart, lot_id=one, amount=som(1), **typed)
    with world.act() as session:
        acts.award(session, world.officer, apart, lot_id=two, amount=som(10000), **typed)
        acts.award(session, world.officer, together, amount=som(50000), **typed)
    day = {"number": "К", "signed_on": DAY, "due_on": DAY}
    refused(world, "contract.which_award", acts.sign, apart, **day)
    refused(
        world, "lot.awarded", acts.end_lot, lots(world, together)[0], end="given_up", reason="Жок."
    )
    with world.act() as session:
        contract = acts.sign(session, world.officer, together, **day)
        assert len(contract.lines) == 2
        acts.end_lot(session, world.officer, two, end="given_up", reason="Керек эмес.")
    refused(world, "lot.last", acts.end_lot, one, end="given_up", reason="Керек эмес.")
    with world.act() as session:
        acts.sign(session, world.officer, apart, **day)
    whole(world)


def test_what_never_came_of_a_contract_ended_early_is_free_and_what_came_is_still_paid(
    world: World,
) -> None:
    contract = world.contract(advance_limit=som(9600), signed_on=DAY)
    world.paid(contract, "9600", "advance")
    end = {"on": OPENED, "by": "buyer", "reason": "Мөөнөтүндө келген жок."}
    delivery = world.delivered(contract, {"S-1001": 2})
    refused(world, "purchase.unchecked_delivery", acts.terminate, contract, **end)
    world.accepted(delivery)
    refused(world, "contract.no_ender", acts.terminate, contract, **end | {"by": "court"})
    refused(world, "contract.needs_end_reason", acts.terminate, contract, **end | {"reason": " "})
    early = end | {"on": DAY - timedelta(1)}
    refused(world, "contract.before_signing", acts.terminate, contract, **early)
    with world.act() as session:
        acts.terminate(session, world.officer, contract, **end)
    with world.act() as session:
        ended = session.get(Contract, contract)
        # 2 of 10 came, 6 400 som; 3 200 of the advance are not earned and stay claimed.
        assert ended.amount == session.scalar(select(func.sum(Commitment.amount)))
        assert (ended.accepted, ended.paid) == (som(6400), som(9600))
        assert ended.amount + ended.released == som(32000)
        assert ended.amount >= ended.paid
    refused(world, "contract.terminated", acts.terminate, contract, **end)
    again = {"on": DAY, "waybill": "Ж-9", "arrived": [acts.Arrived(1, "S-1001", 1)]}
    refused(world, "contract.terminated", acts.deliver, contract, **again)
    refused(
        world, "contract.terminated", acts.amend, contract, reason="Узартуу.", on=DAY, due_on=OPENED
    )
    refused(world, "contract.terminated", acts.resplit, contract, reason="Бөлүү.", on=DAY, parts={})
    refused(world, "purchase.still_owed", acts.close, 1)
    world.paid(contract, "3200", "refund", "К-1")
    with world.act() as session:
        acts.close(session, world.officer, 1, reason="Аванс кайтты.")
        assert session.get(Contract, contract).amount == som(6400)
        assert session.get(Line, world.lines["fire"]).committed == som(6400)
    whole(world)


def test_a_contract_that_was_carried_out_has_nothing_left_to_end(world: World) -> None:
    contract = world.contract()
    world.accepted(world.delivered(contract, {"S-1001": 7, "S-1002": 3}))
    end = {"on": OPENED, "by": "agreement", "reason": "Баары келди."}
    refused(world, "contract.nothing_left", acts.terminate, contract, **end)


def test_a_page_that_is_older_than_the_purchase_shows_both_versions(world: World) -> None:
    purchase = announced(world, world.purchase(method="unlimited"))
    opened(world, purchase, [bid(supplier(world, 1), "30000")])
    refusal = refused(
        world, "record.changed_meanwhile", acts.cancel, purchase, reason="Керек эмес.", seen=2
    )
    assert refusal.facts["now"]["status"] == "opened"
    assert refusal.facts["yours"] == {"status": "cancelled", "reason": "Керек эмес."}
