"""What looking at one flag gives: raised, not raised, or "cannot be said" with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

RAISED, NOT_RAISED, CANNOT_SAY = "raised", "not_raised", "cannot_say"
BLOCKS, ASKS = "blocks", "asks"


@dataclass(frozen=True, slots=True)
class Look:
    """The answer of one flag. `facts` are the numbers used, as texts: som as "1250.50".

    `why` is the code of the reason where nothing can be said. A raised flag has a `severity`:
    "asks" for a sentence, or "blocks": then `refused_by` is the refusal by which our own acts
    keep it from happening, so that only facts from elsewhere can raise it.
    """

    state: str
    facts: Mapping[str, Any]
    why: str | None = None
    severity: str | None = None
    refused_by: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A Look with the flag's code, the version of its rule and that rule's standing."""

    flag: str
    version: str
    standing: str
    look: Look

    @property
    def raised(self) -> bool:
        """Is the flag up?"""
        return self.look.state == RAISED

    @property
    def asks(self) -> bool:
        """Is it up, and does it wait for a sentence?"""
        return self.look.severity == ASKS


def raised(*, refused_by: str | None = None, **facts: object) -> Look:
    """The flag is up: it asks for a sentence, or an act refuses such a thing by `refused_by`."""
    severity = ASKS if refused_by is None else BLOCKS
    return Look(RAISED, _plain(facts), severity=severity, refused_by=refused_by)


def not_raised(**facts: object) -> Look:
    """Looked at, and nothing there."""
    return Look(NOT_RAISED, _plain(facts))


def cannot_say(why: str, **facts: object) -> Look:
    """Not to be told from what is known; `why` is a code, its sentence is the web's."""
    return Look(CANNOT_SAY, _plain(facts), why=why)


def _plain(facts: Mapping[str, object]) -> dict[str, Any]:
    return {name: _text(value) for name, value in facts.items()}


def _text(value: object) -> Any:
    """A fact as leaves and programs keep it: no number, so no float."""
    match value:
        case None | str():
            return value
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case Sequence():
            return [_text(part) for part in value]
    return str(value)
