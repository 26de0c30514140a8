"""What a council writes into a finding, before and at its opening."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from core.files import Paper


@dataclass(frozen=True, slots=True)
class EvidenceValues:
    """A piece of evidence: a kept file, or the number of a document of the purchase.

    `page` is where to look in it; `is_public`: nobody can be recognised in it, everybody may open
    it.
    """

    file: Paper | None = None
    document: int | None = None
    page: int | None = None
    note: str | None = None
    is_public: bool = False

    def kept(self) -> dict[str, Any]:
        """As a draft holds it."""
        return asdict(self)

    @staticmethod
    def of(kept: Mapping[str, Any]) -> "EvidenceValues":
        """From what a draft holds."""
        file = kept["file"]
        return EvidenceValues(**{**kept, "file": Paper(**file) if file else None})


@dataclass(frozen=True, slots=True)
class FindingValues:
    """A finding as its council writes it.

    About a purchase; or a school and a requirement; or a place and a year: exactly one of these.
    `body` is "office" or a code of the country profile; `origin` and `origin_key` say what it was
    opened from, with `facts` of that moment.
    """

    title: str
    text: str
    language: str
    stage: str
    violations: tuple[str, ...]
    body: str = "office"
    bases: tuple[str, ...] = ()
    own_basis: str | None = None
    purchase: int | None = None
    school: str | None = None
    requirement: str | None = None
    place: str | None = None
    year: int | None = None
    origin: str = "own"
    origin_key: str | None = None
    facts: Mapping[str, Any] | None = None

    def kept(self) -> dict[str, Any]:
        """As a draft holds it."""
        return asdict(self)

    @staticmethod
    def of(kept: Mapping[str, Any]) -> "FindingValues":
        """From what a draft holds."""
        lists = {name: tuple(kept[name]) for name in ("violations", "bases")}
        return FindingValues(**{**kept, **lists})
