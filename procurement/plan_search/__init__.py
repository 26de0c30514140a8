"""The search behind the safety plan: what to buy for a sum so that it closes the most. Pure.

Whole tyiyn and whole millionths of a point throughout. Three ways that help each other: greedy
buying (`market`), a bound that holds for every plan (`bound`), and HiGHS for what the bound
leaves open (`solver`). What the solver says is checked here by whole numbers.
"""

from procurement.plan_search.bound import lowest
from procurement.plan_search.market import Level, Market, fill
from procurement.plan_search.solver import Found, Limits, search

__all__ = ["Found", "Level", "Limits", "Market", "fill", "lowest", "search"]
