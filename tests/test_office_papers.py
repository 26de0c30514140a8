"""Documents at the office's and the public doors: attached, opened, refused in words, withdrawn."""

import re
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import clock
from journal.models import Entry
from procurement import acts
from procurement.models import (
    Acceptance,
    Certificate,
    Contract,
    Delivery,
    Document,
    PurchaseLine,
)
from procurement.reports import documents
from standard.acts.passports import fill
from tests import scans
from tests.office_world import Browser, build_app
from tests.test_office_purchases import NEW, SPLIT, ten
from tests.test_procurement_acceptances import bought
from tests.world import DAY, World


@pytest.fixture
def app(world: World, sqlite_only: str, tmp_path: Path) -> Flask:
    return build_app(world, tmp_path)


def listed(world: World, purchase: int = 1) -> tuple[documents.DocumentPart, ...]:
    with Session(world.writer) as session:
        return documents.of_purchase(session, purchase)


def leaves(world: World) -> int | None:
    with Session(world.writer) as session:
        return session.scalar(select(func.count()).select_from(Entry))


def upload(content: bytes, name: str = "scan.pdf") -> tuple[BytesIO, str]:
    return BytesIO(content), name


def attach(app: Flask, who: str = "officer", **typed: object):
    fields = {"kind": "contract", "number": "К-1", "on": "02.03.2026", **typed}
    fields.setdefault("file", upload(scans.pdf(3)))
    return Browser(app, who).send("/purchases/1/documents", fields)


def public(app: Flask, path: str):
    return app.test_client().get(path)


def test_a_contract_is_attached_and_everybody_opens_it_in_a_sandbox(world: World, app: Flask):
    world.contract()
    assert attach(app, step="contract:1").status_code == 303
    (one,) = listed(world)
    page = public(app, "/en/purchases/1").text
    address = f"/en/files/{one.sha256}.pdf"
    for told in (address, one.sha256, "К-1, 02.03.2026", "Which papers are there?"):
        assert told in page
    answer = public(app, address)
    assert answer.status_code == 200
    assert answer.data == scans.pdf(3)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'; sandbox" in answer.headers["Content-Security-Policy"]
    told = public(app, "/en/purchases/1.json").json["data"]["documents"][0]
    assert (told["pages"], told["sha256"], told["kind"]) == (3, one.sha256, "contract")
    assert b"completion" not in public(app, "/en/purchases/1.csv?table=documents").data
    release = public(app, "/data/ocds/releases/ocds-213czf-1.json").json["releases"][0]
    (paper,) = release["contracts"][0]["documents"]
    assert paper["documentType"] == "contractSigned"
    assert paper["url"].endswith(f"/files/{one.sha256}.pdf")
    assert one.sha256 in paper["description"]


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (upload(b"<html><script>alert(1)</script>", "photo.jpg"), "neither"),
        (upload(scans.pdf(script="app.alert(1)")), "This PDF runs something"),
        (upload(scans.locked()), "This PDF has a password"),
        (upload(b"%PDF-1.4" + bytes(11 * 1024 * 1024)), "too large"),
        (upload(b"%PDF-1.4" + bytes(25 * 1024 * 1024)), "too large"),
        (upload(b"", ""), "Choose the file."),
    ],
    ids=["page named jpg", "script", "locked", "11 MB", "25 MB", "none"],
)
def test_a_bad_file_is_refused_in_words_and_nothing_is_written(
    world: World, app: Flask, file, sentence
):
    world.purchase()
    before = leaves(world)
    answer = attach(app, file=file)
    assert answer.status_code in (413, 422)
    assert sentence.lower() in answer.text.lower()
    assert (listed(world), leaves(world)) == ((), before)


def test_what_is_too_large_for_a_request_is_told_with_the_limit(world: World, app: Flask):
    world.purchase()
    answer = attach(app, file=upload(bytes(25 * 1024 * 1024)))
    assert answer.status_code == 413
    assert "Sent, MB: 26. At most, MB: 20." in answer.text


def test_personal_data_is_listed_with_its_hash_and_only_officials_open_it(world: World, app: Flask):
    world.purchase()
    assert attach(app, withheld="Паспорттун маалыматы бар.").status_code == 303
    (one,) = listed(world)
    page = public(app, "/en/purchases/1").text
    assert one.sha256 in page
    assert f"/files/{one.sha256}" not in page
    assert "Паспорттун маалыматы бар." in page
    assert public(app, f"/en/files/{one.sha256}.pdf").status_code == 404
    opened = {
        name: Browser(app, name)
        .client.get(f"/en/{'council' if name == 'council' else 'office'}/files/{one.sha256}.pdf")
        .status_code
        for name in ("officer", "approver", "council", "school", "other_officer")
    }
    assert opened == {
        "officer": 200, "approver": 200, "council": 200, "school": 404, "other_officer": 404,
    }  # fmt: skip


def test_a_withdrawn_document_is_struck_through_and_closed(world: World, app: Flask):
    world.purchase()
    attach(app)
    (one,) = listed(world)
    officer = Browser(app, "officer")
    assert officer.send("/documents/1/withdraw", {"reason": ""}).status_code == 422
    assert officer.send("/documents/1/withdraw", {"reason": "Башканыкы."}).status_code == 303
    page = public(app, "/en/purchases/1").text
    assert "<s>Contract</s>" in page
    assert "Башканыкы." in page
    assert public(app, f"/en/files/{one.sha256}.pdf").status_code == 404
    assert officer.get("/documents/1/withdraw").status_code == 404
    assert Browser(app, "school").get("/documents/1/withdraw").status_code == 404


def test_an_acceptance_asks_for_its_commission_and_certificates(world: World, app: Flask):
    delivery = bought(world, "FIR-01", certificates=("conformity", "warranty"))
    officer = Browser(app, "officer")
    path = f"/deliveries/{delivery}/accept"
    page = officer.get(path).text
    assert "Declaration or certificate of conformity: Өрт өчүргүч ОП-4" in page
    typed = {
        "number": "А-9",
        "on": "02.03.2026",
        "checked-0-accepted": "7",
        "checked-1-accepted": "3",
    }
    refused = officer.send(path, typed)
    assert refused.status_code == 422
    assert "Tick who was in the commission." in refused.text
    typed |= {"commission": ["head_teacher", "parent"], "certificates-0-number": "С-1"}
    refused = officer.resend(refused, path, typed)
    assert "A certificate was asked for and is not answered." in refused.text
    typed |= {
        "certificates-0-on": "01.03.2026",
        "certificates-0-file": upload(scans.photograph(), "c.jpg"),
        "certificates-1-reason": "Кийин алып келишет.",
        "checked-0-good_until": "02.03.2027",
        "checked-0-remarks": "Кутусу эзилген.",
        "paper": upload(scans.pdf(2), "act.pdf"),
    }
    assert officer.resend(refused, path, typed).status_code == 303
    with Session(world.writer) as session:
        act = session.get_one(Acceptance, 1)
        assert (act.commission, act.with_parent) == ("head_teacher,parent", True)
        assert [line.good_until for line in act.lines] == [date(2027, 3, 2), None]
        told = session.scalars(select(Certificate).order_by(Certificate.code)).all()
        assert [(one.code, one.number, one.reason) for one in told] == [
            ("conformity", "С-1", None),
            ("warranty", None, "Кийин алып келишет."),
        ]
        kinds = session.scalars(select(Document.kind).order_by(Document.id)).all()
        assert kinds == ["certificate", "acceptance_act"]
    page = public(app, "/en/purchases/1").text
    for told in (
        "Commission: head teacher, parent",
        "not shown: Кийин алып келишет.",
        "Кутусу эзилген.",
        "02.03.2027",
    ):
        assert told in page
    assert "commission: head teacher, parent" in officer.get("/purchases/1").text


def test_a_payment_is_entered_with_its_invoice_or_not_at_all(world: World, app: Flask):
    contract = world.contract()
    world.accepted(world.delivered(contract, {"S-1001": 7, "S-1002": 3}))
    officer = Browser(app, "officer")
    typed = {"amount": "1000", "document": "П-7", "paper": upload(b"%PDF-no")}
    assert officer.send(f"/contracts/{contract}/pay", typed).status_code == 422
    with Session(world.writer) as session:
        assert session.get_one(Contract, contract).paid == 0
    typed["paper"] = upload(scans.pdf())
    assert officer.send(f"/contracts/{contract}/pay", typed).status_code == 303
    (one,) = listed(world)
    assert (one.kind, one.number, one.payment_id) == ("invoice", "П-7", 1)


def test_what_soon_expires_is_among_the_deadlines(world: World, app: Flask):
    soon = clock.today() + timedelta(days=40)
    delivery = bought(world, "MED-04")
    with world.act() as session:
        fill(session, world.officer, "S-1001", DAY.year, {"floor": "2"})
        line = session.get_one(Delivery, delivery).lines[0].id
        acts.accept(
            session, world.officer, delivery, number="А-1", on=DAY,
            checked={line: acts.Checked(Decimal(7), good_until=soon)},
        )  # fmt: skip
    page = Browser(app, "officer").get("/deadlines").text
    assert "MED-04" in page
    assert f"{soon.day:02}.{soon.month:02}.{soon.year}" in page
    assert "commission: not told" in public(app, "/en/purchases/1").text.lower()


def test_certificates_are_asked_for_in_the_form_of_a_purchase(world: World, app: Flask):
    officer = Browser(app, "officer")
    typed = {**ten(world), **SPLIT, "lines-0-certificates": ["warranty", "fire_safety"]}
    answer = officer.send(NEW, {**typed, "do": "find"})
    chosen = answer.text.index("fire safety certificate (usual for this requirement)")
    assert chosen < answer.text.index("warranty card")
    assert officer.send(NEW, {**typed, "do": "save"}).status_code == 303
    with Session(world.writer) as session:
        (line,) = session.scalars(select(PurchaseLine)).all()
        assert line.certificates == "fire_safety,warranty"
    page = officer.get(f"/purchases/{line.purchase_id}/change").text
    assert re.search(r'value="warranty"[^>]*checked|checked[^>]*value="warranty"', page)
