"""A sample by money units that anybody can draw again: whole tyiyn, SHA-256, nothing else. Pure.

Every tyiyn of the population has the same chance. The purchases of a stratum are laid end to end in
the order of their numbers, and a point is set at a random start and then at every interval; the
purchase a point falls on is looked at. One that is not smaller than the interval is always in: it
is taken out, and the interval of the rest counted anew, until none is left. Monetary unit sampling
with fixed intervals, as in the European Commission's guidance on sampling methods for audit
authorities (EGESIF_16-0014-01), 6.3.1. The same in another language: `redraw.py`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from hmac import digest

ALL, RAISED, NOT_RAISED = "all", "raised", "not_raised"
STRATA = {"none": 0, "flags": 1, "flags_twice": 2}
"""Ways to tell purchases with a raised flag from the others, and how much a tyiyn of theirs weighs
when the sample is shared out: 0 is not to tell them apart."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One purchase of the population: its number, its amount in tyiyn, is a flag raised?"""

    purchase: int
    amount: int
    raised: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A purchase to be looked at. `certain`: it is not smaller than the interval. `hits`: how many
    whole intervals it holds, at least one."""

    purchase: int
    amount: int
    stratum: str
    certain: bool
    hits: int


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of the population and how it was drawn from; amounts in tyiyn.

    `size` purchases are looked at, `certain` of them in any case; `rest` is the money of the
    others, of which `draws` are drawn; `start` is the first point, in parts of 1 / `draws` tyiyn.
    """

    name: str
    units: int
    amount: int
    size: int
    certain: int
    rest: int
    draws: int
    start: int

    @property
    def interval(self) -> Fraction | None:
        """Tyiyn from one point to the next; None where everything is looked at."""
        return Fraction(self.rest, self.draws) if self.draws else None


@dataclass(frozen=True, slots=True)
class Draw:
    """A sample: its strata, and what is to be looked at in the order of the purchases' numbers."""

    strata: tuple[Stratum, ...]
    chosen: tuple[Chosen, ...]

    @property
    def interval(self) -> Fraction | None:
        """The longest of its intervals; None where everything is looked at."""
        return max((one.interval for one in self.strata if one.interval), default=None)


def seed_of(size: int, root: str, secret: str) -> bytes:
    """The seed: of a checkpoint of the journal, and of what was promised before there was one.

    `root` and `secret` are 64 hexadecimal digits each.
    """
    return sha256(f"audit sample\n{size}\n{root}\n{secret}\n".encode()).digest()


def promise_of(secret: str) -> str:
    """What is published of a secret before it is told: its SHA-256."""
    return sha256(secret.encode()).hexdigest()


def start_of(seed: bytes, stratum: str, rest: int) -> int:
    """A number from 0 to below `rest`: HMAC-SHA-256 of the stratum's name under the seed, read as a
    whole number of 256 bits, modulo `rest`. No number is likelier than another by more than one
    part in 2^200: there are less than 2^54 tyiyn."""
    return int.from_bytes(digest(seed, stratum.encode(), "sha256")) % rest


def draw(units: Iterable[Unit], size: int, strata: str, seed: bytes) -> Draw:
    """The sample of `size` purchases; the order of `units` does not matter.

    Every amount is above zero, and `size` is from the number of strata to that of the units:
    `oversight.samples.rules` refuses all else.
    """
    parts = _parts(sorted(units, key=lambda unit: unit.purchase), STRATA[strata] > 0)
    sizes = shared_out(size, parts, STRATA[strata])
    drawn = [_drawn(name, part, sizes[name], seed) for name, part in parts.items()]
    chosen = [one for _, found in drawn for one in found]
    return Draw(
        tuple(stratum for stratum, _ in drawn),
        tuple(sorted(chosen, key=lambda one: one.purchase)),
    )


def _parts(units: Sequence[Unit], apart: bool) -> dict[str, list[Unit]]:
    """The strata that hold anything, in a fixed order."""
    if not apart:
        return {ALL: list(units)}
    parts = {
        RAISED: [unit for unit in units if unit.raised],
        NOT_RAISED: [unit for unit in units if not unit.raised],
    }
    return {name: part for name, part in parts.items() if part}


def shared_out(size: int, parts: dict[str, list[Unit]], weight: int) -> dict[str, int]:
    """How many purchases of each stratum: by money, that of raised flags times `weight`, rounded
    half up; at least one of each, and no more than there are."""
    if len(parts) == 1:
        return dict.fromkeys(parts, size)
    raised, others = parts[RAISED], parts[NOT_RAISED]
    heavy = weight * sum(unit.amount for unit in raised)
    whole = heavy + sum(unit.amount for unit in others)
    share = (2 * size * heavy + whole) // (2 * whole)
    least, most = max(1, size - len(others)), min(len(raised), size - 1)
    share = min(max(share, least), most)
    return {RAISED: share, NOT_RAISED: size - share}


def _rest(part: Sequence[Unit], size: int) -> tuple[set[int], int]:
    """The purchases that are always in, and the money of the others."""
    certain: set[int] = set()
    while True:
        others = [unit for unit in part if unit.purchase not in certain]
        rest, draws = sum(unit.amount for unit in others), size - len(certain)
        more = {unit.purchase for unit in others if unit.amount * draws >= rest}
        if not more:
            return certain, rest
        certain |= more


def _drawn(name: str, part: Sequence[Unit], size: int, seed: bytes) -> tuple[Stratum, list[Chosen]]:
    certain, rest = _rest(part, size)
    draws = size - len(certain)
    start = start_of(seed, name, rest) if draws else 0
    amount = sum(unit.amount for unit in part)
    stratum = Stratum(name, len(part), amount, size, len(certain), rest, draws, start)
    others = [unit for unit in part if unit.purchase not in certain]
    # Amounts and points in parts of 1 / draws tyiyn: so the interval is whole, and equals `rest`.
    points = hits([unit.amount * draws for unit in others], rest, start) if draws else []
    chosen = [
        Chosen(unit.purchase, unit.amount, name, True, _whole(unit.amount, stratum.interval))
        for unit in part
        if unit.purchase in certain
    ]
    drawn = zip(others, points, strict=False)
    chosen += [Chosen(one.purchase, one.amount, name, False, n) for one, n in drawn if n]
    return stratum, chosen


def _whole(amount: int, interval: Fraction | None) -> int:
    return max(1, int(amount / interval)) if interval else 1


def hits(amounts: Iterable[int], interval: int, start: int) -> list[int]:
    """How many of the points `start`, `start + interval`, … fall on each of the amounts laid end to
    end; the first unit of the first amount is 0."""
    found, before = [], 0
    for amount in amounts:
        after = before + amount
        found.append(_points_below(after, interval, start) - _points_below(before, interval, start))
        before = after
    return found


def _points_below(end: int, interval: int, start: int) -> int:
    return max(0, -((start - end) // interval))
