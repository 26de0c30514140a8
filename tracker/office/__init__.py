"""For those who enter, approve and accept: officers, approvers and schools."""

from flask import Blueprint

from core.access import OFFICIALS
from tracker.edge import door
from tracker.languages import PREFIX

office = Blueprint("office", __name__, url_prefix=f"{PREFIX}/office")
office.before_request(door(*OFFICIALS))

# The pages hang themselves on the blueprint; they come last because they need it.
from tracker.office import (  # noqa: E402
    approvals,
    budget_changes,
    budget_lines,
    budgets,
    checks,
    contracts,
    deadlines,
    deliveries,
    desk,
    edition_file,
    editions,
    files,
    gifts,
    hearings,
    import_columns,
    import_receipts,
    imports,
    meals,
    menus,
    passport_tables,
    passports,
    pilots,
    plans,
    practices,
    prices,
    purchase_checks,
    purchase_steps,
    purchases,
    stock,
    transfers,
    years,
)

__all__ = [
    "approvals",
    "budget_changes",
    "budget_lines",
    "budgets",
    "checks",
    "contracts",
    "deadlines",
    "deliveries",
    "desk",
    "edition_file",
    "editions",
    "files",
    "gifts",
    "hearings",
    "import_columns",
    "import_receipts",
    "imports",
    "meals",
    "menus",
    "office",
    "passport_tables",
    "passports",
    "pilots",
    "plans",
    "practices",
    "prices",
    "purchase_checks",
    "purchase_steps",
    "purchases",
    "stock",
    "transfers",
    "years",
]
