"""Published files of others: every one ends in plans or in a reason; persons stay out."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from core.errors import Refusal
from journal.models import Entry
from opendata import acts, ocds
from procurement.models import PlanItem, PlanLine
from tests.world import AIMAK, OPERATOR

PERSON = "12345678901234"


def release(**changes):
    return {
        "ocid": "ocds-h7i0z4-1",
        "id": "1",
        "date": "2026-01-05T10:00:00",
        "tag": ["planning"],
        "parties": [{"id": f"KG-INN-{PERSON}", "name": "Someone", "contactPoint": {"name": "A"}}],
        "planning": {
            "budgetYear": 2026,
            "plans": [
                {
                    "id": 7,
                    "budgetLineID": "2215",
                    "budgetLineName": "Товары",
                    "value": {"amount": 100.5, "currency": "KGS"},
                    "items": [{"id": "1", "quantity": 2.0, "unit": {"value": {"amount": 50.25}}}],
                }
            ],
        },
        **changes,
    }


def read(tmp_path, content, encoding=None):
    path = tmp_path / "file.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return ocds.read(path, encoding)


def refused(tmp_path, content):
    with pytest.raises(Refusal) as refusal:
        read(tmp_path, content)
    return refusal.value.code


NAMES = [
    "ocid",
    "releases",
    "records",
    "planning",
    "plans",
    "value",
    "id",
    "items",
    "parties",
    "unit",
    "quantity",
    "budgetYear",
]
FORMS = {
    "a bare release": lambda r: json.dumps(r),
    "a release package": lambda r: json.dumps({"version": "1.1", "releases": [r]}),
    "a package of 1.0": lambda r: json.dumps({"uri": "x", "releases": [r]}, indent=2),
    "a record package": lambda r: json.dumps(
        {"records": [{"ocid": r["ocid"], "compiledRelease": r}]}
    ),
    "a record with releases": lambda r: json.dumps(
        {"records": [{"ocid": r["ocid"], "releases": [r]}]}
    ),
    "a list of packages": lambda r: json.dumps([{"releases": [r]}]),
    "JSON lines": lambda r: json.dumps(r) + "\n",
    "documents behind each other": lambda r: json.dumps(r, indent=1) + "\n",
    "a mark at the beginning": lambda r: "\ufeff" + json.dumps(r),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_plan_is_found_in_every_form(tmp_path, form):
    (found,) = read(tmp_path, form(release()).encode())
    (line,) = found.lines
    assert (line.external_id, line.year, line.code) == ("7", 2026, "2215")
    assert line.amount == Decimal("100.50")
    assert line.published == "2026-01-05T10:00:00.000000+06:00"


def test_lines_of_json_are_read_one_by_one(tmp_path):
    lines = "\n".join(json.dumps(release(ocid=f"ocds-{n}")) for n in range(3))
    assert [found.ocid for found in read(tmp_path, lines.encode())] == [
        "ocds-0",
        "ocds-1",
        "ocds-2",
    ]


def test_a_declared_encoding_is_believed(tmp_path):
    content = json.dumps(release(id="é"), ensure_ascii=False).encode("iso-8859-1", "replace")
    assert refused(tmp_path, content) == "opendata.encoding"
    assert read(tmp_path, content, "iso-8859-1")[0].lines


def test_a_link_is_told_and_not_followed(tmp_path):
    (found,) = read(tmp_path, {"releases": [{"url": "http://127.0.0.1/x.json"}]})
    assert (found.kind, found.reason) == ("linked", "opendata.only_a_link")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "opendata.file_empty"),
        (b" \n ", "opendata.file_empty"),
        (b'{"releases": [{"ocid": "a"', "opendata.not_json"),
        (b"[" * 5000, "opendata.too_deep"),
        (b'{"a": NaN}', "opendata.not_a_number"),
        (b'{"a": 1e999999}', "opendata.not_a_number"),
        (b'{"a": 1, "a": 2}', "opendata.key_doubled"),
        (b"<html></html>", "opendata.not_json"),
        (b'{"resources": []}', "opendata.not_ocds"),
        (b'{"a": "' + b"\\" * 9999, "opendata.not_json"),
        (b"\xff\xfe\x00", "opendata.encoding"),
    ],
)
def test_what_is_no_sound_file_is_refused_by_name(tmp_path, content, code):
    assert refused(tmp_path, content) == code


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"amount": -1}, "plan.amount_wrong"),
        ({"amount": None}, "plan.amount_wrong"),
        ({"amount": 0.001}, "plan.amount_wrong"),
        ({"amount": 5, "currency": "USD"}, "plan.other_currency"),
    ],
)
def test_a_wrong_sum_is_a_reason_and_no_crash(tmp_path, value, code):
    entry = release()
    entry["planning"]["plans"][0]["value"] = value
    (found,) = read(tmp_path, entry)
    assert (found.lines, found.reason) == ((), code)


def test_nothing_of_persons_is_kept(tmp_path):
    (found,) = read(tmp_path, release())
    kept = json.dumps(found.lines[0].kept)
    assert PERSON not in kept
    assert "Someone" not in kept
    assert "contactPoint" not in kept
    codes = {note.code for note in found.notes}
    assert {"plan.contacts_dropped", "plan.persons_masked", "plan.date_without_zone"} <= codes


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_reader(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "fuzz.json"
    path.write_bytes(content)
    try:
        told = [found.reason for found in ocds.read(path)]
    except Refusal as refusal:
        told = [refusal.code]
    assert told


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(NAMES),
                inner,
                max_size=4,
            )
        ),
        max_leaves=30,
    )
)
def test_no_shape_crashes_the_reader(tmp_path_factory, document):
    path = tmp_path_factory.getbasetemp() / "shape.json"
    path.write_text(json.dumps(document))
    try:
        told = [found.ocid for found in ocds.read(path)]
    except Refusal as refusal:
        told = [refusal.code]
    assert told


def test_the_real_annual_plan_is_read_with_its_warnings(test_data):
    (found,) = ocds.read(test_data / "ocds/kg-annual-plan-2018.json")
    (line,) = found.lines
    assert (line.amount, line.year, line.code, len(line.items)) == (
        Decimal("65750.00"),
        2018,
        "2215",
        4,
    )
    assert found.place == "41703225600010"
    assert {note.code: note.count for note in found.notes} == {
        "plan.items_do_not_add_up": 1,
        "plan.date_without_zone": 1,
        "plan.contacts_dropped": 3,
        "plan.no_requirement": 1,
        "plan.buyer_not_linked": 1,
    }
    assert "redacted" not in json.dumps(line.kept)


def test_every_file_of_other_publishers_ends_in_a_report(test_data):
    for path in sorted((test_data / "ocds").rglob("*.json*")):
        try:
            told = [found.reason or found.lines for found in ocds.read(path)]
        except Refusal as refusal:
            told = [refusal.code]
        assert all(told), path.name


def test_a_plan_comes_in_once(world, test_data):
    found = ocds.read(test_data / "ocds/kg-annual-plan-2018.json")
    with world.act() as session:
        first = acts.import_plans(session, OPERATOR, AIMAK, found)
    with world.act() as session:
        size = session.scalar(select(func.count()).select_from(Entry))
        second = acts.import_plans(session, OPERATOR, AIMAK, found)
    with world.act() as session:
        assert first == {"new": 1, "changed": 0, "unchanged": 0}
        assert second == {"new": 0, "changed": 0, "unchanged": 1}
        assert session.scalar(select(func.count()).select_from(Entry)) == size
        assert session.scalar(select(func.count(PlanLine.id))) == 1
        assert session.scalar(select(func.count(PlanItem.id))) == 4


def test_without_a_place_the_buyers_address_says_it(world):
    with world.act() as session, pytest.raises(Refusal) as refusal:
        acts.import_plans(session, OPERATOR, None, [ocds.Found("ocds-1", "release")])
    assert refusal.value.code == "opendata.place_needed"
