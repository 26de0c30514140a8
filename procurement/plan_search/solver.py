"""HiGHS for what the bound leaves open, and the exact check of what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd, isfinite
from typing import Any

from procurement.plan_search.bound import Priced, Share, lowest
from procurement.plan_search.market import Market, fill

PARTS = 1_000_000
"""Plans better by less than this part of a plan's worth are not looked for; nor does HiGHS, which
reckons with floating numbers, tell them apart."""
MONEY = 1_000.0
"""What HiGHS is told the money left to be, so that its own tolerance is a part of it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long HiGHS may look: branches, which every machine counts alike, and seconds."""

    nodes: int = 2_000
    seconds: float = 3.0


@dataclass(frozen=True, slots=True)
class Found:
    """Pieces of each level, and the `bound` no plan's worth exceeds.

    `how`: "all" is bought; "greedy" or "rounded" where nothing better was found than greedy buying
    or the best purchase at a factor, filled up; "solver". `stopped`: a limit stopped HiGHS.
    """

    taken: list[int]
    greedy: list[int]
    bound: int
    how: str
    stopped: bool = False
    open_levels: int = 0


@dataclass(frozen=True, slots=True)
class _Core:
    """What is not settled by the bound: of each level the least and the most pieces."""

    least: list[int]
    most: list[int]
    begun: list[bool]  # requirements that every better plan buys of
    open: list[int]  # levels that are not settled


def search(market: Market, money: int, limits: Limits) -> Found:
    """The best plan that is found, and a bound; never worse than greedy buying."""
    nothing = [0] * len(market.levels)
    if not market.levels:
        return Found(nothing, nothing, 0, "all")
    best, within = lowest(market, money)
    greedy = fill(market, nothing, money)
    if best is within and within.factor == 0:
        return Found(within.taken(market), greedy, best.bound, "all")
    rounded = fill(market, within.taken(market), money)
    taken, how = greedy, "greedy"
    if market.worth(rounded) > market.worth(taken):
        taken, how = rounded, "rounded"
    worth = market.worth(taken)
    core = _narrowed(market, best, worth)
    if core is None:
        return Found(taken, greedy, min(best.bound, worth + _step(worth) - 1), how)
    told = _asked(market, money, core, worth, limits)
    bound = best.bound
    if told.bound is not None:
        bound = min(bound, max(told.bound, worth + _step(worth) - 1))
    if told.taken is not None:
        solved = fill(market, _kept(market, told.taken, money), money)
        if market.worth(solved) > worth:
            taken, how = solved, "solver"
    bound = max(bound, market.worth(taken))
    return Found(taken, greedy, bound, how, told.stopped, len(core.open))


def _step(worth: int) -> int:
    """By how much a plan has to be better to be looked for."""
    return max(1, worth // PARTS)


def _narrowed(market: Market, best: Priced, worth: int) -> _Core | None:
    """What a plan that is better by a step can still look like; None when there can be none.

    A choice that costs more worth at the factor than there is between bound and plan is settled.
    """
    over = best.factor.denominator
    room = best.total - over * (worth + _step(worth))
    if room < 0:
        return None
    least, most = [0] * len(market.levels), [0] * len(market.levels)
    begun, open_levels = [], []
    for share, groups in zip(best.shares, market.groups, strict=True):
        begun.append(share.best > room)
        if room - share.best + share.begun < 0:
            continue
        for i in (i for group in groups for i in group.levels):
            least[i], most[i] = _span(market, best, share, i, room)
            if least[i] < most[i]:
                open_levels.append(i)
            begun[-1] = begun[-1] or least[i] > 0
    return _Core(least, most, begun, open_levels)


def _span(market: Market, best: Priced, share: Share, i: int, room: int) -> tuple[int, int]:
    """The least and the most pieces of a level in a better plan."""
    level = market.levels[i]
    gain = best.factor.denominator * level.worth - best.factor.numerator * level.price
    if gain == 0:
        return 0, level.count
    moves = min((room - share.best + share.free) // abs(gain), level.count)
    return (level.count - moves, level.count) if gain > 0 else (0, moves)


@dataclass(frozen=True, slots=True)
class _Told:
    """What HiGHS said; `bound` with its grain added."""

    taken: list[int] | None
    bound: int | None
    stopped: bool


def _asked(market: Market, money: int, core: _Core, worth: int, limits: Limits) -> _Told:
    """Let HiGHS look among what is open for more than `worth`."""
    from scipy.optimize import Bounds, milp

    left = money - market.cost(core.least)
    if left < 0:
        return _Told(None, 0, False)
    fixed = market.worth(core.least)
    levels = [market.levels[i] for i in core.open]
    lots = _lots(market, core)
    result = milp(
        c=[-level.worth / PARTS for level in levels] + [0.0] * len(lots),
        integrality=1,
        bounds=Bounds(
            [0.0] * (len(levels) + len(lots)),
            [float(core.most[i] - core.least[i]) for i in core.open] + [1.0] * len(lots),
        ),
        constraints=_rows(market, core, lots, left),
        options={
            "presolve": False,  # the bound has settled what it would find
            "mip_rel_gap": _step(worth) / 2 / max(worth - fixed, 1),
            "node_limit": limits.nodes,
            "time_limit": limits.seconds,
        },
    )
    return _read(market, core, result, fixed)


def _lots(market: Market, core: _Core) -> dict[int, int]:
    """The requirements that may be left alone or begun with a lot: their column's place."""
    asked = sorted(
        {
            market.levels[i].requirement
            for i in core.open
            if market.lots[market.levels[i].requirement] > 1
        }
    )
    free = [number for number in asked if not core.begun[number]]
    return {number: len(core.open) + place for place, number in enumerate(free)}


def _rows(market: Market, core: _Core, lots: dict[int, int], left: int) -> Any:
    """The constraints: money; lots; and that of what is not begun nothing is bought.

    Money is counted in the largest coin that all prices are made of, and half a coin is added:
    nothing costs it, and no rounding of HiGHS takes the last coin away.
    """
    from numpy import inf
    from scipy.optimize import LinearConstraint
    from scipy.sparse import csr_array

    coin = gcd(*(market.levels[i].price for i in core.open))
    scale = MONEY / (left // coin + 0.5)
    entries: list[tuple[int, int, float]] = []
    low, high = [-inf], [MONEY]
    rows: dict[int, int] = {}
    held = [0] * len(market.lots)
    for n, level in zip(core.least, market.levels, strict=True):
        held[level.requirement] += n
    for place, i in enumerate(core.open):
        level = market.levels[i]
        number = level.requirement
        entries.append((0, place, level.price // coin * scale))
        if market.lots[number] <= max(held[number], 1):
            continue
        if number not in rows:
            rows[number] = len(low)
            low.append(0.0 if number in lots else float(market.lots[number] - held[number]))
            high.append(inf)
            if number in lots:
                entries.append((rows[number], lots[number], -float(market.lots[number])))
        entries.append((rows[number], place, 1.0))
        if number in lots:
            entries.append((len(low), place, 1.0 / core.most[i]))
            entries.append((len(low), lots[number], -1.0))
            low.append(-inf)
            high.append(0.0)
    shape = (len(low), len(core.open) + len(lots))
    row, column, value = zip(*entries, strict=True) if entries else ((), (), ())
    return LinearConstraint(csr_array((value, (row, column)), shape=shape), low, high)


def _read(market: Market, core: _Core, result: Any, fixed: int) -> _Told:
    stopped = result.status not in (0, 2)
    bound = None
    if result.status == 2:
        bound = 0  # nothing is better: the plan in hand is the bound
    elif result.mip_dual_bound is not None and isfinite(result.mip_dual_bound):
        most = fixed - result.mip_dual_bound * PARTS
        bound = int(most + max(most, 0) / PARTS) + 1
    taken = None
    if result.x is not None:
        taken = list(core.least)
        for place, i in enumerate(core.open):
            taken[i] += round(result.x[place])
    return _Told(taken, bound, stopped)


def _kept(market: Market, taken: Sequence[int], money: int) -> list[int]:
    """The solver's plan within money and lots, exactly: pieces of least worth for money fall."""
    kept = [min(max(n, 0), level.count) for n, level in zip(taken, market.levels, strict=True)]
    over = market.cost(kept) - money
    for i in sorted(range(len(kept)), key=lambda i: (market.levels[i].rate, -i)):
        if over <= 0:
            break
        n = min(kept[i], -(-over // market.levels[i].price))
        kept[i] -= n
        over -= n * market.levels[i].price
    held = [0] * len(market.lots)
    for n, level in zip(kept, market.levels, strict=True):
        held[level.requirement] += n
    return [
        n if held[level.requirement] >= market.lots[level.requirement] else 0
        for n, level in zip(kept, market.levels, strict=True)
    ]
