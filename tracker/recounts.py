"""All kept sums of all rooms that `journal audit` counts anew."""

from budgets import recounts as budgets
from procurement import recounts as procurement

RECOUNTS = (*budgets.RECOUNTS, *procurement.RECOUNTS)
