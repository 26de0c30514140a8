"""Bids, lots, failures and early ends as OCDS: valid by the standard, whole in their references."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from opendata.ocds import EXTENSION
from opendata.ocds.cases import cases
from opendata.ocds.releases import release
from procurement import acts
from tests import published
from tests.lots import OPENED, announced, bid, chosen, opened, signed, supplier, two_lots
from tests.world import World


@pytest.fixture
def told(world: World) -> dict[str, dict[str, Any]]:
    """The releases of two purchases: in two lots, one contract ended early; and failed."""
    firm, person = supplier(world, 1), supplier(world, 2, is_person=True)
    apart = announced(world, two_lots(world))
    keys = opened(
        world,
        apart,
        [bid(firm, "30000", 1), bid(person, "28000", 2), bid(firm, "9", 2, rejected="Кепили жок.")],
    )
    contracts = [
        signed(world, apart, chosen(world, apart, keys[place]), f"К-{place}") for place in (0, 1)
    ]
    end = {"on": OPENED, "by": "supplier", "reason": "Баш тартты."}
    with world.act() as session:
        acts.terminate(session, world.officer, contracts[1], **end)
    failed = announced(world, world.purchase(method="unlimited"))
    opened(world, failed, [], reason="Эч ким келген жок.")
    with published.reading(world) as session:
        by = published.publisher(session)
        made = [release(case, by) for case in cases(session, [apart, failed])]
    return dict(zip(("apart", "failed"), made, strict=True))


def test_bids_lots_and_early_ends_are_told(told: dict[str, dict[str, Any]]) -> None:
    apart, failed = told["apart"], told["failed"]
    bids = apart["bids"]["details"]
    assert [one["status"] for one in bids] == ["valid", "valid", "disqualified"]
    assert bids[2]["description"] == "Кепили жок."
    assert bids[1]["tenderers"][0]["name"].startswith("Жеке ишкер №")
    assert apart["tender"]["numberOfTenderers"] == 2
    assert [lot["status"] for lot in apart["tender"]["lots"]] == ["complete", "complete"]
    assert [award["relatedLots"] for award in apart["awards"]] == [["1"], ["2"]]
    assert [award["relatedBids"] for award in apart["awards"]] == [["1"], ["2"]]
    assert [len(award["items"]) for award in apart["awards"]] == [1, 1]
    assert [one["status"] for one in apart["contracts"]] == ["active", "terminated"]
    assert apart["contracts"][1]["termination"]["endedBy"] == "supplier"
    assert apart["contracts"][1]["releasedValue"]["amount"] == Decimal("28000.00")
    assert "contractTermination" in apart["tag"]
    assert (failed["tender"]["status"], failed["tender"]["numberOfTenderers"]) == (
        "unsuccessful",
        0,
    )
    assert "awards" not in failed


def test_whoever_offered_is_a_party(told: dict[str, dict[str, Any]]) -> None:
    roles = {party["id"]: party["roles"] for party in told["apart"]["parties"]}
    for one in told["apart"]["bids"]["details"]:
        assert "tenderer" in roles[one["tenderers"][0]["id"]]


def test_they_are_valid_by_the_standard(told: dict[str, dict[str, Any]], test_data: Path) -> None:
    own = json.loads((EXTENSION / "release-schema.json").read_text("utf-8"))
    checker = published.checker(test_data, own)
    for name, made in told.items():
        plain = json.loads(json.dumps(made, default=float))
        found = [(list(error.path), error.message) for error in checker.iter_errors(plain)]
        assert found == [], name
