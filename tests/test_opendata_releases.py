"""Our purchases as OCDS: each stage, exact, whole in its references, valid by the standard."""

import json
from decimal import Decimal

import pytest
from sqlalchemy import select

from journal.models import Entry
from tests import published
from tests.published import ANNOUNCED, CANCELLED, ENDED, OF_A_PERSON
from tests.world import AIMAK

STAGES = {
    ENDED: ["planning", "tender", "award", "contract", "implementation", "contractTermination"],
    OF_A_PERSON: ["planning", "tender", "award", "contract"],
    CANCELLED: ["planning", "tenderCancellation"],
    ANNOUNCED: ["planning", "tender"],
}


@pytest.fixture(scope="module")
def made(story, tmp_path_factory):
    return published.packed(story, tmp_path_factory.mktemp("made") / "package")


def test_a_release_tells_the_stages_a_purchase_has_come_to(made):
    for purchase, stages in STAGES.items():
        release = made.release(purchase)
        assert release["tag"] == stages, purchase
        assert release["ocid"] == f"ocds-213czf-{purchase}"
    assert made.release(ENDED)["contracts"][0]["status"] == "terminated"
    assert made.release(CANCELLED)["tender"]["status"] == "cancelled"
    assert made.release(ANNOUNCED)["tender"]["procurementMethod"] == "open"
    assert made.release(ENDED)["tender"]["procurementMethod"] == "direct"


def test_its_number_and_date_are_those_of_the_last_leaf(made, story):
    with published.reading(story) as session:
        for purchase in STAGES:
            release = made.release(purchase)
            leaf = json.loads(session.get(Entry, int(release["id"].rsplit("-", 1)[1])).leaf)
            if leaf["table"] == "purchases":
                assert leaf["key"] == str(purchase)
            last = session.scalar(
                select(Entry.number)
                .where(Entry.table == "purchases", Entry.key == str(purchase))
                .order_by(Entry.number.desc())
            )
            assert int(release["id"].rsplit("-", 1)[1]) >= last
            assert release["date"].endswith("+06:00")
            assert release["date"][14:19] == leaf["at"][14:19]  # the zone moves whole hours only


def test_money_and_quantities_are_exact_numbers(made):
    release = made.release(OF_A_PERSON)
    contract = release["contracts"][0]

    assert contract["value"] == {"amount": Decimal("30999.99"), "currency": "KGS"}
    assert '"amount":30999.99' in made.text(f"ocds/releases/ocds-213czf-{OF_A_PERSON}.json")
    [item] = contract["items"]
    assert item["quantity"] == 10
    parts = [share["value"]["amount"] for share in item["schoolShares"]]
    assert sum(parts) == Decimal("30999.99")


def test_what_is_bought_names_its_requirement_and_each_schools_part(made):
    [item] = made.release(ENDED)["tender"]["items"]

    [known] = item["additionalClassifications"]
    assert (known["scheme"], known["id"]) == ("x_KG-SES", "FIR-01")
    assert known["uri"] == f"{published.BASE}/ky/standard/FIR-01"
    assert [(share["id"], share["quantity"]) for share in item["schoolShares"]] == [
        ("S-1001", 7),
        ("S-1002", 3),
    ]
    [agreed] = made.release(ENDED)["contracts"][0]["items"]
    assert agreed["id"] == item["id"]
    assert [share["acceptedQuantity"] for share in agreed["schoolShares"]] == [6, 3]


def test_the_budget_adds_up_to_the_lines_that_pay(made):
    for purchase in STAGES:
        budget = made.release(purchase)["planning"]["budget"]
        parts = [part["amount"]["amount"] for part in budget["budgetBreakdown"]]
        assert sum(parts) == budget["amount"]["amount"]
    [part] = budget["budgetBreakdown"]
    assert part["classifications"]["fund_code"] == "local_own"
    assert part["classifications"]["admin_code"] == AIMAK


def test_payments_deliveries_and_acceptances_are_told_and_a_refund_goes_back(made):
    contract = made.release(ENDED)["contracts"][0]
    moved = contract["implementation"]["transactions"]
    steps = contract["implementation"]["milestones"]

    assert [(one["kind"], one["value"]["amount"]) for one in moved] == [
        ("payment", Decimal("28800.00")),
        ("refund", Decimal("800.50")),
        ("payment", Decimal("800.50")),
    ]
    assert moved[1]["payer"] == moved[0]["payee"]
    assert moved[1]["payee"] == moved[0]["payer"]
    assert [(step["type"], step["status"]) for step in steps] == [
        ("delivery", "met"),
        ("approval", "partiallyMet"),
    ]
    assert steps[1]["acceptedValue"]["amount"] == contract["value"]["amount"] == Decimal("28800.00")
    assert contract["releasedValue"]["amount"] == Decimal("3200.00")
    assert contract["milestones"][0]["status"] == "partiallyMet"


def test_every_amendment_is_there_though_the_table_keeps_only_the_last(made):
    changes = made.release(OF_A_PERSON)["contracts"][0]["amendments"]

    assert [(one["rationale"], one["amendedValue"]["amount"]) for one in changes] == [
        ("Баасы түштү.", Decimal("31000.01")),
        ("Дагы түштү.", Decimal("30999.99")),
    ]


def test_whoever_is_named_is_a_party_with_that_role(made):
    for purchase in STAGES:
        release = made.release(purchase)
        roles = {party["id"]: set(party["roles"]) for party in release["parties"]}
        assert len(roles) == len(release["parties"])
        assert "buyer" in roles[release["buyer"]["id"]]
        for award in release.get("awards", ()):
            assert all("supplier" in roles[one["id"]] for one in award["suppliers"])
        awards = {award["id"] for award in release.get("awards", ())}
        for contract in release.get("contracts", ()):
            assert contract["awardID"] in awards
            for paid in contract.get("implementation", {}).get("transactions", ()):
                assert "payer" in roles[paid["payer"]["id"]]
                assert "payee" in roles[paid["payee"]["id"]]


def test_the_record_compiles_to_the_release_and_lines_hold_each_once(made):
    lines = [json.loads(line) for line in made.text("ocds/compiled.jsonl").splitlines()]
    assert [line["ocid"] for line in lines] == [f"ocds-213czf-{one}" for one in sorted(STAGES)]
    for purchase, line in zip(sorted(STAGES), lines, strict=True):
        [record] = json.loads(made.text(f"ocds/records/ocds-213czf-{purchase}.json"))["records"]
        [release] = record["releases"]
        assert record["compiledRelease"] == line
        assert line["tag"] == ["compiled"]
        same = {"id": release["id"], "tag": release["tag"]}
        assert {**line, **same} == release


def test_every_release_is_valid_by_the_standard_and_its_extensions(made, test_data):
    checker = published.checker(test_data, made.json("ocds/extension/release-schema.json"))
    for purchase in STAGES:
        release = json.loads(made.text(f"ocds/releases/ocds-213czf-{purchase}.json"))["releases"][0]
        found = [(list(error.path), error.message) for error in checker.iter_errors(release)]
        assert found == [], purchase
