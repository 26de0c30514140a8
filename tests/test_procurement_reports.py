"""What everybody may read of purchases: no drafts, sums of the right school, what came and not."""

from decimal import Decimal

from core.money import som
from procurement import acts as procurement
from procurement.models import Contract, Delivery
from procurement.reports import arrivals, desk_deliveries, leaves, public, trail
from procurement.reports.arrivals import Closed
from tests.world import AIMAK, DAY, YEAR, World, extinguishers


def draft(world: World) -> int:
    with world.act() as session:
        values = extinguishers(world.lines["fire"])
        return procurement.draft(session, world.officer, AIMAK, YEAR, values).id


def test_a_draft_is_in_no_list_and_has_no_page(world: World) -> None:
    number = draft(world)
    with world.act() as session:
        assert public.of_school(session, "S-1001", YEAR).count == 0
        assert public.of_place(session, AIMAK, YEAR).count == 0
        assert public.of_places(session, [AIMAK], YEAR).count == 0
        assert public.for_requirement(session, "FIR-01").count == 0
        assert public.newest(session) == ()
        assert public.school_years(session, "S-1001") == ()
        assert trail.trail(session, number) is None
        assert trail.holder(session, number) is None


def test_a_school_sees_its_own_parts_of_a_purchase(world: World) -> None:
    contract = world.contract()
    world.accepted(world.delivered(contract, {"S-1001": 7, "S-1002": 3}))
    world.paid(contract, "16000")
    with world.act() as session:
        (row,) = public.of_school(session, "S-1002", YEAR).rows
        assert (row.planned, row.committed, row.accepted, row.paid) == (
            som(9600),
            som(9600),
            som(9600),
            som(4800),
        )
        assert row.supplier == "«Сыноо» ЖЧК"
        (whole,) = public.of_place(session, AIMAK, YEAR).rows
        assert (whole.planned, whole.paid) == (som(32000), som(16000))


def test_lists_go_by_pages_newest_first(world: World) -> None:
    numbers = [world.purchase() for _ in range(3)]
    with world.act() as session:
        first = public.of_school(session, "S-1001", YEAR, per_page=2)
        second = public.of_school(session, "S-1001", YEAR, page=2, per_page=2)
        beyond = public.of_school(session, "S-1001", YEAR, page=9, per_page=2)
    assert [row.id for row in (*first.rows, *second.rows)] == numbers[::-1]
    assert (first.last, first.count) == (2, 3)
    assert beyond.rows == ()


def test_what_was_refused_has_not_come(world: World) -> None:
    contract = world.contract()
    world.accepted(world.delivered(contract, {"S-1001": 7}), refused=2)
    with world.act() as session:
        (thing,) = arrivals.of_school(session, "S-1001", YEAR)
        assert (thing.came, thing.accepted) == (5_000, 5_000)  # thousandths
        assert (thing.missing, thing.checking) == (2, 0)
        assert arrivals.by_requirement([thing]) == (Closed("FIR-01", Decimal(7), Decimal(5)),)
        assert not arrivals.by_requirement([thing])[0].whole
        page = trail.trail(session, thing.purchase)
        assert page is not None
        shares = {share.school: (share.came, share.missing) for share in page.shares}
        assert shares == {"S-1001": (5, 2), "S-1002": (0, 3)}
        assert not page.all_came


def test_what_came_waits_for_its_acceptance(world: World) -> None:
    contract = world.contract()
    delivery = world.delivered(contract, {"S-1001": 7})
    with world.act() as session:
        (thing,) = arrivals.of_school(session, "S-1001", YEAR)
        assert (thing.missing, thing.checking) == (0, 7)
        assert session.get(Delivery, delivery) is not None


def test_a_delivery_accepted_in_two_acts_is_counted_once(world: World) -> None:
    contract = world.contract()
    delivery = world.delivered(contract, {"S-1001": 7})
    for number, count in (("А-1", 4), ("А-2", 3)):
        with world.act() as session:
            (line,) = session.get(Delivery, delivery).lines
            checked = {line.id: procurement.Checked(Decimal(count))}
            procurement.accept(
                session, world.officer, delivery, number=number, on=DAY, checked=checked
            )
    with world.act() as session:
        (thing,) = arrivals.of_school(session, "S-1001", YEAR)
        page = trail.trail(session, thing.purchase)
        assert (thing.came, thing.accepted) == (7_000, 7_000)
        assert [(share.came, share.accepted) for share in page.shares] == [(7, 7), (0, 0)]
        assert len(page.acceptances) == 2


def test_the_rest_of_a_delivery_accepted_in_part_waits_at_the_desk(world: World) -> None:
    contract = world.contract()
    delivery = world.delivered(contract, {"S-1001": 7})
    with world.act() as session:
        (line,) = session.get(Delivery, delivery).lines
        checked = {line.id: procurement.Checked(Decimal(3), Decimal(1))}
        procurement.accept(
            session, world.officer, delivery, number="А-1", on=DAY, checked=checked, remarks="Ж."
        )
    with world.act() as session:
        purchase = session.get(Contract, contract).purchase_id
        (told,) = desk_deliveries.deliveries(session, purchase, [contract])
        assert [line.left for line in told.lines] == [Decimal(3)]


def test_a_person_s_tax_number_is_in_no_answer(world: World) -> None:
    with world.act() as session:
        person = procurement.name_supplier(
            session,
            world.officer,
            AIMAK,
            name="Жеке ишкер Сыноо",
            inn="20000000000002",
            is_person=True,
        ).id
    with world.act() as session:
        card = public.supplier(session, person)
        assert (card.name, card.inn, card.is_person) == ("Жеке ишкер Сыноо", None, True)
        assert public.supplier(session, person + 1) is None


def test_every_leaf_of_a_purchase_is_found_and_a_cancelled_one_says_why(world: World) -> None:
    number = world.purchase()
    with world.act() as session:
        procurement.cancel(session, world.officer, number, reason="Керек эмес.")
    with world.act() as session:
        cards = leaves.of_purchase(session, number)
        assert [card.table for card in cards if card.table == "purchases"] == ["purchases"] * 2
        assert {"purchase_lines", "purchase_shares", "fundings", "covers"} <= {
            card.table for card in cards
        }
        assert leaves.reason_of_end(session, number) == "Керек эмес."
        assert leaves.newest(session, count=1)[0].act == "procurement.cancel"
