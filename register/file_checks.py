"""What a register file must hold beyond its cells: periods, parents, circles, no contradictions."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from datetime import date
from itertools import pairwise

from register.rows import AnyRow, ClassificationRow, PlaceRow, RowError, ThresholdRow

Fault = tuple[str, str, dict[str, object]]


def row_faults(row: AnyRow, named: bool) -> Iterator[Fault]:
    """Column, code and facts of what is wrong within one row whose cells are all right."""
    if named and not getattr(row, "names", None):
        yield "", "name.missing", {}
    since, until = getattr(row, "valid_from", None), getattr(row, "valid_until", None)
    if since and until and until <= since:
        yield "valid_until", "period.backwards", {"since": since, "until": until}
    if getattr(row, "successor", None) and until is None:
        yield "successor", "place.successor_without_end", {}
    if isinstance(row, PlaceRow):
        yield from _place_faults(row)


def _place_faults(row: PlaceRow) -> Iterator[Fault]:
    if (row.kind == "country") != (len(row.code) == 2):
        yield "code", "place.code_shape", {"found": row.code}
    if row.kind == "country" and row.parent:
        yield "parent", "place.parent_at_top", {}
    if row.kind != "country" and not row.parent:
        yield "parent", "place.parent_missing", {}
    if (row.tile_column is None) != (row.tile_row is None):
        yield "tile_column", "place.half_a_tile", {}


def parent_errors(rows: Iterable[PlaceRow], known: Container[str]) -> list[RowError]:
    """Parents and successors that stand neither in the rows nor among the `known` codes.

    `place.parent_unknown` with `parent`; `place.successor_unknown` with `successor`;
    `place.parent_circle` with `parent` where a place would be its own ancestor.
    """
    places = {row.code: row for row in rows}
    errors = []
    for row in places.values():
        if row.parent and row.parent not in places and row.parent not in known:
            told = {"parent": row.parent}
            errors.append(RowError(row.row, "parent", "place.parent_unknown", told))
        if row.successor and row.successor not in places and row.successor not in known:
            told = {"successor": row.successor}
            errors.append(RowError(row.row, "successor", "place.successor_unknown", told))
    return errors + circles(places.values())


def circles(rows: Iterable[PlaceRow]) -> list[RowError]:
    """`place.parent_circle` for places that are their own ancestor, one error for each circle."""
    places = {row.code: row for row in rows}
    sound: set[str] = set()
    errors = []
    for row in places.values():
        path: dict[str, None] = {}
        step: PlaceRow | None = row
        while step and step.code not in sound and step.code not in path:
            path[step.code] = None
            step = places.get(step.parent or "")
        if step and step.code in path:
            told = {"parent": step.parent}
            errors.append(RowError(step.row, "parent", "place.parent_circle", told))
        sound.update(path)
    return errors


def overlaps(rows: Iterable[AnyRow]) -> list[RowError]:
    """`period.overlaps` with `first`: two rows of one code that are in force on the same day."""
    by_code: dict[tuple[str, str], list[ClassificationRow | ThresholdRow]] = defaultdict(list)
    for row in rows:
        if isinstance(row, ClassificationRow | ThresholdRow):
            by_code[getattr(row, "kind", ""), row.code].append(row)
    errors = []
    for same in by_code.values():
        same.sort(key=lambda row: row.valid_from or date.min)
        for earlier, later in pairwise(same):
            if (later.valid_from or date.min) < (earlier.valid_until or date.max):
                told = {"first": earlier.row}
                errors.append(RowError(later.row, "valid_from", "period.overlaps", told))
    return errors


def number_errors(
    numbers: Iterable[tuple[int, int, int | None, str | None]], codes: dict[int, str]
) -> list[RowError]:
    """`place.parent_contradicts` where the parent by number is not the parent by code.

    `numbers` are (row, number, number of the parent, code of the parent); `codes` by row.
    """
    numbers = list(numbers)
    by_number = {number: codes[row] for row, number, _, _ in numbers}
    errors = []
    for row, _, number, code in numbers:
        if number is not None and by_number.get(number) != code:
            told = {"number": number, "parent": code}
            errors.append(RowError(row, "parent_id", "place.parent_contradicts", told))
    return errors


def number_gaps(
    numbers: Iterable[tuple[int, int, int | None, str | None]],
) -> list[RowError]:
    """A note `row.number_missing` with `after` and `before` for each gap in the numbering."""
    ordered = sorted((number, row) for row, number, _, _ in numbers)
    return [
        RowError(row, "id", "row.number_missing", {"after": before, "before": number})
        for (before, _), (number, row) in pairwise(ordered)
        if number - before > 1
    ]
