"""The safety plan of a district and of a country: its time beside greedy buying, and its gap.

Gaps are invented from a seed: 120 requirements with prices from tens of som to a million, lots
from one to twenty, prices of their own in each region. The plan and greedy buying work on the
same gaps in the same run; the gap is what the best plan there is may close more, at most.
"""

import argparse
import random
import time
from collections.abc import Callable
from decimal import Decimal

from core.money import ZERO, from_tyiyn
from procurement.plan_search import Level, Market, fill
from procurement.planning import POINT, Need, Plan, plan

REQUIREMENTS = 120
REGIONS = 9
SHARES = ("0.00002", "0.001", "0.01", "0.1", "0.5")


def gaps(schools: int, regions: int, seed: int) -> list[Need]:
    """What so many schools lack; five of six requirements at each."""
    drawn = random.Random(seed)
    kinds = [
        (
            f"R{number:03}",
            [_price(drawn) for _ in range(regions)],
            drawn.choice([1, 1, 1, 2, 5, 10, 20]),
            drawn.choice([1, 1, 1, 1, 2, 2, 2, 3]),
            drawn.choice([1, 1, 20, 100, 300]),
        )
        for number in range(REQUIREMENTS)
    ]
    found = []
    for school in range(schools):
        pupils, region = drawn.randint(30, 1800), drawn.randrange(regions)
        for code, prices, lot, priority, per in kinds:
            if drawn.random() < 1 / 6:
                continue
            needed = max(1, pupils // per) if per > 1 else drawn.randint(1, 4)
            to_buy = drawn.randint(1, needed)
            price = prices[region]
            found.append(Need(f"S-{school:05}", code, to_buy, price, lot, priority, pupils, needed))
    return found


def _price(drawn: random.Random) -> Decimal:
    """Tens of som, thousands, or hundreds of thousands; to ten som."""
    low, high = drawn.choice([(5, 90), (100, 2_000), (2_000, 90_000)])
    return from_tyiyn(drawn.randint(low, high) * 1_000)


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Seconds by the clock, and the result."""
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def greedily(needs: list[Need], money: Decimal) -> int:
    """Greedy buying by itself, on the same gaps: millionths of a point."""
    codes = {code: place for place, code in enumerate(sorted({one.requirement for one in needs}))}
    lots = {one.requirement: one.lot for one in needs}
    levels = [
        Level(codes[one.requirement], int(one.price * 100), one.worth, one.to_buy) for one in needs
    ]
    market = Market(levels, [lots[code] for code in codes])
    return market.worth(fill(market, [0] * len(levels), int(money * 100)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for schools, regions, goal in ((60, 1, 5), (2_300, REGIONS, 60)):
        needs = gaps(schools, regions, options.seed)
        whole = sum((one.price * one.to_buy for one in needs), ZERO)
        print(f"{schools} schools, {len(needs)} gaps; all of them cost {whole} som")
        for share in SHARES:
            money = (whole * Decimal(share)).quantize(Decimal("0.01"))
            _told(needs, money, share, goal)


def _told(needs: list[Need], money: Decimal, share: str, goal: int) -> None:
    greedy_took, _ = timed(lambda: greedily(needs, money))
    took, found = timed(lambda: plan(needs, money))
    assert isinstance(found, Plan)
    print(
        f"  money {share:>5} of it: gap to the best at most {float(found.gap) * 100:.5f} %, "
        f"over greedy {float(found.over_greedy) * 100:.4f} %, points {found.worth // POINT}, "
        f"{found.how}{', stopped' if found.stopped else ''}; "
        f"plan : greedy {took / greedy_took:.1f}; {took:.2f} s (goal {goal})"
    )


if __name__ == "__main__":
    main()
