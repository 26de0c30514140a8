"""What people do with purchases. Each act: permit, lock, rules, change, journal."""

from procurement.acts.acceptances import Checked, accept
from procurement.acts.certificates import Shown
from procurement.acts.contracts import amend, sign
from procurement.acts.deliveries import Arrived, deliver
from procurement.acts.documents import DocumentValues, Step, attach_document, withdraw_document
from procurement.acts.drafts import discard, draft, plan, redraft
from procurement.acts.editions import adopt_draft, adopt_edition
from procurement.acts.payments import pay
from procurement.acts.plans import PlannedItem, PlannedLine, import_plan
from procurement.acts.prices import set_reference_price
from procurement.acts.resplit import resplit
from procurement.acts.steps import announce, award, cancel, close
from procurement.acts.suppliers import name_supplier
from procurement.acts.values import FundingValues, PurchaseLineValues, PurchaseValues, ShareValues
from procurement.principles import SafeValues

__all__ = [
    "Arrived",
    "Checked",
    "DocumentValues",
    "FundingValues",
    "PlannedItem",
    "PlannedLine",
    "PurchaseLineValues",
    "PurchaseValues",
    "SafeValues",
    "ShareValues",
    "Shown",
    "Step",
    "accept",
    "adopt_draft",
    "adopt_edition",
    "amend",
    "announce",
    "attach_document",
    "award",
    "cancel",
    "close",
    "deliver",
    "discard",
    "draft",
    "import_plan",
    "name_supplier",
    "pay",
    "plan",
    "redraft",
    "resplit",
    "set_reference_price",
    "sign",
    "withdraw_document",
]
