"""Feeds: every act that a follower is told of, once, in order, as Atom that any reader takes."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.models import Entry
from oversight.models import FlagAnswer
from oversight.reports import following
from oversight.reports.followed import FOLLOWED, NEWEST
from procurement.models import Contract, Purchase, Share
from tests.doors import site
from tests.published import DRAFT, OF_A_PERSON, PERSON
from tests.world import AIMAK, COUNTRY, World
from tracker.machine.feeds import act_id

A = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def app(story: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site over the world in which all has happened."""
    with site(story, tmp_path_factory.mktemp("site")) as app:
        yield app


def read(app: Flask, address: str) -> Xml.Element:
    """A feed as a reader of feeds takes it."""
    answer = app.test_client().get(address)
    assert answer.status_code == 200, address
    assert answer.mimetype == "application/atom+xml"
    return Xml.fromstring(answer.data)


def acts_about(world: World, code: str) -> list[int]:
    """The acts about a school or place told leaf by leaf, without any of the report's questions."""
    with Session(world.writer) as session:
        mine = set(session.scalars(select(Share.purchase_id).where(Share.school == code)))
        hers = {("purchases", str(number)) for number in mine} | {
            (model.__tablename__, str(row.id))
            for model in (Contract, FlagAnswer)
            for row in session.scalars(select(model).where(model.purchase_id.in_(mine)))
        }
        leaves = [json.loads(text) for text in session.scalars(select(Entry.leaf))]
    concerned = {
        leaf["act_no"]
        for leaf in leaves
        if code in leaf["places"] or (leaf["table"], leaf["key"]) in hers
    }
    told = {leaf["act_no"] for leaf in leaves if leaf["table"] in FOLLOWED.get(leaf["act"], "")}
    return sorted(concerned & told, reverse=True)


@pytest.mark.parametrize("code", ["S-1001", "S-1003", AIMAK])
def test_a_feed_tells_every_act_about_its_school_or_place_once_newest_first(
    app: Flask, story: World, code: str
) -> None:
    expected = acts_about(story, code)
    if code == "S-1001":  # the approval of the budget that has a line for it
        with Session(story.writer) as session:
            found = following.of_school(session, code)
        shown, acts = [told.act_no for told in found], {told.act for told in found}
        assert set(expected) <= set(shown)
        assert "budgets.approve" in acts
        expected = shown
    ids = [entry.findtext(f"{A}id") for entry in read(app, f"/feeds/{code}.atom").iter(f"{A}entry")]
    assert ids == [act_id(COUNTRY, act_no).urn for act_no in expected[:NEWEST]]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    "address", ["S-1001.atom", f"ru/{AIMAK}.atom", "en/KG.atom", "supplier-1.atom"]
)
def test_a_feed_has_all_that_atom_requires(app: Flask, address: str) -> None:
    feed = read(app, f"/feeds/{address}")
    assert feed.tag == f"{A}feed"
    assert feed.findtext(f"{A}author/{A}name")
    assert {link.get("rel") for link in feed.findall(f"{A}link")} == {"self", "alternate"}
    entries = feed.findall(f"{A}entry")
    assert entries
    for one in (feed, *entries):
        assert one.findtext(f"{A}id").startswith("urn:uuid:")
        assert one.findtext(f"{A}title").strip()
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", one.findtext(f"{A}updated"))
    for entry in entries:
        assert entry.find(f"{A}link").get("href").startswith("http")
        assert entry.findtext(f"{A}summary")
    updated = [entry.findtext(f"{A}updated") for entry in entries]
    assert updated == sorted(updated, reverse=True)
    assert feed.findtext(f"{A}updated") == updated[0]


def test_a_contract_is_told_by_its_thing_how_many_and_the_sum(app: Flask) -> None:
    entries = read(app, "/feeds/en/S-1001.atom").findall(f"{A}entry")
    signed = [e for e in entries if e.find(f"{A}category").get("term") == "procurement.sign"]
    title = signed[-1].findtext(f"{A}title")
    assert title == "A contract was signed: Өрт өчүргүчтөр, 10 даана — 32,000\u00a0som"
    assert "This school’s part: 22,400\u00a0som." in signed[-1].findtext(f"{A}summary")
    assert signed[-1].find(f"{A}link").get("href").endswith("/en/purchases/1")


def test_no_draft_no_register_and_no_name_of_a_person_is_told(app: Flask) -> None:
    for address in ("S-1001", AIMAK, COUNTRY, f"supplier-{OF_A_PERSON}"):
        text = app.test_client().get(f"/feeds/{address}.atom").text
        assert f'/purchases/{DRAFT}"' not in text
        assert PERSON not in text
        assert not re.search("register[.]load|grant_role|name_supplier|keep_contact", text)


def test_the_language_stands_in_the_address_and_kyrgyz_needs_none(app: Flask) -> None:
    told = {
        address: read(app, f"/feeds/{address}S-1001.atom").find(f"{A}entry/{A}title").text
        for address in ("", "ky/", "ru/")
    }
    assert told[""] == told["ky/"] != told["ru/"]
    seen = app.test_client().get("/ru/schools/S-1001/2026").text
    assert '<link rel="alternate" type="application/atom+xml" href="/feeds/ru/S-1001.atom">' in seen


def test_what_is_unknown_is_not_found(app: Flask) -> None:
    for address in ("S-9999.atom", "supplier-99.atom", "de/S-1001.atom"):
        assert app.test_client().get(f"/feeds/{address}").status_code == 404


def test_a_feed_is_unchanged_until_something_happens_and_escapes_what_was_typed(
    world: World, tmp_path: Path
) -> None:
    with site(world, tmp_path) as app:
        visitor: Any = app.test_client()
        tag = visitor.get("/feeds/S-1001.atom").headers["ETag"]
        same = {"If-None-Match": tag}
        assert visitor.get("/feeds/S-1001.atom", headers=same).status_code == 304
        typed = "<b>А&Б]]></b>"
        world.purchase(title=typed)
        answer = visitor.get("/feeds/S-1001.atom", headers=same)
        assert answer.status_code == 200
        newest = Xml.fromstring(answer.data).find(f"{A}entry/{A}title").text
        assert typed in newest
        with Session(world.writer) as session:
            assert session.scalar(select(Purchase.title)) == typed
