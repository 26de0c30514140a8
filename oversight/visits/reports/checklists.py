"""What a visit looks at: the requirements that bind a school, with what its inventory says."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from core.errors import Refusal
from oversight.visits import rules
from oversight.visits.rules import POSTS, Told
from standard import reports as standard
from standard.norms import norms
from standard.reports import assessments
from standard.reports.assessments import Standing
from standard.reports.known import before
from standard.rules import Norm


@dataclass(frozen=True, slots=True)
class Asked:
    """One requirement of a check-list.

    `said` is what the inventory says, None where it says nothing that still holds. `needed` is in
    the requirement's unit, None where the passport does not tell it. `is_post`: people at work are
    counted, nothing is bought.
    """

    code: str
    domain: str
    norm: Norm
    said: Decimal | None
    needed: Decimal | None
    is_post: bool
    standing: Standing


def of_school(
    session: Session, school: str, domains: Collection[str], on: date
) -> tuple[Asked, ...]:
    """What binds the school in these domains (or may: of what it cannot be said), and can be looked
    at, in the catalogue's order; what our own records answer is asked of nobody."""
    known = norms(session)
    rows = {one.requirement: one for one in assessments.of_school(session, school, on)}
    found = []
    for card in standard.requirements(session):
        row = rows.get(card.code)
        if row is None or card.domain not in domains or row.entry is None or row.state == "idle":
            continue
        said = None if row.why == "lapsed" and row.state == "unknown" else row.have
        is_post = card.unit in POSTS
        norm = known[card.code]
        found.append(Asked(card.code, card.domain, norm, said, row.needed, is_post, row))
    return tuple(found)


def problems(
    session: Session, school: str, on: date, asked: Collection[Asked], told: Mapping[str, Told]
) -> Iterator[Refusal]:
    """What is wrong with what was typed of a part: of each requirement its first fault, so that a
    page can show all of them at once."""
    known = before(session, school, on)
    for one in asked:
        if one.code in told:
            try:
                rules.answer(one.norm, told[one.code], one.said, known.of(one.norm).whole, on)
            except Refusal as refusal:
                yield refusal
