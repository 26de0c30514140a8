"""What the YAML files tell, read as text and turned into dates, sums and codes here."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from core.money import som

FOLDER = Path(__file__).parent
NOTHING = "~"


@cache
def told(name: str) -> Mapping[str, Any]:
    """A file of the example. Every value is text, so that no sum passes through a float."""
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    content: Mapping[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return content


def day(text: str | None) -> date | None:
    """A date, or None where nothing is said."""
    return None if text in (None, NOTHING) else date.fromisoformat(text)


def money(text: str) -> Decimal:
    """A sum in som."""
    return som(text)


def purse(text: str) -> tuple[str, bool]:
    """A source of funds, and whether what was carried over from last year is meant."""
    return text.removesuffix("_carried"), text.endswith("_carried")


def holder(name: str) -> str:
    """The code of a holder of money by its short name."""
    code: str = told("accounts")["holders"][name]
    return code


def schools(name: str | list[str]) -> list[str]:
    """The codes of a group of schools, or the codes themselves."""
    if isinstance(name, list):
        return name
    codes: list[str] = told("accounts")["schools"][name]
    return codes


def later(start: date, days: int) -> date:
    """A day so many days on; offices write no papers at a weekend."""
    on = start + timedelta(days=days)
    return on + timedelta(days=max(7 - on.weekday(), 0) if on.weekday() > 4 else 0)
