"""What people do with purchases. Each act: permit, lock, rules, change, journal."""

from procurement.acts.acceptances import Checked, accept
from procurement.acts.contracts import amend, sign
from procurement.acts.deliveries import Arrived, deliver
from procurement.acts.drafts import discard, draft, plan, redraft
from procurement.acts.editions import adopt_draft, adopt_edition
from procurement.acts.payments import pay
from procurement.acts.plan_entry import PlanValues
from procurement.acts.plan_lines import (
    add_plan_line,
    change_plan_line,
    drop_plan_line,
    keep_plan_lines,
    propose_plan,
    publish_plan,
)
from procurement.acts.plans import PlannedItem, PlannedLine, import_plan
from procurement.acts.prices import set_reference_price
from procurement.acts.resplit import resplit
from procurement.acts.steps import announce, award, cancel, close
from procurement.acts.suppliers import name_supplier
from procurement.acts.values import FundingValues, PurchaseLineValues, PurchaseValues, ShareValues

__all__ = [
    "Arrived",
    "Checked",
    "FundingValues",
    "PlanValues",
    "PlannedItem",
    "PlannedLine",
    "PurchaseLineValues",
    "PurchaseValues",
    "ShareValues",
    "accept",
    "add_plan_line",
    "adopt_draft",
    "adopt_edition",
    "amend",
    "announce",
    "award",
    "cancel",
    "change_plan_line",
    "close",
    "deliver",
    "discard",
    "draft",
    "drop_plan_line",
    "import_plan",
    "keep_plan_lines",
    "name_supplier",
    "pay",
    "plan",
    "propose_plan",
    "publish_plan",
    "redraft",
    "resplit",
    "set_reference_price",
    "sign",
]
