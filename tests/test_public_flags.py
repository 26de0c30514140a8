"""The catalogue of flags, the page of each, and the facts they looked at, over the example."""

import csv
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from io import StringIO
from pathlib import Path
from types import ModuleType

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.words import LANGUAGES
from oversight import flags
from oversight.flags import no_requirement, paid_before_acceptance
from oversight.flags.result import NOT_RAISED, RAISED, Look
from tests.doors import closing, make_app
from tests.test_house_floors import ROOT
from tracker import example
from tracker.phrases import flags as phrases
from tracker.phrases.flags import FlagWords
from tracker.public.flags import YEARS, group_of

RULES = (*flags.FLAGS, *flags.YEAR_FLAGS)
HOLDER, YEAR = "41704990000000", 2026
FACTS = f"/en/places/{HOLDER}/{YEAR}/flag-facts"
MOST = 2_500  # bytes that fifty more flags may add to a purchase's page


@pytest.fixture(scope="module")
def app(
    sqlite_example: tuple[Path, example.Loaded], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """The site over a copy of the example."""
    here = tmp_path_factory.mktemp("flags")
    shutil.copy(sqlite_example[0], here / "example.db")
    with closing(make_app(f"sqlite:///{here / 'example.db'}", here)) as app:
        yield app


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def rows(client: FlaskClient, address: str) -> list[dict[str, str]]:
    text = client.get(address).data.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def invented(code: str, said: Look, *, public: bool = True) -> ModuleType:
    """A flag that says the same of every purchase."""
    rule = ModuleType(f"oversight.flags.{code.lower()}")
    rule.__dict__.update({k: v for k, v in vars(no_requirement).items() if k.isupper()})
    rule.__dict__.update(CODE=code, PUBLIC=public, look=lambda matter: said)
    return rule


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_flag_has_its_page_and_its_place_in_the_catalogue(
    client: FlaskClient, lang: str
) -> None:
    whole = client.get(f"/{lang}/flags").text
    listed = client.get("/en/flags.json").get_json()["data"]["flags"]
    titles = {row["flag"]: row["name"] for row in listed}
    for rule in RULES:
        told = client.get(f"/{lang}/flags/{rule.CODE}.json").get_json()["data"]
        text = client.get(f"/{lang}/flags/{rule.CODE}").text
        assert f'href="/{lang}/flags/{rule.CODE}"' in whole, rule.CODE
        for part in ("title", "rule_sentence", "why_it_matters", "innocent_when"):
            assert told[part] in unescape(text), (rule.CODE, part)
        assert (ROOT / told["file"]).is_file(), rule.CODE
        assert told["version"] == rule.VERSION
        assert (told["title"] == titles[rule.CODE]) is (lang == "en"), rule.CODE
    assert whole.count('class="st-code"') == len(RULES)


def test_the_catalogue_is_a_table_with_the_codes_of_others_and_how_often_each_is_raised(
    client: FlaskClient,
) -> None:
    told = client.get("/en/flags.json").get_json()["data"]
    assert told["catalogue"] == flags.catalogue()
    by_code = {row["flag"]: row for row in told["flags"]}
    assert list(by_code) == [rule.CODE for rule in RULES]
    for rule in RULES:
        row = by_code[rule.CODE]
        assert row["ocp"] == rule.OCP
        assert row["national"] == (", ".join(rule.NATIONAL) or None)
        assert (row["raised"] is None) is (not rule.PUBLIC)
    assert [row["flag"] for row in rows(client, "/en/flags.csv")] == list(by_code)
    assert client.get("/en/flags.xlsx").status_code == 200
    assert rows(client, "/en/flags.csv?table=unanswered") is not None
    assert client.get("/en/flags.json?colour=red").status_code == 422


def test_each_flag_stands_in_one_group() -> None:
    for rule in flags.FLAGS:
        assert sum(rule.CODE in codes for codes in phrases.GROUPS.values()) == 1, rule.CODE
    assert {group_of(rule.CODE) for rule in flags.YEAR_FLAGS} <= {YEARS}


def test_a_flags_list_is_of_the_place_and_year_that_were_asked_for(client: FlaskClient) -> None:
    address = f"/en/flags/{paid_before_acceptance.CODE}"
    told = client.get(f"{address}.json").get_json()["data"]
    assert told["count"] == len(told["raised"]) > 1
    for key, value in (("year", YEAR), ("place", HOLDER)):
        some = client.get(f"{address}.json?{key}={value}").get_json()["data"]
        wanted = [row for row in told["raised"] if row["year"] == YEAR or key == "place"]
        assert [row["purchase"] for row in some["raised"]] == [row["purchase"] for row in wanted]
        assert client.get(f"{address}?{key}={value}").status_code == 200
    country = next(row for row in told["rates"] if (row["place"], row["year"]) == ("KG", YEAR))
    answers = next(row for row in told["answers"] if row["year"] == YEAR)
    assert country["raised"] == answers["raised"] >= answers["answered"] > 0
    for wrong in ("year=12", "place=nowhere", "page=0"):
        assert client.get(f"{address}.json?{wrong}").status_code == 422
        assert client.get(f"{address}?{wrong}").status_code == 200
    assert client.get("/en/flags/X999").status_code == 404


def test_what_flags_looked_at_is_published_and_looking_again_says_the_same(
    client: FlaskClient, tmp_path: Path
) -> None:
    told = rows(client, f"{FACTS}.csv")
    lines = [json.loads(line) for line in client.get(f"{FACTS}.jsonl").text.splitlines()]
    assert [line["number"] for line in lines] == [int(row["number"]) for row in told]
    assert len(told) > 20
    assert told[-1]["number"] == "0"
    raised = {row["number"]: json.loads(row["states"]) for row in told}
    assert any(RAISED in states.values() for states in raised.values())
    file = tmp_path / "facts.csv"
    file.write_bytes(client.get(f"{FACTS}.csv").data)
    assert recomputed(file) == (0, "")
    changed = file.read_text("utf-8-sig").replace(f'""{RAISED}""', f'""{NOT_RAISED}""', 1)
    file.write_text(changed, "utf-8-sig")
    code, said = recomputed(file)
    assert code == 1
    assert said.split()[2:] == [NOT_RAISED, RAISED]
    file.write_text(changed.replace(flags.catalogue(), "others"), "utf-8-sig")
    code, said = recomputed(file)
    assert code == 1
    assert "others" in said


def recomputed(file: Path) -> tuple[int, str]:
    """What somebody sees who runs the script in the repository, as it is served."""
    done = subprocess.run(
        [sys.executable, "-m", "oversight.recompute", str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_script_is_served_as_it_stands_and_other_places_have_no_facts(
    client: FlaskClient,
) -> None:
    script = client.get("/en/flags/recompute.py")
    assert script.data == (ROOT / "oversight/recompute.py").read_bytes()
    assert script.mimetype == "text/x-python"
    assert rows(client, f"/en/places/KG/{YEAR}/flag-facts.csv") == []
    for path in ("places/41799999999999/2026", f"places/{HOLDER}/99"):
        assert client.get(f"/en/{path}/flag-facts.csv").status_code == 404
    assert client.get(f"{FACTS}.csv?page=2").status_code == 422


def test_a_flag_only_councils_see_is_on_no_public_page_and_in_no_file(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = Look(RAISED, {"document": "hidden"}, severity="tells")
    hidden = invented("X001", said, public=False)
    monkeypatch.setattr(flags, "FLAGS", (*flags.FLAGS, hidden))
    words = phrases.FLAGS["S01"]
    secret = FlagWords("A hidden flag", words.rule, words.why, words.innocent, words.source)
    monkeypatch.setitem(phrases.FLAGS, "X001", secret)
    for path in ("purchases/37", "purchases/37.json"):
        text = client.get(f"/en/{path}").text
        assert "X001" not in text, path
        assert "A hidden flag" not in text, path
    for ending in ("csv", "jsonl"):
        assert "X001" not in client.get(f"{FACTS}.{ending}").text
    told = client.get("/en/flags/X001.json").get_json()["data"]
    assert (told["public"], told["rates"], told["raised"]) == (False, [], [])
    assert "Only councils see this flag" in client.get("/en/flags/X001").text


def test_fifty_flags_that_are_down_weigh_little_on_the_page_of_a_purchase(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = weight(client)
    assert len(flags.FLAGS) > 50
    first = ("S01", "S03", "R011", "R017", "R068")
    few = tuple(rule for rule in flags.FLAGS if rule.CODE in first)
    monkeypatch.setattr(flags, "FLAGS", few)
    assert 0 < whole - weight(client) <= MOST


def weight(client: FlaskClient) -> int:
    """What the page of a purchase with a raised flag weighs on the way, bytes."""
    answer = client.get("/ky/purchases/37", headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"
    return len(answer.data)


def test_a_raised_flag_says_how_usual_it_is_when_it_went_up_and_how_to_reckon_it_again(
    client: FlaskClient,
) -> None:
    text = client.get("/en/purchases/37").text
    assert re.search(r"Naryn oblast, 2026: raised: \d+, of: \d+ \([a-z]", text)
    assert "Went up: " in text
    assert f'href="{FACTS}.csv"' in text
    assert text.count("A flag is a reason to look, not a verdict.") == 1
    assert "What else was looked at" in text
