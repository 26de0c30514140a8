"""What a version changes, for whoever has to decide about it: returned ones are there too."""

from pathlib import Path

from budgets import acts
from tests.office_world import Browser, build_app
from tests.test_budgets_versions import changed
from tests.world import AIMAK, YEAR, World

VERSIONS = f"/budgets/{AIMAK}/{YEAR}/versions"


def test_officials_see_from_what_to_what_also_of_a_returned_version(
    world: World, tmp_path: Path, sqlite_only: str
) -> None:
    changed(world)
    with world.act() as session:
        draft = acts.open_draft(session, world.officer, AIMAK, YEAR).id
        acts.submit(session, world.officer, draft, reason="Баа.")
        acts.send_back(session, world.approver, draft, reason="Эсеп туура эмес.")
    app = build_app(world, tmp_path)
    approver = Browser(app, "approver")
    second = approver.get(f"{VERSIONS}/2/changes").text
    for words in ("Compared with version 1.", "left out", "Б-7", "Тамак башка булактан."):
        assert words in second
    assert "Эсеп туура эмес." in approver.get(f"{VERSIONS}/3/changes").text
    assert "Compared with version 3." in approver.get(f"{VERSIONS}/2/changes?against=3").text
    assert approver.get(f"{VERSIONS}/4/changes").status_code == 404
    assert "first version" in approver.get(f"{VERSIONS}/1/changes").text
    assert f"{VERSIONS}/2/changes" in approver.get(f"/budgets/{AIMAK}/{YEAR}").text
    assert Browser(app, "other_officer").get(f"{VERSIONS}/2/changes").status_code in (403, 404)
