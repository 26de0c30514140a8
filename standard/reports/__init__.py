"""What people ask of the Standard, by subject; the catalogue's own questions are named here."""

from standard.reports.catalogue import (
    EditionCard,
    RequirementCard,
    RequirementPage,
    category_of_requirements,
    edition,
    held,
    lists,
    requirement,
    requirements,
    titles,
)

__all__ = [
    "EditionCard",
    "RequirementCard",
    "RequirementPage",
    "category_of_requirements",
    "edition",
    "held",
    "lists",
    "requirement",
    "requirements",
    "titles",
]
