"""What flags looked at, as it is published: anybody can look again (oversight.recompute)."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from oversight import flags
from oversight.flags import Rule
from oversight.flags.result import Look
from oversight.matter import Direct, Matter, item_class
from oversight.measures import COUNTRY, Measure, Measures
from oversight.reports import flags as reports
from oversight.reports import matters, years
from oversight.reports.direct import first_day
from oversight.reports.measures import taken
from oversight.written import written
from oversight.year_matter import YearMatter

COLUMNS = ("number", "place", "year", "catalogue", "size", "matter", "states")
AT_ONCE = 500  # purchases read and looked at together: a list of their numbers fits one statement


@dataclass(frozen=True, slots=True)
class FactsRow:
    """A purchase, or (number 0) the holder's whole year: what flags looked at, and what each said.

    `catalogue` names the rules in their versions, `size` is that of the journal. `matter` is of
    oversight.matter.Matter or oversight.year_matter.YearMatter, as oversight.written writes them.
    Flags that only councils see are not among the `states`, nor what they alone look at.
    """

    number: int
    place: str
    year: int
    catalogue: str
    size: int
    matter: dict[str, Any]
    states: dict[str, str]

    def texts(self) -> tuple[str, ...]:
        """Its cells as a CSV has them, in the order of COLUMNS."""
        matter, states = (
            json.dumps(part, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            for part in (self.matter, self.states)
        )
        head = (self.number, self.place, self.year, self.catalogue, self.size)
        return (*map(str, head), matter, states)


class _Asked(Measures):
    """Measures that remember which of them were asked for: only those are published."""

    def __init__(self, standing: Measures) -> None:
        super().__init__()
        self._standing = standing
        self.used: dict[Measure, None] = {}

    def of(self, flag: str, name: str, scope: str = COUNTRY) -> Measure | None:
        found = self._standing.of(flag, name, scope)
        if found is not None:
            self.used[found] = None
        return found


def of_holder(
    session: Session, place: str, year: int, today: date, size: int
) -> Iterator[FactsRow]:
    """Each public purchase of a holder and year by number, then the year itself.

    Nothing of a place that holds no money of that year.
    """
    numbers = session.scalars(reports.of_holders([(place, year)])).all()
    if not numbers and not reports.is_holder(session, place, year):
        return
    name, standing = flags.catalogue(), taken(session)

    def row(number: int, facts: dict[str, Any], states: dict[str, str]) -> FactsRow:
        return FactsRow(number, place, year, name, size, facts, states)

    ordered = sorted(numbers)
    for start in range(0, len(ordered), AT_ONCE):
        wanted = reports.of_numbers(ordered[start : start + AT_ONCE])
        for matter in matters.gather(session, wanted, today, standing):
            yield row(matter.id, *_of_purchase(matter))
    for whole in years.gather(session, [(place, year)], today, standing):
        yield row(0, *_of_year(whole))


def _of_purchase(matter: Matter) -> tuple[dict[str, Any], dict[str, str]]:
    asked = _Asked(matter.measures)
    own = replace(matter, measures=asked, earlier=_beside(matter))
    states = _states(flags.looks(own))
    return written(replace(own, measures=_shown(asked))), states


def _of_year(matter: YearMatter) -> tuple[dict[str, Any], dict[str, str]]:
    asked = _Asked(matter.measures)
    own = replace(matter, measures=asked)
    states = _states((flag, flag.look(own)) for flag in flags.YEAR_FLAGS)
    return written(replace(own, measures=_shown(asked))), states


def _states(looks: Iterable[tuple[Rule, Look]]) -> dict[str, str]:
    return {flag.CODE: look.state for flag, look in looks if flag.PUBLIC}


def _shown(asked: _Asked) -> Measures:
    """What was asked for, but for what flags stand on that only councils see."""
    rules: tuple[Rule, ...] = (*flags.FLAGS, *flags.YEAR_FLAGS)
    hidden = {rule.CODE for rule in rules if not rule.PUBLIC}
    return Measures(one for one in asked.used if one.flag not in hidden)


def _beside(matter: Matter) -> tuple[Direct, ...]:
    """Of the direct purchases read for many those a look at this one alone would have read."""
    own = {item_class(line.item_code) for line in matter.lines}
    since = first_day(matter.on, matter.head.year)
    found = []
    for one in matter.earlier:
        classes = {name: som for name, som in one.classes.items() if name in own}
        if classes and one.on >= since:
            found.append(replace(one, classes=classes))
    return tuple(found)
