"""What a budget is made of: lines that keep their identity, and versions that never change."""

from budgets.models.gifts import Gift, GiftReport, GiftReversal
from budgets.models.plans import Budget, Ceiling, DraftLine, Line, LineVersion, Version, purse
from budgets.models.spending import Commitment, MonthTotal, Total

__all__ = [
    "Budget",
    "Ceiling",
    "Commitment",
    "DraftLine",
    "Gift",
    "GiftReport",
    "GiftReversal",
    "Line",
    "LineVersion",
    "MonthTotal",
    "Total",
    "Version",
    "purse",
]
