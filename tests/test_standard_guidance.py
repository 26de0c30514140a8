"""Guidance as a file: judged by its lines, published once, withdrawn and never deleted."""

import json
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

import standard
from core import clock
from core.access import Role
from core.errors import NotPermitted, Refusal
from journal import audit
from journal.models import Entry
from standard import guidance_file
from standard.acts import guidance as acts
from standard.models import Publication
from standard.norms import norms
from standard.reports import guidance as reports
from tests.doors import make_app
from tests.world import COUNTRY, OPERATOR, World, held
from tracker.recounts import RECOUNTS

SHIPPED = Path(standard.__file__).parent / "guidance" / "2026.yaml"
KNOWN = ("FIR-01", "FIR-02", "FOD-01")
ONE = """\
publications:
- code: rules
  series: false
  title: {ky: т, ru: т, en: t}
  about: {ky: т, ru: т, en: t}
  publisher: law
  year: "2018"
  link: https://example.kg/act
  standing: sourced
  source: s
  requirements: [FIR, FOD-01]
"""


def published(world: World, text: str, actor=OPERATOR) -> dict[str, tuple[str, ...]]:
    """The guidance of a text, published."""
    with world.act() as session:
        return acts.publish(session, actor, COUNTRY, text, on=clock.today())


def codes(world: World, requirement: str) -> list[str]:
    """What there is to read about a requirement."""
    with Session(world.writer) as session:
        return [one.code for one in reports.for_requirement(session, requirement)]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("code: rules", "code: Rules", "catalogue.code_wrong", 2),
        ("  series: false\n", "", "catalogue.key_missing", 2),
        ("series: false", "series: maybe", "catalogue.value_unknown", 3),
        ("en: t}\n  about", "}\n  about", "catalogue.language_missing", 4),
        ("publisher: law", 'publisher: ""', "catalogue.text_empty", 6),
        ('"2018"', "MMXVIII", "catalogue.code_wrong", 7),
        ("https://example.kg/act", "javascript:alert(1)", "guidance.link_wrong", 8),
        ("https://example.kg/act", "example.kg/act", "guidance.link_wrong", 8),
        ("sourced", "certain", "catalogue.value_unknown", 9),
        ("[FIR, FOD-01]", "[FIR-99]", "guidance.tie_unknown", 11),
        ("[FIR, FOD-01]", "[FI]", "guidance.tie_unknown", 11),
        ("[FIR, FOD-01]", "[FIR, FIR]", "guidance.tie_doubled", 11),
        ("[FIR, FOD-01]", "[]", "guidance.no_tie", 11),
        ("[FIR, FOD-01]", "FIR", "catalogue.shape_wrong", 11),
        ("source: s", "source: s\n  wrong: 1", "catalogue.key_unknown", 11),
        ("source: s", "source: " + "с" * 7000, "guidance.entry_too_large", 2),
        (ONE, "publications: []\n", "guidance.empty", 1),
        (ONE, "", "guidance.empty", 1),
        (ONE, "publications: [\n", "catalogue.not_yaml", 2),
        (ONE, ONE + ONE.partition("\n")[2], "guidance.code_doubled", 12),
    ],
)
def test_a_fault_is_named_by_its_line(old: str, new: str, code: str, line: int) -> None:
    assert old in ONE
    found = guidance_file.problems(ONE.replace(old, new), KNOWN)
    assert (code, line) in {(problem.code, problem.line) for problem in found}
    with pytest.raises(Refusal) as caught:
        guidance_file.read(ONE.replace(old, new), KNOWN)
    assert caught.value.facts["line"] >= 1


def test_a_file_without_fault_is_read_as_it_stands() -> None:
    (one,) = guidance_file.read(ONE, KNOWN)
    assert (one.code, one.year, one.series) == ("rules", 2018, False)
    assert one.requirements == ("FIR", "FOD-01")
    bare = ONE.replace('  year: "2018"\n', "").replace("  link: https://example.kg/act\n", "")
    (one,) = guidance_file.read(bare, KNOWN)
    assert (one.year, one.link) == (None, None)


@given(st.text(max_size=300))
def test_any_text_is_judged_and_never_breaks(text: str) -> None:
    guidance_file.problems(text, KNOWN)
    assert guidance_file.problems("publications:\n- code: " + json.dumps(text), KNOWN)


@pytest.mark.parametrize(
    ("tie", "requirement", "bears"),
    [
        ("FOD", "FOD-01", True),
        ("FOD-01", "FOD-01", True),
        ("FO", "FOD-01", False),
        ("FOD-0", "FOD-01", False),
        ("FOD-01", "FOD-012", False),
        ("", "FOD-01", False),
    ],
)
def test_a_tie_names_a_code_or_all_that_begin_so(tie: str, requirement: str, bears: bool) -> None:
    assert guidance_file.bears_on(tie, requirement) is bears


def test_every_tie_of_the_shipped_guidance_is_in_the_catalogue(world: World) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    with Session(world.writer) as session:
        assert guidance_file.problems(text, norms(session)) == []
        entries = guidance_file.read(text, norms(session))
    for entry in entries:
        if entry.standing == "topic":
            assert entry.link is None, entry.code  # of what was not found there is no address
        if entry.series:
            assert (entry.standing, entry.year) == ("topic", None), entry.code
    assert sum(entry.series for entry in entries) >= 5


def test_guidance_is_published_once_and_the_journal_tells(world: World) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    first = published(world, text)
    assert first["new"]
    assert not (first["changed"])
    assert not (first["unchanged"])
    assert not (first["withdrawn"])
    with Session(world.writer) as session:
        before = session.scalar(select(func.count()).select_from(Entry))
        assert [one.code for one in reports.publications(session)] == list(first["new"])
    again = published(world, text)
    assert again == {"new": (), "changed": (), "unchanged": first["new"], "withdrawn": ()}
    with Session(world.writer) as session:
        assert session.scalar(select(func.count()).select_from(Entry)) == before
        assert audit.problems(session, audit.journaled(), RECOUNTS) == []


def test_what_the_file_no_longer_has_is_withdrawn_and_can_come_back(world: World) -> None:
    other = ONE.replace("code: rules", "code: other").replace("[FIR, FOD-01]", "[FOD]")
    published(world, ONE)
    assert (codes(world, "FIR-12"), codes(world, "FOD-02")) == (["rules"], [])
    assert published(world, other) == {
        "new": ("other",),
        "changed": (),
        "unchanged": (),
        "withdrawn": ("rules",),
    }
    assert (codes(world, "FIR-12"), codes(world, "FOD-02")) == ([], ["other"])
    with Session(world.writer) as session:
        assert session.get(Publication, "rules").withdrawn
    assert published(world, other)["withdrawn"] == ()
    back = published(world, ONE)
    assert (back["changed"], back["withdrawn"]) == (("rules",), ("other",))
    assert codes(world, "FIR-12") == ["rules"]
    with Session(world.writer) as session:
        assert audit.problems(session, audit.journaled(), RECOUNTS) == []


def test_only_editor_and_operator_publish(world: World) -> None:
    with pytest.raises(NotPermitted):
        published(world, ONE, world.officer)
    assert published(world, ONE, held(41, (Role.EDITOR, COUNTRY)))["new"] == ("rules",)


def test_without_an_edition_there_is_nothing_to_tie_to(session: Session) -> None:
    with pytest.raises(Refusal) as caught:
        acts.publish(session, OPERATOR, COUNTRY, ONE, on=clock.today())
    assert caught.value.code == "guidance.no_edition"


@pytest.fixture
def app(world: World, tmp_path: Path, sqlite_only: str) -> Flask:
    """The application over the small world."""
    return make_app(world.writer.url.render_as_string(hide_password=False), tmp_path / "instance")


def test_the_command_publishes_and_names_faults(app: Flask, tmp_path: Path) -> None:
    def run(*words: str) -> tuple[int, dict]:
        done = app.test_cli_runner().invoke(args=["standard", "guidance", *words, "--json"])
        return done.exit_code, json.loads(done.stdout)

    code, told = run(str(SHIPPED))
    assert (code, told["errors"]) == (0, [])
    assert told["new"]
    assert run(str(SHIPPED))[1]["unchanged"] == told["new"]
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(ONE.replace("[FIR, FOD-01]", "[FIR-99]"), encoding="utf-8")
    code, told = run(str(wrong))
    assert (code, told["new"]) == (1, [])
    assert [(one["line"], one["code"]) for one in told["errors"]] == [(11, "guidance.tie_unknown")]
    assert "FIR-99" in told["errors"][0]["message"]
    assert run(str(tmp_path / "none.yaml"))[0] == 1
