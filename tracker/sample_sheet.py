"""The worksheet of an audit sample: what to look at of each purchase, and room for the findings."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext, lazy_gettext

from core import clock
from core.words import Words
from opendata.workbook import stamp
from oversight.samples.reports.samples import ItemCard, SampleCard
from oversight.samples.reports.worksheet import Papers
from tracker import formats, sample_words
from tracker.names import Names
from tracker.tables import Column, Table, as_xlsx

MOST_SCHOOLS = 6  # named on a sheet; of more it says how many
_l = lazy_gettext
SHEET = Words("Текшерүүнүн жыйынтыктары", "Результаты проверки", "What was found of the sample")
NUMBER = {"purchase": _l("Number")}
TO_FILL_IN = {
    "audited": _l("Found due"),
    "error": _l("What was found"),
    "note": _l("Note"),
    "evidence": _l("By which papers"),
}
"""The columns a filled sheet is read by (tracker.sample_rows), and over which heading."""


@dataclass(frozen=True, slots=True)
class Row:
    """A purchase on the sheet; every text in the language of the page."""

    item: ItemCard
    place: str
    contracts: tuple[str, ...]
    accepted: str
    paid: str
    requirements: str
    schools: str


def rows(
    items: Collection[ItemCard],
    papers: Mapping[int, Papers],
    places: Mapping[str, Words],
    names: Names,
) -> list[Row]:
    """The purchases of a sample with what there is to look at."""
    return [_row(one, papers[one.purchase], places, names) for one in items]


def _row(item: ItemCard, papers: Papers, places: Mapping[str, Words], names: Names) -> Row:
    lang = names.lang
    called = {code: name.told(lang)[0] or code for code, name in places.items()}
    schools = [called.get(code, code) for code in papers.schools]
    more = len(schools) - MOST_SCHOOLS
    told = ", ".join(schools[:MOST_SCHOOLS])
    if more > 0:
        told += gettext(" and others: %(count)s", count=formats.number(more, lang))
    return Row(
        item=item,
        place=called.get(item.place, item.place),
        contracts=tuple(
            f"№ {one.number} · {formats.day(one.signed_on)} · {formats.som(one.amount, lang)}"
            for one in papers.contracts
        ),
        accepted=formats.som(
            sum((one.accepted for one in papers.contracts), item.amount * 0), lang
        ),
        paid=formats.som(sum((one.paid for one in papers.contracts), item.amount * 0), lang),
        requirements=", ".join(
            f"{code} {names.requirement(code).told(lang)[0]}" for code in papers.requirements
        ),
        schools=told,
    )


def make_of(sample: int) -> str:
    """What the hidden sheet of a worksheet says it is: of which sample."""
    return f"sample-{sample}"


def workbook(card: SampleCard, found: Sequence[Row], *, seen: int, key: bytes) -> bytes:
    """The sheet as a workbook: the last four columns are to be filled in; and what words to use.

    `seen` is the state of the sample now, `key` what our templates are signed with.
    """
    sheet = Table(
        "worksheet",
        gettext("Sample № %(number)s", number=card.id),
        (
            Column("purchase", str(NUMBER["purchase"]), "count"),
            Column("title", gettext("Purchase")),
            Column("place", gettext("Who buys")),
            Column("contracts", gettext("Contracts")),
            Column("accepted", gettext("Accepted")),
            Column("paid", gettext("Paid")),
            Column("requirements", gettext("Requirements")),
            Column("schools", gettext("Schools")),
            Column("amount", gettext("In contracts"), "som"),
            *(
                Column(name, str(words), "som" if name == "audited" else "text")
                for name, words in TO_FILL_IN.items()
            ),
        ),
        tuple(_cells(row) for row in found),
    )
    kinds = Table(
        "errors",
        gettext("What was found"),
        (Column("words", gettext("What was found")),),
        tuple((str(words),) for words in sample_words.ERRORS.values()),
    )
    mark = stamp.Stamp(
        template=make_of(card.id),
        place=card.place,
        year=card.year,
        language=formats.language(),
        issued_on=clock.today().isoformat(),
        seen=seen,
    )
    return as_xlsx((sheet, kinds), mark=stamp.rows(mark, key))


def _cells(row: Row) -> tuple[object, ...]:
    item = row.item
    return (
        item.purchase,
        item.title,
        row.place,
        "\n".join(row.contracts),
        row.accepted,
        row.paid,
        row.requirements,
        row.schools,
        item.amount,
        item.audited,
        str(sample_words.ERRORS.get(item.error or "", "")),
        item.note or "",
        item.evidence or "",
    )
