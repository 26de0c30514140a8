"""The list a council takes along to a school: each requirement, when it is met, what is said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from procurement.reports.evidence import Paper
from standard.reports import criteria
from standard.reports.assessments import Standing
from standard.sentences import criterion_sentence
from tracker import formats, stock
from tracker.public.names import capital


@dataclass(frozen=True, slots=True)
class Item:
    """One row to fill in.

    `default`: the number is ours and no norm. `yes_no`: a yes or no is asked; `thing`: it has a
    condition to look at.
    """

    title: str
    met_when: str
    default: bool
    needed: str | None
    says: str | None
    said: str
    yes_no: bool
    thing: bool


def groups(
    session: Session,
    rows: Iterable[Standing],
    shelf: stock.Shelf,
    papers: Mapping[str, Paper],
) -> list[tuple[str, list[Item]]]:
    """The rows by domain, in the catalogue's order."""
    known = shelf.names.catalogue
    if known is None:
        return []
    lang = shelf.names.lang
    found: dict[str, list[Item]] = {code: [] for code in known.lists.domains}
    for code, item in items(session, rows, shelf, papers).items():
        found[known.cards[code].domain].append(item)
    return [
        (capital(known.lists.domains[domain]).told(lang)[0], some)
        for domain, some in found.items()
        if some
    ]


def items(
    session: Session,
    rows: Iterable[Standing],
    shelf: stock.Shelf,
    papers: Mapping[str, Paper],
) -> dict[str, Item]:
    """The rows by requirement, in the catalogue's order."""
    known = shelf.names.catalogue
    if known is None:
        return {}
    lang = shelf.names.lang
    wanted = criteria.in_force(session)
    by_code = {row.requirement: row for row in rows if row.requirement in wanted}
    found: dict[str, Item] = {}
    for code in known.cards:
        if code in by_code:
            criterion, row = wanted[code], by_code[code]
            unit = shelf.unit(code)
            needed = shelf.needed(row)
            found[code] = Item(
                title=shelf.title(code),
                met_when=criterion_sentence(criterion, known.lists, lang),
                default=criterion.value_status == "default",
                needed=f"{needed} ({unit})" if needed and unit else needed,
                says=shelf.value(code, row.have),
                said=_said(row, shelf, papers),
                yes_no=shelf.norms[code].type == "boolean",
                thing=row.entry == "count",
            )
    return found


def _said(row: Standing, shelf: stock.Shelf, papers: Mapping[str, Paper]) -> str:
    """When and by whom it was said last, or by which paper; the number only where it differs."""
    last = shelf.last(row, papers)
    if last is None:
        return ""
    same = row.last is not None and last.value == row.last.on and row.last.value == row.have
    when = formats.day(last.value) if same else last.text
    return " · ".join(part for part in (when, last.note) if part)
