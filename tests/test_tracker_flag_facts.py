"""Facts of flags as people read them: shares as per cent, suppliers by number and link alone."""

from pathlib import Path

from tests.doors import site
from tests.world import World
from tracker import flags


def test_suppliers_are_links_by_number_and_shares_are_per_cent(
    world: World, sqlite_only: str, tmp_path: Path
) -> None:
    facts = {"suppliers": ["7", "12"], "above": "0.1234", "share": "0.0100", "share_of": "default"}
    with site(world, tmp_path) as app, app.test_request_context("/en/"):
        told = {one.label: one for one in flags.numbers(facts)}
    assert [text for text, _ in told["Suppliers"].links] == ["№\xa07", "№\xa012"]
    assert told["Suppliers"].links[0][1].endswith("/suppliers/7")
    assert told["Second offer above the winning one"].text == "12.3%"
    assert told["The rule looks from"].text == "1.0%"
    assert told["That number is"].text == "this project’s own, no norm"
