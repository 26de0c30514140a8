"""What looking at one flag gives: raised, not raised, or "cannot be said" with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

RAISED, NOT_RAISED, CANNOT_SAY = "raised", "not_raised", "cannot_say"
STATES = (RAISED, NOT_RAISED, CANNOT_SAY)
BLOCKS, ASKS, TELLS = "blocks", "asks", "tells"


@dataclass(frozen=True, slots=True)
class Look:
    """The answer of one flag. `told` are the numbers used, as values of the domain.

    `why` is the code of the reason where nothing can be said. A raised flag has a `severity`:
    "tells": it is shown, and may be answered; "asks": it is answered before a purchase is
    published; or "blocks": then `refused_by` is the refusal by which our own acts keep it from
    happening, so that only facts from elsewhere can raise it.
    """

    state: str
    told: Mapping[str, Any]
    why: str | None = None
    severity: str | None = None
    refused_by: str | None = None

    @property
    def facts(self) -> Mapping[str, Any]:
        """The numbers used, as texts: som as "1250.50". Written only when asked for: of millions
        of looks most are never shown."""
        return {name: _text(value) for name, value in self.told.items()}


@dataclass(frozen=True, slots=True)
class Result:
    """A Look with the flag's code, the version of its rule, that rule's standing, and who sees it.

    A flag that is not `public` compares what only councils may see, until somebody confirmed it.
    """

    flag: str
    version: str
    standing: str
    look: Look
    public: bool = True

    @property
    def raised(self) -> bool:
        """Is the flag up?"""
        return self.look.state == RAISED

    @property
    def asks(self) -> bool:
        """Is it up, and does it wait for a sentence before the purchase is published?"""
        return self.look.severity == ASKS


def raised(*, refused_by: str | None = None, severity: str = ASKS, **facts: object) -> Look:
    """The flag is up: by its severity, or "blocks" where an act refuses the like by this code."""
    return Look(RAISED, facts, severity=BLOCKS if refused_by else severity, refused_by=refused_by)


def noted(**facts: object) -> Look:
    """The flag is up and shown, and holds up nothing: what it tells is known only afterwards, or
    is no reason to ask before."""
    return Look(RAISED, facts, severity=TELLS)


def not_raised(**facts: object) -> Look:
    """Looked at, and nothing there."""
    return Look(NOT_RAISED, facts)


def cannot_say(why: str, **facts: object) -> Look:
    """Not to be told from what is known; `why` is a code, its sentence is the web's."""
    return Look(CANNOT_SAY, facts, why=why)


def _text(value: object) -> Any:
    """A fact as leaves and programs keep it: no number, so no float. By exact types: there are
    millions of facts, and nothing asks slower than whether something is a kind of sequence."""
    kind = type(value)
    if value is None or kind is str:
        return value
    if kind is int:
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [_text(part) for part in value]
    return str(value)
