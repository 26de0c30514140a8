"""The answers of a passport in words: numbers as people write them, yes and no, not known."""

from collections.abc import Mapping
from decimal import Decimal

from flask_babel import gettext

from standard.passport import Fact
from tracker import formats


def said(value: str | None, fact: Fact | None) -> str:
    """An answer in the language of the page; None is "not known", never zero."""
    if value is None:
        return gettext("not known")
    if fact is not None and fact.kind == "yes_no":
        return gettext("yes") if value == "1" else gettext("no")
    return formats.quantity(Decimal(value), formats.language())


def called(code: str, questions: Mapping[str, Fact]) -> str:
    """A question by name; one that is no longer asked by its code."""
    fact = questions.get(code)
    return fact.name.told(formats.language())[0] if fact else code
