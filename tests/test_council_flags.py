"""The queue of a council in its doors: filters, desk, judgement, and what everybody reads of it."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from oversight.kept import following
from oversight.kept.models import FlagTotal, RaisedFlag
from oversight.reviews.models import FlagDesk, FlagReview
from oversight.reviews.rules import Subject
from tests.office_world import Browser, build_app, filled, let_in
from tests.test_oversight_reviews import CLOSED, OF_YEAR, OPENLY, raise_flags
from tests.world import AIMAK, COUNTRY, DISTRICT, OTHER_AIMAK, YEAR, World

WHY = "Кеңеш документтерди көрдү."
MOTTO = "A flag is a reason to look, not a verdict."
ABROAD = Subject(0, OTHER_AIMAK, YEAR, "S07")
QUEUE = f"/flags?year={YEAR}"


class Member(Browser):
    """A member of a council at the council's pages."""

    def __init__(self, app: Flask, name: str = "council", lang: str = "en") -> None:
        super().__init__(app, name, lang)
        self.root = f"/{lang}/council"


@pytest.fixture
def app(world: World, sqlite_only: str, tmp_path: Path) -> Flask:
    """A purchase with an open and a closed flag, flags of two holders' years, and base rates."""
    assert world.purchase() == 1
    app = build_app(world, tmp_path)
    with world.act() as session:
        assert following.follow(session)
        let_in(session, "aimak_council", 30, [("council", AIMAK)])
        let_in(session, "second_member", 31, [("council", DISTRICT)])
        for scope, raised, others in ((DISTRICT, 3, 38), (COUNTRY, 5, 995)):
            values = {"raised": raised, "not_raised": others, "cannot_say": 9}
            session.merge(FlagTotal(scope=scope, year=YEAR, flag="R042", **values))
    raise_flags(world, OPENLY, CLOSED, OF_YEAR, ABROAD)
    return app


def item(subject: Subject) -> str:
    return f"/flags/{subject}"


def test_a_council_sees_the_flags_of_its_own_places_with_rates_and_the_motto(app: Flask) -> None:
    page = Member(app).get("/flags").text
    assert MOTTO in page
    assert "raised 3, looked at 41" in page  # what cannot be said is in neither number
    assert "only councils see it" in page
    assert page.count('name="item"') == 4
    assert Member(app, "aimak_council").get("/flags").text.count('name="item"') == 3
    assert Member(app, "aimak_council").get(item(ABROAD)).status_code == 404
    assert Browser(app, "officer").client.get("/en/council/flags").status_code == 403
    for query, count in (
        ("&state=open", 4),
        ("&state=mine", 0),
        ("&flag=S07", 2),
        (f"&place={OTHER_AIMAK}", 1),
        ("&answered=yes", 0),
        ("&least=1500&most=3500", 2),
        ("&requirement=FIR-01&severity=asks", 2),
        ("&flag=..%2F&least=x&since=tomorrow", 4),  # a page leaves out what it cannot read
    ):
        found = Member(app).get(QUEUE + query).text
        assert found.count('name="item"') == count, query


def test_files_hold_what_the_filter_holds_and_are_strict(app: Flask) -> None:
    member = Member(app)
    told = member.get(f"/flags.json?flag=S07&year={YEAR}").get_json()["data"]
    assert [row["place"] for row in told["flags"]] == [OTHER_AIMAK, AIMAK]
    rows = list(csv.DictReader(StringIO(member.get("/flags.csv").data.decode("utf-8-sig"))))
    assert {row["flag"]: row["public"] for row in rows}["R042"] == "councils only"
    assert member.get("/flags.xlsx").data[:2] == b"PK"
    assert member.get("/flags.json?flg=S07").status_code == 422
    assert member.get("/flags?whole=1").text.count('name="item"') == 4  # all, for paper


def test_what_one_takes_another_sees_taken_and_cannot_judge(app: Flask, world: World) -> None:
    member, second = Member(app), Member(app, "second_member")
    sent = member.send("/flags", {"item": [str(OPENLY), str(OF_YEAR)]})
    assert sent.status_code == 303
    assert member.get(f"{QUEUE}&state=mine").text.count("taken by me") > 1
    assert member.send("/flags", {}).status_code == 422  # nothing was ticked
    again = second.send("/flags", {"item": str(OPENLY)})
    assert again.status_code == 422
    assert "Another member works on this flag already." in again.text
    assert "Another member works on it: No. 14." in second.get(item(OPENLY)).text
    tokens = filled(second.get("/flags").text)
    words = {"verdict": "not_explained", "note": WHY, "language": "ky", "do": "say"}
    refused = second.client.post(f"/en/council{item(OPENLY)}", data={**tokens, **words})
    assert refused.status_code == 422
    off = member.send(item(OPENLY), {"do": "release"})
    assert off.status_code == 303
    with world.act() as session:
        assert [row.flag for row in session.scalars(select(FlagDesk))] == ["S07"]


def test_a_flag_that_came_down_is_told_so_and_can_be_closed(app: Flask, world: World) -> None:
    member = Member(app)
    assert member.send("/flags", {"item": str(OF_YEAR)}).status_code == 303
    typed = {**filled(member.get(item(OF_YEAR)).text), "verdict": "not_explained", "note": WHY}
    with world.act() as session:
        session.delete(session.get_one(RaisedFlag, OF_YEAR.key))
    late = member.client.post(f"/en/council{item(OF_YEAR)}", data={**typed, "do": "say"})
    assert late.status_code == 422
    assert "there is nothing to judge" in late.text
    assert "What on my desk is not raised any more?" in member.get(QUEUE).text
    page = member.get(item(OF_YEAR)).text
    assert "This flag is not raised any more." in page
    assert 'value="say"' not in page
    sent = member.send(item(OF_YEAR), {"do": "release"})
    assert (sent.status_code, "/council/flags?" in sent.headers["Location"]) == (303, True)
    assert member.get(item(OF_YEAR)).status_code == 404


def judged(app: Flask, subject: Subject, **typed: object):
    words = {"verdict": "not_explained", "note": WHY, "language": "ky", "do": "say", **typed}
    return Member(app).send(item(subject), words)


def test_a_judgement_is_public_and_sends_the_office_back_to_answer(
    app: Flask, world: World
) -> None:
    answer = judged(app, OF_YEAR, verdict="explained")
    assert answer.status_code == 422
    assert "no answer can explain it" in answer.text
    officer = Browser(app, "officer")
    assert "Flags without an answer: 2" in officer.get("/deadlines").text
    path = f"/flags/{AIMAK}/{YEAR}/S07"
    typed = {"text": "Акча декабрда келди.", "language": "ky"}
    assert officer.send(path, {**typed, "text": ""}).status_code == 422
    assert officer.send(path, typed).status_code == 303
    assert Browser(app, "other_officer").get(path).status_code == 404
    assert judged(app, OF_YEAR).status_code == 303
    assert "Not explained: please answer again" in officer.get("/deadlines").text
    waiting = officer.get("/flags").text
    assert WHY in waiting
    assert MOTTO in waiting
    public = app.test_client().get(f"/en/places/{AIMAK}/{YEAR}/flags").text
    for told in (MOTTO, WHY, "Акча декабрда келди.", "A member of the council", "not explained"):
        assert told in public, told
    assert "14" not in re.findall(r"member[^<]{0,20}No\. (\d+)", public)
    line = app.test_client().get(f"/en/places/{AIMAK}/{YEAR}").text
    assert "Flags of this year: 2, answered: 1" in line


def test_nobody_else_hears_of_a_flag_for_councils_until_one_confirms_it(
    app: Flask, world: World
) -> None:
    client = app.test_client()
    place = f"/en/places/{AIMAK}/{YEAR}/flags"
    addresses = [place, f"{place}.json", f"{place}.csv?table=rates", "/en/purchases/1.json"]
    addresses += [f"/en/places/{AIMAK}/{YEAR}", "/en/purchases/1", f"/en/places/KG/{YEAR}/flags"]

    def heard() -> list[str]:
        pages = {path: client.get(path).text for path in addresses}
        pages |= {path: Browser(app, "officer").get(path).text for path in ("/flags", "/deadlines")}
        return [path for path, page in pages.items() if "R042" in page]

    assert Member(app).get("/flags").text.count("R042") > 0
    assert heard() == []
    words = {"note": WHY, "language": "ky", "do": "say"}
    aside = Member(app).send(item(CLOSED), {**words, "decision": "aside"})
    assert (aside.status_code, heard()) == (303, [])
    named = {**words, "decision": "confirm", "note": "aida@example.kg"}
    assert Member(app).send(item(CLOSED), named).status_code == 422
    assert Member(app).send(item(CLOSED), {**words, "decision": "confirm"}).status_code == 303
    page = client.get(place).text
    assert WHY in page
    assert "confirmed by the council" in page
    with world.act() as session:
        (review,) = session.scalars(select(FlagReview)).all()
        assert (review.verdict, review.council) == ("confirmed", DISTRICT)


def test_the_desk_of_a_council_leads_to_all_its_work(app: Flask) -> None:
    page = Member(app).get("/").text
    assert f"{YEAR}: open 4, mine 0, judged 0" in page
    for path in ("/flags", "/hearings", "/practices", "/voices", "/suppliers"):
        assert f'href="/en/council{path}' in page, path


def test_a_finding_from_a_flag_of_a_year_begins_with_that_place_and_year(app: Flask) -> None:
    page = Member(app).get(item(OF_YEAR)).text
    assert f"/findings/new?flag=S07&amp;place={AIMAK}&amp;year={YEAR}" in page
    form = Member(app).get(f"/findings/new?flag=S07&place={AIMAK}&year={YEAR - 1}").text
    assert re.search(rf'name="year"[^>]*value="{YEAR - 1}"', form)
    assert re.search(rf'<option selected value="p:{AIMAK}"|value="p:{AIMAK}" selected', form)


def test_a_country_has_rates_and_ways_down_instead_of_a_list(app: Flask, world: World) -> None:
    with world.act() as session:
        total = session.get(FlagTotal, (COUNTRY, YEAR, "S01"))
        total.raised, total.not_raised = 2, 18
    page = app.test_client().get(f"/en/places/{COUNTRY}/{YEAR}/flags").text
    assert "Single flags are listed for each district and city" in page
    told = app.test_client().get(f"/en/places/{COUNTRY}/{YEAR}/flags.json").get_json()["data"]
    rate = next(row for row in told["rates"] if row["code"] == "S01")
    assert (rate["raised"], rate["looked"], told["raised"]) == (2, 20, None)
    assert "Flags of this year" in app.test_client().get(f"/en/places/{COUNTRY}/{YEAR}").text
