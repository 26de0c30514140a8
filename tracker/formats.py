"""Numbers, money and days as people of each language write them.

CLDR is not asked: it writes "KGS", "киргизский сом" and 1/9/26 for this country. The functions
take the language; `register` makes Jinja filters of them that ask which language the page is in.
Rules: shared by all three languages unless a table below says otherwise (language guide).
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from flask_babel import get_locale, gettext

NBSP = "\u00a0"
ZONE = "Asia/Bishkek"

_MARKS = {"ky": (NBSP, ","), "ru": (NBSP, ","), "en": (",", ".")}
_SOM = {"ky": "сом", "ru": "сом", "en": "som"}
# From the largest: the sum from which a unit is used, its power of ten, its words.
_SHORT = (
    (Decimal(10**9), 9, {"ky": "млрд сом", "ru": "млрд сомов", "en": "bn som"}),
    (Decimal(10**6), 6, {"ky": "млн сом", "ru": "млн сомов", "en": "m som"}),
    (Decimal(10**4), 3, {"ky": "миң сом", "ru": "тыс. сомов", "en": "thousand som"}),
)
_MONTHS = {
    "ky": "январы февралы марты апрели майы июну июлу августу сентябры октябры ноябры декабры",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": "January February March April May June July August September October November December",
}
_DAY_LONG = {
    "ky": "{year}-жылдын {day}-{month}",
    "ru": "{day} {month} {year} года",
    "en": "{day} {month} {year}",
}


def number(value: Decimal | int, lang: str, places: int | None = None) -> str:
    """Thousands grouped, exactly as many decimals as the value has, or `places` of them.

    Raises:
        TypeError: a float was given; its digits are not what anybody wrote.
    """
    if isinstance(value, float):
        raise TypeError("a float is no exact number")
    exact = Decimal(value)
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    group, point = _MARKS[lang]
    whole, _, part = f"{exact.copy_abs():,f}".partition(".")
    sign = "−" if exact < 0 else ""
    return sign + whole.replace(",", group) + (point + part if part else "")


def som(amount: Decimal, lang: str) -> str:
    """An exact sum: "1 250 000,50 сом"; tyiyn are left out only when there are none."""
    places = 0 if amount == amount.to_integral_value() else 2
    return number(amount, lang, places) + NBSP + _SOM[lang]


def som_short(amount: Decimal, lang: str) -> str:
    """A sum for a headline, at most two decimals: "4,25 млн сом". Print the exact sum beside it.

    Cut, not rounded: 999 999 999 som must not become a billion, nor 4 999 999 paid of 5 million
    look like all of it. The space before the word may break, so that the sum fits a narrow card.
    """
    for least, power, words in _SHORT:
        if abs(amount) >= least:
            cut = amount.scaleb(-power).quantize(Decimal("0.01"), rounding=ROUND_DOWN)
            return number(_without_zeros(cut), lang) + " " + words[lang]
    return som(amount, lang).replace(NBSP + _SOM[lang], " " + _SOM[lang])


def quantity(value: Decimal | int, lang: str) -> str:
    """A count or measure with up to three decimals, no idle zeros: "12,5"."""
    exact = Decimal(value).quantize(Decimal("0.001"), rounding=ROUND_HALF_UP)
    return number(_without_zeros(exact), lang)


def percent(ratio: Decimal | Fraction | int, lang: str) -> str:
    """A ratio of one as whole percent without a space: 0.46 is "46%".

    "100%" and "0%" are kept for what is really all and nothing: 0.999 is "99%", 0.001 is "<1%".
    """
    if isinstance(ratio, float):
        raise TypeError("a float is no exact ratio")
    exact = Fraction(ratio) * 100
    if 0 < exact < 1:
        return "<1%"
    whole = 99 if 99 < exact < 100 else int(exact + Fraction(1, 2) if exact > 0 else exact)
    if exact > 100 and whole == 100:
        return ">100%"
    return number(whole, lang) + "%"


def share(part: Decimal, whole: Decimal) -> Fraction | None:
    """`part` of `whole` as an exact ratio; None of nothing, for there is no share of zero."""
    return Fraction(part) / Fraction(whole) if whole else None


def day(value: date) -> str:
    """A day for tables and forms, alike in all languages: 23.11.2026."""
    return f"{value.day:02}.{value.month:02}.{value.year:04}"


def day_long(value: date, lang: str) -> str:
    """A day for prose: "2026-жылдын 23-ноябры"."""
    month = _MONTHS[lang].split()[value.month - 1]
    return _DAY_LONG[lang].format(year=value.year, month=month, day=value.day)


def moment(value: datetime, zone: str = ZONE) -> str:
    """A stored UTC time as the country's clocks showed it: 23.11.2026 20:05."""
    there = _there(value, zone)
    return f"{day(there)} {there:%H:%M}"


def hour(value: datetime, zone: str = ZONE) -> str:
    """A stored UTC time as the country's clocks showed it, without its day: 20:05."""
    return f"{_there(value, zone):%H:%M}"


def _there(value: datetime, zone: str) -> datetime:
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(ZoneInfo(zone))


def size(count: int, lang: str) -> str:
    """A file's bytes as people read them: "0,4 МБ", "12 КБ"; never rounded down to nothing."""
    units = {"ky": ("КБ", "МБ"), "ru": ("КБ", "МБ"), "en": ("KB", "MB")}[lang]
    if count >= 100_000:
        return number(Decimal(count) / 1_000_000, lang, 1) + NBSP + units[1]
    return number(max(1, round(Fraction(count, 1000))), lang) + NBSP + units[0]


def language() -> str:
    """The language of this page: ky, ru or en."""
    locale = get_locale()
    return locale.language if locale and locale.language in _MARKS else "ky"


def _without_zeros(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def register(app: Flask, zone: str = ZONE) -> None:
    """Give templates the filters `som`, `som_short`, `number`, `quantity`, `percent`, `day`,
    `day_long`, `moment`, `hour`, `size`, and the functions `language()` and `share(part, whole)`.

    A missing value is told as "no data": it is not the same as zero.
    """
    told: dict[str, Callable[..., str]] = {
        "som": lambda value: som(value, language()),
        "som_short": lambda value: som_short(value, language()),
        "number": lambda value, places=None: number(value, language(), places),
        "quantity": lambda value: quantity(value, language()),
        "percent": lambda value: percent(value, language()),
        "day": day,
        "day_long": lambda value: day_long(value, language()),
        "moment": lambda value: moment(value, zone),
        "hour": lambda value: hour(value, zone),
        "size": lambda value: size(value, language()),
    }
    for name, write in told.items():
        app.jinja_env.filters[name] = _or_no_data(write)
    app.jinja_env.globals.update(language=language, share=share)


def _or_no_data(write: Callable[..., str]) -> Callable[..., str]:
    def told(value: Any, *args: Any, **kwargs: Any) -> str:
        return gettext("no data") if value is None else write(value, *args, **kwargs)

    return told
