"""An editor at the Standard: a draft, its requirements, its file, what changes, adopting it."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from core.money import som
from procurement.models import Purchase, ReferencePrice
from standard.catalogue_file import read
from standard.catalogue_writer import write
from standard.reports import editions
from tests import office_world
from tests.office_world import Browser, build_app, filled
from tests.world import COUNTRY, World, catalogue
from tracker.forms.editions import RequirementForm
from tracker.office.edition_entry import entry_of, typed_of

ON_SQLITE = pytest.mark.parametrize("world", ["sqlite"], indirect=True)
SHIPPED = read(catalogue())
STANDARD = "/standard"


@pytest.fixture
def app(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setitem(office_world.PEOPLE, "editor", (30, [("editor", COUNTRY)]))
    monkeypatch.setitem(office_world.PEOPLE, "of_a_district", (31, [("editor", "41700010100000")]))
    return build_app(world, tmp_path)


@pytest.fixture
def editor(app: Flask) -> Browser:
    return Browser(app, "editor")


def begun(editor: Browser) -> None:
    page = editor.get(STANDARD)
    form = page.text.split('action="/en/office/standard/begin"')[1].split("</form>")[0]
    sent = editor.client.post(
        f"{editor.root}{STANDARD}/begin", data=filled(f'<form method="post">{form}</form>')
    )
    assert sent.status_code == 303


def in_draft(world: World):
    with world.act() as session:
        card = editions.draft(session)
        return read(card.text) if card else None


def requirement(found, code: str):
    return next(entry for entry in found.requirements if entry.code == code)


def send_file(editor: Browser, text: str | bytes):
    content = text.encode() if isinstance(text, str) else text
    return editor.send(f"{STANDARD}/file", {"file": (BytesIO(content), "ours.yaml")})


def test_an_editor_changes_a_number_sees_the_difference_and_adopts_it(
    editor: Browser, world: World
) -> None:
    purchase = world.purchase()
    with world.act() as session:
        edition_before = session.get(Purchase, purchase).edition_id
    old = requirement(SHIPPED, "FIR-01").criterion.quantity
    begun(editor)
    assert "2026-3" in editor.get(STANDARD).text
    sent = editor.send(f"{STANDARD}/FIR-01", {"quantity": "7,5"})
    assert sent.status_code == 303
    changed = requirement(in_draft(world), "FIR-01")
    before = requirement(SHIPPED, "FIR-01")
    assert changed == replace(before, criterion=replace(before.criterion, quantity=Decimal("7.5")))
    page = editor.get(f"{STANDARD}/diff").text
    row = page.split("Quantity</th>")[1].split("</tr>")[0]
    assert f"<span>{old}</span>" in row
    assert "<span>7.5</span>" in row
    unsure = editor.send(f"{STANDARD}/diff")
    assert unsure.status_code == 422
    assert "Tick this to adopt the edition." in unsure.text
    assert editor.send(f"{STANDARD}/diff", {"sure": "1"}).status_code == 303
    shown = editor.get(STANDARD).text
    assert "The edition is in force: 2026-3" in shown
    assert in_draft(world) is None
    history = editor.get(f"{STANDARD}/FIR-01").text.split('id="history"')[1]
    assert history.index("2026-3") < history.index("2026-2")
    assert "7.5" in history
    with world.act() as session:
        assert session.get(Purchase, purchase).edition_id == edition_before
        assert editions.editions(session)[0].id != edition_before


def test_adopting_twice_by_one_form_is_done_once(editor: Browser, world: World) -> None:
    begun(editor)
    editor.send(f"{STANDARD}/FIR-01", {"quantity": "7"})
    form = {**filled(editor.get(f"{STANDARD}/diff").text), "sure": "1"}
    path = f"{editor.root}{STANDARD}/diff"
    assert [editor.client.post(path, data=form).status_code for _ in range(2)] == [303, 303]
    with world.act() as session:
        assert [card.code for card in editions.editions(session)] == ["2026-3", "2026-2"]


@ON_SQLITE
def test_a_form_tells_the_requirement_it_was_filled_with(app: Flask) -> None:
    with app.test_request_context("/en/"):
        for entry in SHIPPED.requirements:
            form = RequirementForm(data=typed_of(entry))
            assert entry_of(form, entry.code, SHIPPED, entry) == entry


@ON_SQLITE
def test_a_form_sent_as_it_stands_changes_nothing(editor: Browser, world: World) -> None:
    begun(editor)
    before = in_draft(world)
    for entry in SHIPPED.requirements[::29]:
        assert editor.send(f"{STANDARD}/{entry.code}").status_code == 303, entry.code
    assert in_draft(world) == before
    assert "says the same as the edition in force" in editor.get(f"{STANDARD}/diff").text


def test_a_requirement_is_added_and_found_by_a_word(editor: Browser, world: World) -> None:
    begun(editor)
    known = filled(editor.get(f"{STANDARD}/FIR-01").text)
    texts = {name: known[name] for name in known if name not in ("once", "seen", "csrf_token")}
    typed = {**texts, "title_ru": "Песочный ящик «Дружба»: № 1", "items": "кум | песок | sand"}
    answer = editor.send(f"{STANDARD}/new", {**typed, "code": "FIR-90", "okgz": ""})
    assert answer.status_code == 303
    added = requirement(in_draft(world), "FIR-90")
    assert added.title.ru == "Песочный ящик «Дружба»: № 1"
    assert [item.en for item in added.items] == ["sand"]
    found = editor.get(f"{STANDARD}?q=ящик дружба").text
    assert "FIR-90" in found
    assert "PHY-01" not in found
    assert "Shown: 1, in all: 121" in found
    doubled = editor.send(f"{STANDARD}/new", {**typed, "code": "FIR-90", "okgz": ""})
    assert doubled.status_code == 422
    assert 'href="#code"' in doubled.text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"quantity": "-1"}, "quantity"),
        ({"quantity": "1e5"}, "quantity"),
        ({"per": "0"}, "per"),
        ({"title_ky": " "}, "title_ky"),
        ({"why_en": ""}, "why_en"),
        ({"within": "2", "period": ""}, "period"),
        ({"within": "1,5"}, "within"),
        ({"unit": "moon"}, "unit"),
        ({"lasts_months": "0"}, "lasts_months"),
        ({"meaning_ky": "а", "meaning_ru": ""}, "meaning_ru"),
        ({"items": "only one name"}, "items"),
        ({"okgz": "12 not a code"}, "okgz"),
        ({"okgz": "34928200-0"}, "okgz"),
        ({"type": "percentage", "basis": "staff", "per": "3"}, "per"),
    ],
)
@ON_SQLITE
def test_what_is_wrong_is_said_at_its_field_and_kept_as_typed(
    editor: Browser, world: World, typed: dict[str, str], field: str
) -> None:
    begun(editor)
    before = in_draft(world)
    if "type" in typed:
        typed = {**typed, "basis": next(c for c, b in before.lists.bases.items() if b.of)}
    answer = editor.send(f"{STANDARD}/FIR-01", typed)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    kept = filled(answer.text)
    assert {name: kept[name] for name in typed if name != "unit"} == {
        name: text for name, text in typed.items() if name != "unit"
    }
    assert in_draft(world) == before


@ON_SQLITE
def test_an_older_page_does_not_overwrite_a_newer_draft(editor: Browser, world: World) -> None:
    begun(editor)
    old = {path: filled(editor.get(path).text) for path in (f"{STANDARD}/FIR-01",)}
    old |= {
        path: filled(editor.get(path).text)
        for path in (f"{STANDARD}/name", f"{STANDARD}/discard", f"{STANDARD}/diff")
    }
    assert editor.send(f"{STANDARD}/FIR-02", {"priority": "3"}).status_code == 303
    draft = in_draft(world)
    for path, form in old.items():
        answer = editor.client.post(
            editor.root + path, data={**form, "quantity": "8", "sure": "1", "edition": "x"}
        )
        assert answer.status_code == (422 if path.endswith("diff") and "seen" not in form else 409)
        assert "changed" in answer.text
    assert in_draft(world) == draft


@ON_SQLITE
def test_a_form_about_a_draft_that_is_gone_changes_no_other(editor: Browser, world: World) -> None:
    begun(editor)
    old = filled(editor.get(f"{STANDARD}/FIR-01").text)
    assert editor.send(f"{STANDARD}/discard").status_code == 303
    path = f"{editor.root}{STANDARD}/FIR-01"
    assert editor.client.post(path, data={**old, "quantity": "8"}).status_code == 409
    begun(editor)
    assert editor.client.post(path, data={**old, "quantity": "8"}).status_code == 409
    assert in_draft(world) == replace(SHIPPED, edition="2026-3")


@ON_SQLITE
def test_without_a_draft_the_pages_lead_back(editor: Browser) -> None:
    for path in ("diff", "new", "name", "discard", "FIR-01/remove"):
        assert editor.get(f"{STANDARD}/{path}").status_code == 303, path
    assert "begin a draft" in editor.get(f"{STANDARD}/FIR-01").text
    assert editor.get(f"{STANDARD}/XXX-99").status_code == 404
    assert editor.get(f"{STANDARD}/draft.yaml").status_code == 404
    assert "Begin one first" in editor.get(f"{STANDARD}/file").text


@ON_SQLITE
@pytest.mark.parametrize("name", ["officer", "approver", "school", "of_a_district"])
def test_these_pages_are_for_an_editor_of_the_country(app: Flask, name: str) -> None:
    browser = Browser(app, name)
    for path in (
        STANDARD,
        f"{STANDARD}/FIR-01",
        f"{STANDARD}/new",
        f"{STANDARD}/file",
        f"{STANDARD}/draft.yaml",
        f"{STANDARD}/edition.yaml",
        f"{STANDARD}/diff",
        f"{STANDARD}/name",
        f"{STANDARD}/discard",
        f"{STANDARD}/FIR-01/remove",
        "/prices",
        "/prices/FIR-01",
    ):
        assert browser.get(path).status_code == 403, path
    token = filled(Browser(app, "editor").get(f"{STANDARD}/file").text)["csrf_token"]
    sent = browser.client.post(f"{browser.root}{STANDARD}/begin", data={"csrf_token": token})
    assert sent.status_code in (400, 403)
    assert "Reference prices" not in browser.get("/").text


@ON_SQLITE
@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_an_editor_has_a_desk_and_the_way_to_both(app: Flask, lang: str) -> None:
    browser = Browser(app, "editor", lang)
    desk = browser.get("/")
    assert desk.status_code == 200
    assert f'href="/{lang}/office/standard"' in desk.text
    assert f'href="/{lang}/office/prices"' in desk.text
    for path in (STANDARD, f"{STANDARD}/FIR-01", f"{STANDARD}/file", "/prices", "/prices/FIR-01"):
        assert browser.get(path).status_code == 200, path


# The file


def faulty(line: str, other: str) -> str:
    assert line in catalogue()
    return catalogue().replace(line, other, 1)


def without(code: str) -> str:
    left = tuple(entry for entry in SHIPPED.requirements if entry.code != code)
    return write(replace(SHIPPED, edition="2026-3", requirements=left))


FAULTS = {
    "a doubled code": (
        faulty("- code: PHY-02\n", "- code: PHY-01\n"),
        "The requirement&#39;s code is used twice: PHY-01.",
    ),
    "an unknown basis": (
        faulty("    basis: perimeter_m\n", "    basis: moon\n"),
        "The value is not in the list. Place: criterion.basis. Found: moon.",
    ),
    "a missing language": (
        faulty("    en: Perimeter fence of the school territory\n", ""),
        "A language is missing: en. Place: title.",
    ),
    "a requirement in use": (
        without("FIR-01"),
        "A requirement in use cannot be removed: FIR-01.",
    ),
}


@ON_SQLITE
@pytest.mark.parametrize(("text", "sentence"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_file_is_refused_with_line_and_reason(
    editor: Browser, world: World, app: Flask, tmp_path: Path, text: str, sentence: str
) -> None:
    begun(editor)
    before = in_draft(world)
    answer = send_file(editor, text)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Line: " in answer.text.split('id="problems"')[1]
    assert in_draft(world) == before
    file = tmp_path / "ours.yaml"
    file.write_text(text, encoding="utf-8")
    for command in ("diff", "load"):
        done = app.test_cli_runner().invoke(args=["standard", command, str(file), "--json"])
        assert done.exit_code == 1
        errors = json.loads(done.stdout)["errors"]
        assert errors[0]["line"] > 0
        assert sentence.replace("&#39;", "'") in errors[0]["message"]
        plain = app.test_cli_runner().invoke(args=["standard", command, str(file)])
        assert plain.stdout.startswith("line ")


@ON_SQLITE
def test_of_many_problems_a_hundred_are_listed_and_all_are_counted(editor: Browser) -> None:
    begun(editor)
    text = catalogue().replace("    value_status: default\n", "    value_status: law\n")
    answer = send_file(editor, text)
    assert answer.status_code == 422
    number = text.count("value_status: law")
    assert number > 100
    assert f"The file has errors: {number}." in answer.text
    assert answer.text.split('id="problems"')[1].count("<tr role") == 1 + 100


@ON_SQLITE
@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a: [", "а: ү".encode("cp1251", "ignore")])
def test_what_is_no_catalogue_is_refused_in_a_sentence(editor: Browser, content: bytes) -> None:
    begun(editor)
    answer = send_file(editor, content)
    assert answer.status_code == 422
    assert 'href="#file"' in answer.text
    assert editor.send(f"{STANDARD}/file").status_code == 422


def test_a_file_goes_out_is_changed_and_comes_back_as_the_draft(
    editor: Browser, world: World
) -> None:
    in_force = editor.get(f"{STANDARD}/edition.yaml")
    assert read(in_force.text) == SHIPPED
    assert in_force.headers["Content-Disposition"].endswith('filename="standard-2026-2.yaml"')
    begun(editor)
    text = in_force.text.replace("  priority: 1\n", "  priority: 2\n", 1)
    assert send_file(editor, text).status_code == 303
    assert editor.get(f"{STANDARD}/draft.yaml").text == text
    page = editor.get(f"{STANDARD}/diff").text
    assert "PHY-01" in page
    assert filled(page)["edition"] == "2026-3"  # the file's own code is taken
    assert editor.send(f"{STANDARD}/diff", {"sure": "1"}).status_code == 303
    with world.act() as session:
        assert editions.editions(session)[0].code == "2026-3"


@ON_SQLITE
def test_a_requirement_in_use_is_not_left_out_and_another_is(editor: Browser, world: World) -> None:
    world.purchase()
    begun(editor)
    held = editor.get(f"{STANDARD}/FIR-01/remove")
    assert "It cannot be left out" in held.text
    form = filled(editor.get(f"{STANDARD}/PHY-01/remove").text)
    refused = editor.client.post(f"{editor.root}{STANDARD}/FIR-01/remove", data=form)
    assert refused.status_code == 422
    assert "A requirement in use stays: FIR-01." in refused.text
    path = f"{editor.root}{STANDARD}/PHY-01/remove"
    form = filled(editor.get(f"{STANDARD}/PHY-01/remove").text)
    assert [editor.client.post(path, data=form).status_code for _ in range(2)] == [303, 303]
    page = editor.get(f"{STANDARD}/diff").text
    assert "Requirements left out" in page
    assert "The draft leaves this requirement out" in editor.get(f"{STANDARD}/PHY-01").text


@ON_SQLITE
def test_the_edition_gets_another_code_and_title(editor: Browser, world: World) -> None:
    begun(editor)
    assert editor.send(f"{STANDARD}/name", {"edition": "2026-2"}).status_code == 422
    wrong = editor.send(f"{STANDARD}/name", {"edition": "эки"})
    assert wrong.status_code == 422
    assert 'href="#edition"' in wrong.text
    sent = editor.send(f"{STANDARD}/name", {"edition": "2027", "title_ky": "Жаңы: «каталог»"})
    assert sent.status_code == 303
    assert in_draft(world).title.ky == "Жаңы: «каталог»"
    assert "Жаңы: «каталог»" in editor.get(f"{STANDARD}/diff").text


@ON_SQLITE
def test_the_command_tells_what_a_file_changes(world: World, app: Flask, tmp_path: Path) -> None:
    entry = requirement(SHIPPED, "FIR-02")
    other = replace(entry, criterion=replace(entry.criterion, quantity=Decimal(77)))
    left = [other if one == entry else one for one in SHIPPED.requirements if one.code != "PHY-01"]
    left.append(replace(entry, code="FIR-90"))
    file = tmp_path / "next.yaml"
    text = write(replace(SHIPPED, edition="2026-3", requirements=tuple(left)))
    file.write_text(text, encoding="utf-8")
    done = app.test_cli_runner().invoke(args=["standard", "diff", str(file), "--json"])
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert (told["added"], told["removed"], told["errors"]) == (["FIR-90"], ["PHY-01"], [])
    old = str(entry.criterion.quantity)
    assert told["changed"] == [
        {
            "code": "FIR-02",
            "fields": [{"field": "criterion.quantity", "old": old, "new": "77"}],
        }
    ]
    plain = app.test_cli_runner().invoke(args=["standard", "diff", str(file)])
    assert f"FIR-02\tcriterion.quantity\t{old} → 77" in plain.stdout
    assert plain.stdout.endswith("added 1, changed 1, removed 1\n")
    with world.act() as session:
        assert [card.code for card in editions.editions(session)] == ["2026-2"]


# Prices


def test_an_editor_says_what_a_requirement_costs(editor: Browser, world: World) -> None:
    typed = {
        "amount": "3 200,50",
        "lot": "1",
        "on": "01.03.2026",
        "standing": "default",
        "source": "Баа тизмеси",
    }
    assert editor.send("/prices/FIR-01", typed).status_code == 303
    with world.act() as session:
        price = session.scalars(select(ReferencePrice)).one()
        assert (price.amount, price.on, price.standing) == (
            som("3200.50"),
            date(2026, 3, 1),
            "default",
        )
    row = editor.get("/prices?q=FIR-01").text
    assert "3,200.50" in row
    kept = filled(editor.get("/prices/FIR-01").text)
    assert kept["source"] == "Баа тизмеси"
    assert "reference price" in editor.get("/prices/FIR-01").text
    assert editor.get("/prices/XXX-99").status_code == 404


def test_a_price_said_meanwhile_is_not_overwritten(editor: Browser, world: World) -> None:
    typed = {
        "amount": "3200",
        "lot": "1",
        "on": "01.03.2026",
        "standing": "default",
        "source": "Баа тизмеси",
    }
    old = {**filled(editor.get("/prices/FIR-01").text), **typed, "amount": "9"}
    assert editor.send("/prices/FIR-01", typed).status_code == 303
    late = editor.client.post(editor.root + "/prices/FIR-01", data=old)
    assert late.status_code == 409
    with world.act() as session:
        assert session.scalars(select(ReferencePrice)).one().amount == som("3200")


@ON_SQLITE
@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("amount", "0"),
        ("amount", "12x"),
        ("lot", "0"),
        ("lot", "1,5"),
        ("on", "30.02.2026"),
        ("on", "01.01.2999"),
        ("standing", ""),
        ("source", "  "),
    ],
)
def test_a_price_that_is_none_is_refused_at_its_field(
    editor: Browser, world: World, field: str, text: str
) -> None:
    typed = {"amount": "5", "on": "01.03.2026", "standing": "sourced", "source": "x", field: text}
    answer = editor.send("/prices/FIR-01", typed)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert filled(answer.text)[field] == text
    with world.act() as session:
        assert session.scalars(select(ReferencePrice)).all() == []
