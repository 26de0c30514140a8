"""Everything public as tables, in an order in which each names only tables before it."""

from opendata.bulk.table import Table
from opendata.bulk.tables import (
    answers,
    budget,
    buying,
    codes,
    contracts,
    deliveries,
    journal,
    money,
    places,
    requirements,
    sums,
)

TABLES: tuple[Table, ...] = (
    *places.TABLES,
    *requirements.TABLES,
    *codes.TABLES,
    *budget.TABLES,
    *buying.TABLES,
    *contracts.TABLES,
    *deliveries.TABLES,
    *money.TABLES,
    *answers.TABLES,
    *sums.TABLES,
    *journal.TABLES,
)
