"""All kept sums of all rooms that `journal audit` counts anew."""

from budgets import recounts as budgets
from opendata.search import recounts as search
from oversight import recounts as oversight
from procurement import recounts as procurement
from standard import recounts as standard

RECOUNTS = (
    *standard.RECOUNTS,
    *budgets.RECOUNTS,
    *procurement.RECOUNTS,
    *oversight.RECOUNTS,
    *search.RECOUNTS,
)
