"""Bids, lots and early ends on the pages of the office, and what everybody reads of them."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from core.money import som
from procurement import acts
from procurement.models import Award, Bid, Contract, Lot, Purchase
from tests.lots import OPENED, announced, bid, chosen, lots, opened, signed, supplier, two_lots
from tests.office_world import Browser, build_app, filled
from tests.world import AIMAK, YEAR, World, extinguishers

DAY_TYPED = "16.03.2026"


@pytest.fixture
def app(world: World, tmp_path: Path) -> Flask:
    return build_app(world, tmp_path)


@pytest.fixture
def officer(app: Flask) -> Browser:
    return Browser(app, "officer")


def protocol(**typed: object) -> dict[str, object]:
    return {
        "number": "П-1",
        "on": DAY_TYPED,
        "commission": ["chair", "parent"],
        "do": "save",
        **typed,
    }


def test_a_purchase_in_two_lots_goes_through_the_pages(
    app: Flask, officer: Browser, world: World
) -> None:
    """Drafted, opened, chosen lot by lot, signed twice, one contract ended early: to its close."""
    line = {"requirement": "FIR-01", "quantity": "10", "unit": "даана", "unit_price": "3000"}
    line |= {"budget_line": str(world.lines["fire"]), "shares-0-quantity": "10"}
    draft: dict[str, object] = {"title": "Экиге бөлүнгөн", "language": "ky", "method": "unlimited"}
    for number in (0, 1):
        draft |= {f"lines-{number}-{name}": value for name, value in line.items()}
        draft |= {f"lines-{number}-title": f"ОП-{number}", f"lines-{number}-lot": str(number + 1)}
    new = f"/purchases/new?place={AIMAK}&year={YEAR}"
    with_two = officer.send(new, {"do": "line"})
    sent = officer.resend(with_two, new, {**draft, "do": "save"})
    assert sent.status_code == 303, sent.text
    page = sent.headers["Location"].split("/office")[1]
    key = int(page.rsplit("/", 1)[1])
    assert filled(officer.get(f"{page}/change").text)["lines-1-lot"] == "2"
    bids = {
        "bids-0-lot": "1",
        "bids-0-name": "«Биринчи» ЖЧК",
        "bids-0-inn": "00000000000011",
        "bids-0-amount": "29 000",
        "bids-1-lot": "2",
        "bids-1-name": "Үлгүбаева Мисал",
        "bids-1-inn": "21203199012345",
        "bids-1-amount": "28 000,50",
    }
    terms = {"signed_on": DAY_TYPED, "due_on": "1.6.2026"}
    for path, typed in (
        (f"{page}/plan", {"on": "02.03.2026"}),
        (f"{page}/announce", {"on": "02.03.2026"}),
        (f"{page}/open", protocol(**bids)),
        (f"{page}/award", {"bid": "1", "on": DAY_TYPED, "reason": "Мөөнөтү кыска."}),
        (f"{page}/sign", {"number": "К-1", **terms}),
        (f"{page}/award", {"bid": "2", "on": DAY_TYPED, "reason": "Жалгыз сунуш."}),
        (f"{page}/sign", {"number": "К-2", **terms}),
        ("/contracts/2/terminate", {"on": DAY_TYPED, "by": "supplier", "reason": "Баш тартты."}),
        ("/contracts/1/deliver", {"waybill": "Ж-1", "on": DAY_TYPED}),
        ("/deliveries/1/accept", {"number": "А-1", "on": DAY_TYPED, "commission": "parent"}),
        ("/contracts/1/pay", {"document": "П-1", "on": DAY_TYPED}),
    ):
        sent = officer.send(path, typed)
        assert sent.status_code == 303, (path, sent.text)
    shown = officer.get(page).text
    assert "ended early" in shown
    assert "accepted and paid" in shown
    assert officer.send(f"{page}/close", {}).status_code == 303
    with world.act() as session:
        assert session.get(Purchase, key).status == "closed"
        sums = select(Contract.amount, Contract.released).order_by(Contract.id)
        assert session.execute(sums).all() == [(som(29000), 0), (0, som("28000.50"))]
    everybody = app.test_client().get(f"/en/purchases/{key}").text
    for told in ("Lot 2", "28,000.50", "chosen", "Sole trader No.", "Ended by: the supplier"):
        assert told in everybody, told
    offered = app.test_client().get(f"/en/purchases/{key}.json").get_json()["data"]
    assert [one["standing"] for one in offered["bids"]] == ["chosen", "chosen"]
    assert "Үлгүбаева" not in str(offered["bids"])
    assert [one["standing"] for one in offered["lots"]] == ["contracted", "contracted"]


def test_one_more_row_keeps_what_was_typed_and_saves_nothing(
    officer: Browser, world: World
) -> None:
    page = f"/purchases/{announced(world, world.purchase(method='unlimited'))}/open"
    answer = officer.send(page, protocol(**{"bids-0-amount": "100", "do": "row"}))
    assert answer.status_code == 200
    kept = filled(answer.text)
    assert kept["bids-0-amount"] == "100"
    assert "bids-3-amount" in kept
    with world.act() as session:
        assert session.scalars(select(Bid)).all() == []


def test_a_protocol_is_refused_in_words_at_its_field(officer: Browser, world: World) -> None:
    purchase = world.purchase(method="unlimited")
    page = f"/purchases/{purchase}"
    early = officer.send(f"{page}/open", protocol(reason="Эч ким келген жок."))
    assert early.status_code == 422
    assert "wants an announcement first" in early.text
    assert (
        "Choose the supplier first"
        in officer.send(
            f"{page}/sign", {"number": "К-1", "signed_on": DAY_TYPED, "due_on": DAY_TYPED}
        ).text
    )
    announced(world, purchase)
    for typed, target in (
        ({"on": "01.03.2026", "reason": "Эч ким."}, "#on"),
        ({}, "#reason"),
        ({"bids-0-name": "«Бир» ЖЧК", "bids-0-inn": "123", "bids-0-amount": "5"}, "#bids"),
        ({"bids-0-name": "«Бир» ЖЧК", "bids-0-inn": "00000000000011"}, "#bids-0-amount"),
    ):
        answer = officer.send(f"{page}/open", protocol(**typed))
        assert answer.status_code == 422, typed
        assert f'href="{target}"' in answer.text, typed


def test_what_failed_is_told_to_everybody_and_announced_again(
    app: Flask, officer: Browser, world: World
) -> None:
    purchase = announced(world, world.purchase(method="unlimited"))
    page = f"/purchases/{purchase}"
    opened(world, purchase, [bid(supplier(world, 1), "40000")])
    sent = officer.send(f"{page}/fail", {"reason": "Баасы акчадан ашат."})
    assert sent.status_code == 303
    told = app.test_client().get(f"/ky/purchases/{purchase}").text
    assert "Баасы акчадан ашат." in told
    assert "четке кагылды" in told
    assert "Announce again" in officer.get(page).text
    assert officer.send(f"{page}/announce", {"on": DAY_TYPED}).status_code == 303
    assert app.test_client().get(f"/ky/purchases/{purchase}").text.count("жарыяланды") >= 2


def test_a_lot_is_given_up_with_a_reason(officer: Browser, world: World) -> None:
    purchase = announced(world, two_lots(world))
    opened(world, purchase, [bid(supplier(world, 1), "30000", 1), bid(1, "30000", 2)])
    path = f"/purchases/{purchase}/lots/2/end"
    sent = officer.send(path, {"end": "given_up", "reason": "Акча башка жерге керек."})
    assert sent.status_code == 303
    assert officer.get(f"/purchases/{purchase}/lots/9/end").status_code == 404
    assert "Акча башка жерге керек." in officer.get(f"/purchases/{purchase}").text
    with world.act() as session:
        assert session.get(Lot, lots(world, purchase)[1]).status == "given_up"


def test_two_officers_of_one_draft_see_both_versions(app: Flask, world: World) -> None:
    with world.act() as session:
        values = extinguishers(world.lines["fire"])
        key = acts.draft(session, world.officer, AIMAK, YEAR, values).id
    first, second = Browser(app, "officer", "ky"), Browser(app, "both", "ky")
    path = f"/purchases/{key}/change"
    old = first.get(path)
    assert second.send(path, {"title": "Экинчинин аталышы", "do": "save"}).status_code == 303
    answer = first.resend(
        old, path, {"title": "Биринчинин аталышы", "lines-0-unit_price": "3 100", "do": "save"}
    )
    assert answer.status_code == 409
    told = answer.text.replace("\xa0", " ")
    for one in ("Экинчинин аталышы", "Биринчинин аталышы", "32 000", "31 000", "× 3100"):
        assert one in told, one


def test_a_step_on_a_page_grown_old_shows_what_was_done_meanwhile(app: Flask, world: World) -> None:
    purchase = announced(world, world.purchase(method="unlimited"))
    keys = opened(world, purchase, [bid(supplier(world, 1), "30000")])
    officer = Browser(app, "officer")
    page = f"/purchases/{purchase}/award"
    old = officer.get(page)
    chosen(world, purchase, keys[0])
    typed = {"bid": str(keys[0]), "on": DAY_TYPED, "reason": "Менин себебим."}
    answer = officer.resend(old, page, typed)
    assert answer.status_code == 409
    assert "Үлгүлүү сатуучу 1" in answer.text
    with world.act() as session:
        award = session.scalars(select(Award)).one()
        award_key = award.id
    contract = signed(world, purchase, award_key, "К-1")
    old = officer.get(f"/contracts/{contract}/terminate")
    with world.act() as session:
        acts.amend(
            session,
            world.officer,
            contract,
            reason="Мөөнөт узарды.",
            on=OPENED,
            due_on=OPENED + timedelta(90),
        )
    end = {"on": DAY_TYPED, "by": "buyer", "reason": "Келген жок."}
    answer = officer.resend(old, f"/contracts/{contract}/terminate", end)
    assert answer.status_code == 409
    assert "Мөөнөт узарды." in answer.text
