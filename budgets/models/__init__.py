"""What a budget is made of: lines that keep their identity, and versions that never change."""

from budgets.models.changes import Stage, Transfer
from budgets.models.gifts import Gift, GiftReport, GiftReversal
from budgets.models.hearings import Hearing, Question
from budgets.models.plans import (
    IN_FORCE,
    QUARTERS,
    Budget,
    Ceiling,
    DraftLine,
    Line,
    LineVersion,
    Version,
    purse,
)
from budgets.models.spending import Commitment, MonthTotal, Total

__all__ = [
    "IN_FORCE",
    "QUARTERS",
    "Budget",
    "Ceiling",
    "Commitment",
    "DraftLine",
    "Gift",
    "GiftReport",
    "GiftReversal",
    "Hearing",
    "Line",
    "LineVersion",
    "MonthTotal",
    "Question",
    "Stage",
    "Total",
    "Transfer",
    "Version",
    "purse",
]
