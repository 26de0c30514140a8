"""A catalogue is written so that reading it gives the same catalogue, whatever its texts are."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.words import Words
from standard.catalogue_file import Catalogue, Lasting, problems, read
from standard.catalogue_writer import write
from tests.world import catalogue

SHIPPED = read(catalogue())


def with_text(text: str) -> Catalogue:
    """The shipped edition cut to one requirement, this text in many of its places."""
    entry = SHIPPED.requirements[0]
    changed = replace(
        entry,
        title=Words(text, text, text),
        why=Words(text, "ru", text),
        criterion=replace(entry.criterion, meaning=Words("ky", text, "en")),
        source=replace(entry.source, ref=text, note=text),
        items=(Words(text, text, text),),
        okgz=(replace(entry.okgz[0], name=text),),
    )
    return replace(SHIPPED, title=Words(text, text, text), requirements=(changed,))


def test_the_shipped_catalogue_comes_back_equal() -> None:
    written = write(SHIPPED)
    assert problems(written) == []
    assert read(written) == SHIPPED


def test_what_is_written_twice_is_the_same_text() -> None:
    written = write(SHIPPED)
    assert write(read(written)) == written


def test_the_text_reads_as_the_shipped_one() -> None:
    """Most lines of the file we wrote by hand stand in what the program writes."""
    own, written = catalogue().splitlines(), set(write(SHIPPED).splitlines())
    assert sum(line in written for line in own) > 0.97 * len(own)


@pytest.mark.parametrize(
    "text",
    [
        'He said "yes": no',
        "«Тынчтык»: коопсуздук",
        "кош чекит: бар",
        " алдында боштук",
        "артында боштук ",
        "# not a comment",
        "a # not a comment",
        "- not a list",
        "{not: a map}",
        "[not, a list]",
        "&anchor",
        "*alias",
        "!tag",
        "null",
        "~",
        "yes",
        "100",
        "2026-01-01",
        "ends with a colon:",
        "it's",
        "back\\slash",
        "one\ntwo",
        "one\n\nthree",
        "one\ntwo\n",
        "one\ntwo\n\n",
        "\none",
        "one \ntwo",
        "one\n  two",
        "  one\ntwo",
        "tab\there",
        "--- ",
        "a\n---\nb",
        "...",
        "%percent",
        "no-break\u00a0space",
        "line\u2028separator and next\u0085line",
        "\ufeffmark",
        "🛟 буй",
    ],
)
def test_a_difficult_text_comes_back_as_it_was(text: str) -> None:
    edited = with_text(text)
    assert read(write(edited)) == edited


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(str.strip)
MARKS = st.text(" \n\t:#-?|>'\"{}[],&*!%@`~\\aбө0", min_size=1, max_size=30).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(TEXTS | MARKS)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    edited = with_text(text)
    assert read(write(edited)) == edited


def test_how_long_a_thing_lasts_and_what_tells_of_it_are_written() -> None:
    entries = {entry.code: entry for entry in SHIPPED.requirements}
    lasting = replace(entries["FIR-01"], lasts=Lasting(18, "sourced"))
    telling = entries["MGT-04"]
    edited = replace(SHIPPED, requirements=(lasting, telling))
    written = write(edited)
    assert "  lasts:\n    months: 18\n    value_status: sourced\n" in written
    assert f"    measure: {telling.criterion.measure}\n" in written
    assert read(written) == edited


def test_what_is_no_edition_is_written_and_named_when_read() -> None:
    assert [problem.code for problem in problems(write(replace(SHIPPED, requirements=())))] == [
        "catalogue.empty"
    ]
    nothing = with_text("")
    assert {problem.code for problem in problems(write(nothing))} == {"catalogue.text_empty"}
