"""The price compass over many purchases at once: all comparable prices held in memory.

Places a price as `procurement.reports.compass` does, which asks the base for each; a test keeps the
two alike. For looking at everything: reading all prices once takes a second, each place some
microseconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import text
from sqlalchemy.orm import Session

from core.money import TYIYN, from_tyiyn
from procurement.reports.compass import QUARTERS, Asked, Placed
from procurement.reports.prices import ENOUGH, MONTHS, Compared
from register import units
from standard.rules import later

EVERYTHING = text(
    "SELECT item_code, unit, region, price, first_on, last_on, purchase_id FROM item_prices"
    " ORDER BY item_code, unit, region, price"
)


@dataclass(frozen=True, slots=True)
class _Things:
    """The comparable prices of one thing, by price: tyiyn, days as numbers, purchases."""

    prices: Any
    first: Any
    last: Any
    purchases: Any
    own: dict[int, list[int]]  # the places of a purchase's prices

    def within(self, since: int, on: int) -> Any:
        """Which of them were accepted within these days."""
        return (self.first <= on) & (self.last >= since)


@dataclass(frozen=True, slots=True)
class _Window:
    """Those within 24 months up to a day."""

    things: _Things
    since: int
    on: int
    prices: Any

    def without(self, purchase: int) -> tuple[int, list[int]]:
        """How many are left without a purchase's own, and the places of its own, in order."""
        things, places = self.things, list[int]()
        for row in things.own.get(purchase, ()):
            if things.first[row] <= self.on and things.last[row] >= self.since:
                place = int(np.searchsorted(self.prices, things.prices[row]))
                while place in places:  # the same price twice
                    place += 1
                places.append(place)
        return len(self.prices) - len(places), sorted(places)

    def spread(self, count: int, own: Sequence[int]) -> tuple[int, ...]:
        """The quartiles of all but these places, tyiyn, as `compass.quartile` reckons them."""
        return tuple(self._quartile(quarter, count, own) for quarter in QUARTERS)

    def _quartile(self, quarter: int, count: int, own: Sequence[int]) -> int:
        before, rest = divmod((count - 1) * quarter, 4)
        low = self._at(before, own)
        high = self._at(before + 1, own) if rest else low
        return (low * (4 - rest) + high * rest + 2) // 4

    def _at(self, place: int, own: Sequence[int]) -> int:
        for one in own:
            place += one <= place
        return int(self.prices[place])


class Market:
    """Every comparable price of the base, as it was when this was made."""

    def __init__(self, session: Session) -> None:
        self._regions: dict[tuple[str, str, str], _Things] = {}
        self._country: dict[tuple[str, str], _Things] = {}
        rows = session.execute(EVERYTHING).all()
        start = 0
        for end in range(1, len(rows) + 1):
            if end == len(rows) or rows[end][:3] != rows[start][:3]:
                self._regions[tuple(rows[start][:3])] = _things(rows[start:end])
                start = end
        self._windows: dict[tuple[Any, date], _Window | None] = {}

    def place(self, asked: Sequence[Asked]) -> list[Placed | None]:
        """Each price beside what others paid, as `compass.place` says."""
        self._windows.clear()  # the days of one part of all purchases at a time
        return [self._placed(one) for one in asked]

    def _placed(self, asked: Asked) -> Placed | None:
        based = units.comparable(asked.unit, asked.item_code)
        if based is None:
            return None
        unit, factor = based
        price = asked.price
        if factor != 1:
            price = (price / factor).quantize(TYIYN, rounding="ROUND_HALF_UP")
        if price <= 0:
            return None
        code = asked.item_code
        near, count, own = self._window((code, unit, asked.region), asked)
        if near is not None and count >= ENOUGH:
            return Placed(code, unit, price, count, "region", _told(near, count, own, code, unit))
        far, count, own = self._window((code, unit), asked)
        spread = _told(far, count, own, code, unit) if far is not None and count >= ENOUGH else None
        return Placed(code, unit, price, count, "country", spread)

    def _window(self, key: Any, asked: Asked) -> tuple[_Window | None, int, list[int]]:
        if (key, asked.on) not in self._windows:
            self._windows[key, asked.on] = self._opened(key, asked.on)
        window = self._windows[key, asked.on]
        return (None, 0, []) if window is None else (window, *window.without(asked.purchase))

    def _opened(self, key: Any, on: date) -> _Window | None:
        things = self._regions.get(key) if len(key) == 3 else self._whole(key)
        if things is None:
            return None
        since, until = later(on, -MONTHS).toordinal(), on.toordinal()
        return _Window(things, since, until, things.prices[things.within(since, until)])

    def _whole(self, key: tuple[str, str]) -> _Things | None:
        """A thing over the whole country, put together when it is first asked for."""
        if key not in self._country:
            parts = [things for name, things in self._regions.items() if name[:2] == key]
            if not parts:
                return None
            order = np.argsort(np.concatenate([one.prices for one in parts]), kind="stable")
            self._country[key] = _indexed(
                *(
                    np.concatenate([getattr(one, name) for one in parts])[order]
                    for name in ("prices", "first", "last", "purchases")
                )
            )
        return self._country[key]


def _told(window: _Window, count: int, own: Sequence[int], code: str, unit: str) -> Compared:
    low, middle, high = (from_tyiyn(one) for one in window.spread(count, own))
    return Compared(count, low, middle, high, code, unit)


def _things(rows: Sequence[Any]) -> _Things:
    return _indexed(
        np.array([row[3] for row in rows], dtype=np.int64),
        np.array([_day(row[4]) for row in rows], dtype=np.int32),
        np.array([_day(row[5]) for row in rows], dtype=np.int32),
        np.array([row[6] for row in rows], dtype=np.int64),
    )


def _indexed(prices: Any, first: Any, last: Any, purchases: Any) -> _Things:
    own: dict[int, list[int]] = {}
    for row, purchase in enumerate(purchases.tolist()):
        own.setdefault(purchase, []).append(row)
    return _Things(prices, first, last, purchases, own)


_DAYS: dict[Any, int] = {}


def _day(value: Any) -> int:
    """A day as a number: SQLite gives plain SQL days as text."""
    if value not in _DAYS:
        day = value if isinstance(value, date) else date.fromisoformat(value)
        _DAYS[value] = day.toordinal()
    return _DAYS[value]
