"""A catalogue file that is wrong is refused, and the fault is named by its line."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import Refusal
from standard.catalogue_file import problems, read
from standard.yaml_tree import MAX_BYTES

SMALL = """\
meta:
  edition: t-1
  country: KG
  title: {ky: т, ru: т, en: t}
  domains:
    physical: {ky: ф, ru: ф, en: p}
  subdomains:
    fire: {ky: ө, ru: п, en: f}
    sport: {ky: с, ru: с, en: s}
  categories:
    emergency:
      name: {ky: ө, ru: п, en: f}
      covers: [physical/fire]
  bases:
    school:
      name: {ky: м, ru: ш, en: s}
      each: {ky: м, ru: ш, en: each s}
      counted: asked
  units:
    plan:
      name: {ky: п, ru: п, en: plan}
      counted: {ky: п, ru: п, en: plan|plans}
  periods:
    year:
      name: {ky: ж, ru: г, en: y}
      one: {ky: ж, ru: г, en: a y}
      many: {ky: "{n} ж", ru: "{n} г", en: "{n} y"}
  types:
    per_unit: {ky: т, ru: т, en: t}
    ratio: {ky: т, ru: т, en: t}
    percentage: {ky: т, ru: т, en: t}
    threshold: {ky: т, ru: т, en: t}
    boolean: {ky: т, ru: т, en: t}
    frequency: {ky: т, ru: т, en: t}
  comparators:
    ">=": {ky: к, ru: н, en: at least}
    "<=": {ky: к, ru: н, en: at most}
    "==": {ky: к, ru: н, en: exactly}
  source_kinds:
    norm: {ky: н, ru: н, en: n}
  value_statuses:
    sourced: {ky: б, ru: и, en: s}
    default: {ky: ш, ru: у, en: d}
requirements:
- code: FIR-01
  domain: physical
  subdomain: fire
  category: emergency
  title: {ky: т, ru: т, en: t}
  why: {ky: э, ru: з, en: w}
  unit: plan
  criterion:
    type: per_unit
    basis: school
    quantity: 2
    per: 1
    comparator: ">="
    value_status: default
  priority: 1
  source: {kind: norm, ref: r, note: n}
  items:
  - {ky: т, ru: т, en: t}
  okgz:
  - {code: 35111320-4, name: Переносные огнетушители}
"""
ENTRY = SMALL[SMALL.index("- code") :]

BAD = [  # what is put in the place of what, the code, and the text that stands in the line named
    ("quantity: 2", "quantity: two", "number_wrong", "quantity: two"),
    ("quantity: 2", "quantity: -2", "number_wrong", "quantity: -2"),
    ("quantity: 2", "quantity: .nan", "number_wrong", "quantity: .nan"),
    ("quantity: 2", "quantity: NaN", "number_wrong", "quantity: NaN"),
    ("quantity: 2", "quantity: 1e9", "number_wrong", "quantity: 1e9"),
    ("quantity: 2", "quantity: 1,5", "number_wrong", "quantity: 1,5"),
    ("quantity: 2", "quantity: ٢", "number_wrong", "quantity: ٢"),
    ("quantity: 2", "quantity:", "text_empty", "quantity:"),
    ("quantity: 2", "quantity: [2]", "shape_wrong", "quantity: [2]"),
    ("per: 1\n", "per: 0\n", "number_not_positive", "per: 0"),
    ("per: 1\n", "per: 5\n", "basis_without_wording", "basis: school"),
    ("type: per_unit", "type: magic", "value_unknown", "type: magic"),
    ("type: per_unit", "type: frequency", "key_missing", "type: frequency"),
    ("type: per_unit", "type: percentage", "per_wrong_for_type", "per: 1"),
    ("type: per_unit", "type: boolean", "quantity_over_limit", "quantity: 2"),
    ("basis: school", "basis: planet", "value_unknown", "basis: planet"),
    ('comparator: ">="', 'comparator: ">"', "value_unknown", 'comparator: ">"'),
    ("value_status: default", "value_status: law", "value_unknown", "value_status: law"),
    ("unit: plan", "unit: pound", "value_unknown", "unit: pound"),
    ("domain: physical", "domain: magical", "value_unknown", "domain: magical"),
    ("subdomain: fire", "subdomain: sport", "pair_without_category", "subdomain: sport"),
    ("category: emergency", "category: food", "value_unknown", "category: food"),
    ("kind: norm", "kind: rumour", "value_unknown", "kind: rumour"),
    ("priority: 1", "priority: 9", "value_unknown", "priority: 9"),
    ("code: FIR-01", "code: fir1", "code_wrong", "code: fir1"),
    ("35111320-4", "35111320", "code_wrong", "35111320,"),
    ("why: {ky: э, ru: з, en: w}", "why: {ky: э, ru: з}", "language_missing", "why:"),
    ("why: {ky: э, ru: з, en: w}", "why: {ky: э, ru: з, en: ''}", "text_empty", "why:"),
    ("why: {ky: э, ru: з, en: w}", "why: {ky: э, ru: з, en: ~}", "text_empty", "why:"),
    ("why: {ky: э, ru: з, en: w}", "why: {ky: э, ru: з, en: w, kk: қ}", "key_unknown", "kk:"),
    ("why: {ky: э, ru: з, en: w}", "why: just text", "shape_wrong", "why:"),
    ("  priority: 1", "  priority: 1\n  colour: red", "key_unknown", "colour"),
    ("  priority: 1", "  priority: 1\n  priority: 2", "key_doubled", "priority: 2"),
    ("    per: 1\n", "    per: 1\n    within: 2\n", "key_missing", "type: per_unit"),
    ("    per: 1\n", "    per: 1\n    within: 0\n    period: year\n", "code_wrong", "within"),
    ("  unit: plan\n", "", "key_missing", "- code: FIR-01"),
    ("covers: [physical/fire]", "covers: [physical/ice]", "value_unknown", "covers"),
    ("[physical/fire]", "[physical/fire, physical/fire]", "pair_doubled", "covers"),
    ("    plan:\n", "    Plan 1:\n", "code_wrong", "Plan 1"),
    ("sport: {", "sports_and_playing_grounds: {", "code_wrong", "sports_and"),
    ("counted: asked", "counted: guessed", "value_unknown", "counted: guessed"),
    ('en: "{n} y"', 'en: "{x} y"', "placeholder_wrong", "many:"),
    ('    "==": {ky: к, ru: н, en: exactly}\n', "", "key_missing", '">=": '),
    ("  country: KG\n", "", "key_missing", "  edition: t-1"),
    ("title: {ky: т, ru: т, en: t}\n  why", "title: &a {ky: т}\n  why", "alias", "&a"),
    ("why: {ky: э, ru: з, en: w}", "why: *a", "alias", "*a"),
    ("quantity: 2", "quantity: !!python/object:os.system 2", "tag", "!!python"),
    ("quantity: 2", "quantity: [[[[[[[[[[[[2]]]]]]]]]]]]", "too_deep", "quantity: [[["),
    ("quantity: 2", "quantity: 2: 3", "not_yaml", "quantity: 2: 3"),
    ("quantity: 2", "quantity:\t- 2\n  {", "not_yaml", "quantity:\t"),
]


@pytest.mark.parametrize(("old", "new", "code", "at"), BAD)
def test_a_bad_file_is_named_by_its_line(old, new, code, at):
    assert old in SMALL, "the table of bad files is out of step"
    head, tail = SMALL.split("requirements:\n")
    text = head + "requirements:\n" + tail.replace(old, new, 1) if old in tail else None
    text = text or SMALL.replace(old, new, 1)
    found = problems(text)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if at in row)
    named = [(problem.code, problem.line) for problem in found]
    assert (f"catalogue.{code}", line) in named
    with pytest.raises(Refusal) as refused:
        read(text)
    assert refused.value.code == found[0].code
    assert refused.value.facts["line"] == found[0].line


def test_the_small_file_itself_is_sound():
    assert problems(SMALL) == []
    assert read(SMALL).requirements[0].criterion.quantity == Decimal("2")


def test_a_doubled_code_names_both_lines():
    found = problems(SMALL + ENTRY)
    first = SMALL.splitlines().index("- code: FIR-01") + 1
    second = len(SMALL.splitlines()) + 1
    assert [(p.code, p.line, p.requirement) for p in found] == [
        ("catalogue.code_doubled", second, "FIR-01")
    ]
    assert found[0].facts == {"found": "FIR-01", "other_line": first}


def test_a_problem_tells_which_requirement_and_which_key():
    (found,) = problems(SMALL.replace("basis: school", "basis: planet"))
    assert (found.requirement, found.facts) == (
        "FIR-01",
        {"key": "criterion.basis", "found": "planet"},
    )


def test_every_fault_is_told_at_once_in_the_order_of_lines():
    text = SMALL.replace("quantity: 2", "quantity: x").replace("kind: norm", "kind: y")
    assert [p.code for p in problems(text)] == ["catalogue.number_wrong", "catalogue.value_unknown"]
    assert [p.line for p in problems(text)] == sorted(p.line for p in problems(text))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "catalogue.empty"),
        ("# only a remark\n", "catalogue.empty"),
        ("just words", "catalogue.shape_wrong"),
        ("- a\n- b\n", "catalogue.shape_wrong"),
        ("a: b\n---\nc: d\n", "catalogue.not_yaml"),
        ("\x00", "catalogue.not_yaml"),
        ("\ud800", "catalogue.not_yaml"),
        ("PK\x03\x04\x14\x00", "catalogue.not_yaml"),
        ("[" * 100_000, "catalogue.too_deep"),
        ("{" * 100_000, "catalogue.too_deep"),
        ("? " * 100_000, "catalogue.too_deep"),
        ("- a\n" * 70_000, "catalogue.too_many_values"),
        ("a: &a [x]\nb: &b [*a, *a]\n", "catalogue.alias"),
        ("[a]: b\n", "catalogue.not_yaml"),
        (SMALL.split("requirements:")[0] + "requirements: []\n", "catalogue.empty"),
        ("x" * (MAX_BYTES + 1), "catalogue.too_large"),
        (SMALL.replace("note: n}", "note: " + "n" * 13_000 + "}"), "catalogue.entry_too_large"),
    ],
    ids=lambda value: repr(value[:24]),
)
def test_what_is_no_catalogue_at_all_is_refused(text, code):
    assert code in {problem.code for problem in problems(text)}


@settings(suppress_health_check=[HealthCheck.too_slow])  # the first text loads Unicode's tables
@given(st.data())
def test_a_broken_line_never_breaks_the_reader(data):
    rows = SMALL.splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(rows) - 1))
        kind = data.draw(st.sampled_from(("drop", "double", "cut", "text", "indent")))
        if kind == "text":
            rows[at] = data.draw(st.text(max_size=12))
        elif kind == "double":
            rows.insert(at, rows[at])
        elif kind == "cut":
            rows[at] = rows[at][: data.draw(st.integers(0, len(rows[at])))]
        elif kind == "indent":
            rows[at] = "  " + rows[at]
        elif len(rows) > 1:
            del rows[at]
    text = "\n".join(rows)
    found = problems(text)
    assert all(1 <= problem.line <= text.count("\n") + 2 for problem in found)
    if not found:
        assert read(text).requirements
