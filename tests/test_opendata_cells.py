"""Cells of budget lines add up to what pages keep, whatever was spoken for by whom."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from budgets import totals
from budgets.models import purse
from core.money import ZERO, from_tyiyn
from opendata.fiscal.cells import divided

LINEAGES = {
    "KG": ("KG",),
    "D": ("D", "KG"),
    "A": ("A", "D", "KG"),
    "B": ("B", "D", "KG"),
    "S1": ("S1", "A", "D", "KG"),
    "S2": ("S2", "A", "D", "KG"),
    "S3": ("S3", "B", "D", "KG"),
}
SCHOOLS = ("S1", "S2", "S3")
REQUIREMENTS = ("FIR-01", "FIR-02")


@dataclass(frozen=True)
class Spoken:
    """A commitment as a query gives it."""

    school: str
    requirement: str
    amount: Decimal
    accepted: Decimal
    paid: Decimal


@dataclass(frozen=True)
class Drawn:
    """A budget line with its commitments."""

    beneficiary: str
    requirement: str | None
    category: str
    source: str
    amount: Decimal
    spoken: tuple[Spoken, ...]


@st.composite
def lines(draw):
    beneficiary = draw(st.sampled_from(list(LINEAGES)))
    within = [school for school in SCHOOLS if beneficiary in LINEAGES[school]]
    requirement = draw(st.none() | st.sampled_from(REQUIREMENTS))
    spoken = []
    for school in draw(st.lists(st.sampled_from(within), max_size=4)):
        amount = draw(st.integers(0, 10**9))
        parts = [draw(st.integers(0, amount)) for _ in range(2)]
        code = requirement or draw(st.sampled_from(REQUIREMENTS))
        spoken.append(Spoken(school, code, *map(from_tyiyn, (amount, *parts))))
    free = from_tyiyn(draw(st.integers(0, 10**9)))
    whole = sum((one.amount for one in spoken), free)
    category, source = draw(st.sampled_from("fg")), draw(st.sampled_from(("donor", "in_kind")))
    return Drawn(beneficiary, requirement, category, source, whole, tuple(spoken))


def movements(line):
    """What the acts have told the totals of a line."""
    common = {"beneficiary": line.beneficiary, "year": 2026, "category": line.category}
    common |= {"line_requirement": line.requirement, "purse": purse(line.source, False)}
    yield totals.Movement(
        scope=line.beneficiary, requirement=line.requirement, planned=line.amount, **common
    )
    for one in line.spoken:
        sums = {"committed": one.amount, "accepted": one.accepted, "paid": one.paid}
        yield totals.Movement(scope=one.school, requirement=one.requirement, **common, **sums)


@given(st.lists(lines(), max_size=5))
@settings(max_examples=40, deadline=None)
def test_the_cells_within_a_place_are_what_its_page_keeps(drawn):
    kept = totals.cells((move for line in drawn for move in movements(line)), LINEAGES)
    told = {}
    for line in drawn:
        for (unit, requirement), sums in divided(line, line.spoken).items():
            four = (sums.planned, sums.committed, sums.accepted, sums.paid)
            for scope in LINEAGES[unit]:
                for kind, code in (("category", line.category), ("requirement", requirement)):
                    cell = told.setdefault((scope, 2026, kind, code, line.source), [ZERO] * 4)
                    cell[:] = [a + b for a, b in zip(cell, four, strict=True)]

    named = {cell: sums for cell, sums in told.items() if cell[3] is not None}
    assert {c: s for c, s in named.items() if any(s)} == {c: s for c, s in kept.items() if any(s)}


@given(lines())
@settings(max_examples=40, deadline=None)
def test_a_line_is_divided_without_a_rest(drawn):
    parts = divided(drawn, drawn.spoken).values()

    assert sum((part.planned for part in parts), ZERO) == drawn.amount
    assert all(part.planned >= part.committed >= 0 for part in parts)
