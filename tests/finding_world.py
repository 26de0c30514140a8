"""For tests of findings: what a council writes, and a finding that is open."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from core.access import Role
from oversight.findings import acts
from oversight.findings.models import Finding, Violation
from oversight.findings.values import EvidenceValues, FindingValues
from tests.scans import paper
from tests.world import AIMAK, DISTRICT, OTHER_AIMAK, World, held

MEMBER = held(14, (Role.COUNCIL, DISTRICT))
SECOND = held(41, (Role.COUNCIL, DISTRICT))
THIRD = held(42, (Role.COUNCIL, DISTRICT))
STRANGER = held(43, (Role.COUNCIL, OTHER_AIMAK))
PARTNER = held(44, (Role.PARTNER, AIMAK))
SHOWN = EvidenceValues(paper("a"), page=2, note="2-бет")
VALUES = FindingValues(
    title="Өрт өчүргүчтөр аз келген",
    text="Актыда он, мектепте жети өрт өчүргүч бар.",
    language="ky",
    stage="acceptance",
    violations=("quantity", "acceptance"),
    own_basis="Келишимдин 3-пункту.",
    school="S-1001",
    requirement="FIR-01",
)


def drafted(
    session: Session, *, who: Any = MEMBER, shown: EvidenceValues | None = SHOWN, **changes: Any
) -> int:
    """A draft about the first school's extinguishers, with one piece of evidence."""
    number = acts.draft(session, who, replace(VALUES, **changes)).id
    if shown is not None:
        acts.add_to_draft(session, who, number, shown)
    return number


def opened(world: World, **changes: Any) -> int:
    """A finding everybody reads."""
    with world.act() as session:
        return acts.open_finding(session, MEMBER, drafted(session, **changes)).id


def about(purchase: int, **changes: Any) -> Mapping[str, Any]:
    """The same about a purchase."""
    return {"purchase": purchase, "school": None, "requirement": None, **changes}


def violations(session: Session, finding: int) -> list[int]:
    """The numbers of what a finding names."""
    query = session.query(Violation.id).filter(Violation.finding_id == finding)
    return [number for (number,) in query.order_by(Violation.id)]


def reported(world: World, finding: int, *, shown: bool = True) -> list[int]:
    """The officer reports what was put right, with evidence; the numbers of the violations."""
    with world.act() as session:
        if shown:
            acts.prove(session, world.officer, finding, EvidenceValues(paper("b")))
        numbers = violations(session, finding)
        done = {number: acts.Done("Үчөө кошумча алынды.") for number in numbers}
        acts.report_remedy(session, world.officer, finding, done, language="ky")
        return numbers


def voted(world: World, finding: int, who: Any, *choices: str) -> None:
    """A member votes on the violations in their order."""
    with world.act() as session:
        numbers = violations(session, finding)
        acts.vote(session, who, finding, dict(zip(numbers, choices, strict=True)))


def state_of(world: World, finding: int) -> str:
    """In which state a finding is."""
    with world.act() as session:
        return session.get_one(Finding, finding).state
