"""What the Standard is made of, by noun."""

from standard.models.catalogue import CodedEntry, Edition, EditionDraft, Requirement
from standard.models.coverage import Coverage, CoverageState, CoverageTotal, Tally
from standard.models.holdings import Assessment, Holding, Passport
from standard.models.practices import Pilot, Practice, Publication

__all__ = [
    "Assessment",
    "CodedEntry",
    "Coverage",
    "CoverageState",
    "CoverageTotal",
    "Edition",
    "EditionDraft",
    "Holding",
    "Passport",
    "Pilot",
    "Practice",
    "Publication",
    "Requirement",
    "Tally",
]
