"""Something that waits, as the page of deadlines shows it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Due:
    """Something that waits: what, where, whereto, and by when (None: as soon as may be)."""

    kind: str
    what: str
    place: str
    href: str
    due_on: date | None

    def left(self, today: date) -> int:
        """Days left; below nought when overdue. What has no day comes with the overdue."""
        return (self.due_on - today).days if self.due_on else 0
