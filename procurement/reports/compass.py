"""The price compass: what a thing cost others, and where a price stands among them.

Compared is the same item code, by the same base unit, accepted by other purchases within 24
months up to a day: in the purchase's region, or where those are fewer than five in the country.
The quartiles are read from an index by their place in it; the rows themselves are not fetched.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import BindParameter, Date, TextClause, bindparam, text
from sqlalchemy.orm import Session

from core.money import TYIYN, from_tyiyn
from procurement import outliers
from procurement.reports import costs
from procurement.reports.prices import ENOUGH, MONTHS, Compared
from register import units
from standard.rules import later

QUARTERS = (1, 2, 3)
AT_ONCE = 100  # prices asked for in one statement


@dataclass(frozen=True, slots=True)
class Asked:
    """A price to be placed: som for one `unit` as typed, of a thing, in a region, on a day.

    `purchase` is the one it belongs to, whose own lines are not compared; 0: none yet.
    """

    item_code: str
    unit: str
    price: Decimal
    region: str
    on: date
    purchase: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A price beside others: som for one base `unit`.

    `alike` is how many there are, `scope` where from: "region" or "country". `spread` is None
    where they are fewer than enough.
    """

    item_code: str
    unit: str
    price: Decimal
    alike: int
    scope: str
    spread: Compared | None

    @property
    def outside(self) -> bool:
        """Is the price unlike the others? Then it wants a reason."""
        return outliers.outside(self.price, self.spread)


@dataclass(frozen=True, slots=True)
class _Key:
    """What is looked for in an index."""

    item_code: str
    unit: str
    region: str | None
    on: date
    purchase: int

    def where(self, number: int) -> str:
        """The conditions of this comparison, for the key of that number in a statement."""
        region = "" if self.region is None else f" AND region = :region{number}"
        return (
            f"item_code = :item{number} AND unit = :unit{number}{region}"
            f" AND first_on <= :on{number} AND last_on >= :since{number}"
            f" AND purchase_id <> :purchase{number}"
        )

    def values(self, number: int) -> list[BindParameter[Any]]:
        """What is put into these conditions."""
        found = [
            bindparam(f"item{number}", self.item_code),
            bindparam(f"unit{number}", self.unit),
            bindparam(f"on{number}", self.on, Date),
            bindparam(f"since{number}", later(self.on, -MONTHS), Date),
            bindparam(f"purchase{number}", self.purchase),
        ]
        return found if self.region is None else [*found, bindparam(f"region{number}", self.region)]


def place(session: Session, asked: Sequence[Asked]) -> list[Placed | None]:
    """Each price beside what others paid; None where it cannot be compared: a unit that measures
    nothing, or a price below a tyiyn.

    Three statements for a hundred prices, one fewer where their regions tell enough.
    """
    wanted = [_in_base(one) for one in asked]
    near = [_key(*one, one[0].region) for one in wanted if one is not None]
    counts = _counts(session, near)
    far = [_key(*one, None) for one in wanted if one is not None and counts[_near(one)] < ENOUGH]
    counts |= _counts(session, far)
    chosen = [key for key in (*near, *far) if counts[key] >= ENOUGH]
    spreads = _spreads(session, chosen, counts)
    return [None if one is None else _placed(one, counts, spreads) for one in wanted]


def of_lines(
    session: Session, place_code: str, on: date, lines: Sequence[Any], purchase: int = 0
) -> list[Placed | None]:
    """The prices of a purchase's lines (item_code, unit, unit_price) as of a day, in their order.

    None also for a line without an item code or a price.
    """
    coded = [line for line in lines if line.item_code and line.unit_price]
    if not coded:
        return [None] * len(lines)
    region = costs.regions_of(session, [place_code])[place_code]
    placed = place(
        session,
        [Asked(one.item_code, one.unit, one.unit_price, region, on, purchase) for one in coded],
    )
    found = {id(line): one for line, one in zip(coded, placed, strict=True)}
    return [found.get(id(line)) for line in lines]


_Based = tuple[Asked, str, Decimal]


def _in_base(asked: Asked) -> _Based | None:
    """A price with its base unit, and som for one of that."""
    found = units.comparable(asked.unit, asked.item_code)
    if found is None:
        return None
    unit, factor = found
    price = (asked.price / factor).quantize(TYIYN, rounding="ROUND_HALF_UP")
    return (asked, unit, price) if price > 0 else None


def _key(asked: Asked, unit: str, _price: Decimal, region: str | None) -> _Key:
    return _Key(asked.item_code, unit, region, asked.on, asked.purchase)


def _near(one: _Based) -> _Key:
    return _key(*one, one[0].region)


def _placed(one: _Based, counts: Mapping[_Key, int], spreads: Mapping[_Key, Compared]) -> Placed:
    asked, unit, price = one
    near = _near(one)
    if near in spreads:
        return Placed(asked.item_code, unit, price, counts[near], "region", spreads[near])
    whole = _key(*one, None)
    return Placed(asked.item_code, unit, price, counts[whole], "country", spreads.get(whole))


def _by_hundreds(keys: Iterable[_Key]) -> Iterator[list[_Key]]:
    """Each key once, so many together as one statement may ask for."""
    wanted = list(dict.fromkeys(keys))
    for start in range(0, len(wanted), AT_ONCE):
        yield wanted[start : start + AT_ONCE]


def _counts(session: Session, keys: Iterable[_Key]) -> dict[_Key, int]:
    """How many there are to compare for each."""
    found: dict[_Key, int] = {}
    for some in _by_hundreds(keys):
        parts = [
            f"SELECT {number}, count(*) FROM item_prices WHERE {key.where(number)}"
            for number, key in enumerate(some)
        ]
        found |= {some[number]: many for number, many in session.execute(_all(parts, some))}
    return found


def _spreads(
    session: Session, keys: Iterable[_Key], counts: Mapping[_Key, int]
) -> dict[_Key, Compared]:
    """The quartiles for each, by the two prices each of them lies between."""
    found: dict[_Key, Compared] = {}
    for some in _by_hundreds(keys):
        parts = [
            f"SELECT {number}, {quarter}, price FROM (SELECT price FROM item_prices"
            f" WHERE {key.where(number)} {_two(counts[key], quarter)}) AS two_{number}_{quarter}"
            for number, key in enumerate(some)
            for quarter in QUARTERS
        ]
        pairs: dict[tuple[int, int], list[Decimal]] = {}
        for number, quarter, price in session.execute(_all(parts, some)):
            pairs.setdefault((number, quarter), []).append(from_tyiyn(price))
        for number, key in enumerate(some):
            low, middle, high = (
                quartile(sorted(pairs[number, quarter]), quarter, counts[key])
                for quarter in QUARTERS
            )
            found[key] = Compared(counts[key], low, middle, high, key.item_code, key.unit)
    return found


def _two(count: int, quarter: int) -> str:
    """The two prices a quartile lies between, reached from the nearer end of the index."""
    before = (count - 1) * quarter // 4
    if quarter < 3:
        return f"ORDER BY price LIMIT 2 OFFSET {before}"
    return f"ORDER BY price DESC LIMIT 2 OFFSET {count - 2 - before}"


def _all(parts: Sequence[str], keys: Sequence[_Key]) -> TextClause:
    """One statement of these parts. It is plain SQL: to build thirty such parts of objects took
    longer than the database takes to answer them."""
    values = [value for number, key in enumerate(keys) for value in key.values(number)]
    return text(" UNION ALL ".join(parts)).bindparams(*values)


def quartile(pair: Sequence[Decimal], quarter: int, count: int) -> Decimal:
    """A quartile of `count` prices, som to the tyiyn, out of the two it lies between.

    As `statistics.quantiles` with method "inclusive" reckons it. The pair is in order; of the last
    price there is no second.
    """
    rest = (count - 1) * quarter % 4
    exact = (pair[0] * (4 - rest) + pair[-1] * rest) / 4
    return exact.quantize(TYIYN, rounding="ROUND_HALF_UP")
