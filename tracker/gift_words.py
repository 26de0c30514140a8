"""Voluntary gifts in words: what came, by which document, in which period."""

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

_l = lazy_gettext
KINDS: dict[str, LazyString] = {
    "money": _l("money"),
    "goods": _l("things"),
    "works": _l("works"),
}
DOCUMENTS: dict[str, LazyString] = {
    "act": _l("acceptance act"),
    "bank": _l("bank statement or receipt"),
    "agreement": _l("agreement"),
    "minutes": _l("minutes of the council"),
}


def quarter_name(quarter: int) -> str:
    """A quarter; 0 is the whole year."""
    return {
        0: gettext("the whole year"),
        1: gettext("1st quarter"),
        2: gettext("2nd quarter"),
        3: gettext("3rd quarter"),
        4: gettext("4th quarter"),
    }[quarter]


def period_name(year: int, quarter: int) -> str:
    """A period a report is of: "2026, 1st quarter"."""
    return f"{year}, {quarter_name(quarter)}"
