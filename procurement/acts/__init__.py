"""What people do with purchases. Each act: permit, lock, rules, change, journal."""

from procurement.acts.acceptances import Checked, accept
from procurement.acts.contracts import amend, sign
from procurement.acts.deliveries import Arrived, deliver
from procurement.acts.drafts import discard, draft, plan, redraft
from procurement.acts.editions import adopt_draft, adopt_edition
from procurement.acts.meals import DayCount, count_meals
from procurement.acts.menus import MenuValues, set_menu
from procurement.acts.payments import pay
from procurement.acts.plans import PlannedItem, PlannedLine, import_plan
from procurement.acts.prices import set_reference_price
from procurement.acts.resplit import resplit
from procurement.acts.steps import announce, award, cancel, close
from procurement.acts.suppliers import name_supplier
from procurement.acts.values import FundingValues, PurchaseLineValues, PurchaseValues, ShareValues

__all__ = [
    "Arrived",
    "Checked",
    "DayCount",
    "FundingValues",
    "MenuValues",
    "PlannedItem",
    "PlannedLine",
    "PurchaseLineValues",
    "PurchaseValues",
    "ShareValues",
    "accept",
    "adopt_draft",
    "adopt_edition",
    "amend",
    "announce",
    "award",
    "cancel",
    "close",
    "count_meals",
    "deliver",
    "discard",
    "draft",
    "import_plan",
    "name_supplier",
    "pay",
    "plan",
    "redraft",
    "resplit",
    "set_menu",
    "set_reference_price",
    "sign",
]
