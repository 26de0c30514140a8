"""What people do with purchases. Each act: permit, lock, rules, change, journal."""

from procurement.acts.acceptances import Checked, accept
from procurement.acts.amendments import amend
from procurement.acts.awards import award
from procurement.acts.bids import BidValues, end_lot, fail, open_bids
from procurement.acts.certificates import Shown
from procurement.acts.contracts import sign
from procurement.acts.deliveries import Arrived, deliver
from procurement.acts.documents import DocumentValues, Step, attach_document, withdraw_document
from procurement.acts.drafts import discard, draft, explain_prices, plan, redraft
from procurement.acts.editions import adopt_draft, adopt_edition
from procurement.acts.ending import close, terminate
from procurement.acts.frameworks import CallOff, call_off, make_framework, sign_framework
from procurement.acts.meals import DayCount, count_meals
from procurement.acts.menus import MenuValues, set_menu
from procurement.acts.payments import pay
from procurement.acts.penalties import withhold
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
from procurement.acts.returns import give_back
from procurement.acts.reversals import (
    reverse_acceptance,
    reverse_delivery,
    reverse_payment,
    reverse_penalty,
)
from procurement.acts.steps import announce, cancel
from procurement.acts.supplier_facts import (
    ListedEntry,
    end_contact,
    keep_contact,
    list_unreliable,
)
from procurement.acts.suppliers import name_supplier
from procurement.acts.values import FundingValues, PurchaseLineValues, PurchaseValues, ShareValues
from procurement.principles import SafeValues

__all__ = [
    "Arrived",
    "BidValues",
    "CallOff",
    "Checked",
    "DayCount",
    "DocumentValues",
    "FundingValues",
    "ListedEntry",
    "MenuValues",
    "PlanValues",
    "PlannedItem",
    "PlannedLine",
    "PurchaseLineValues",
    "PurchaseValues",
    "SafeValues",
    "ShareValues",
    "Shown",
    "Step",
    "accept",
    "add_plan_line",
    "adopt_draft",
    "adopt_edition",
    "amend",
    "announce",
    "attach_document",
    "award",
    "call_off",
    "cancel",
    "change_plan_line",
    "close",
    "count_meals",
    "deliver",
    "discard",
    "draft",
    "drop_plan_line",
    "end_contact",
    "end_lot",
    "explain_prices",
    "fail",
    "give_back",
    "import_plan",
    "keep_contact",
    "keep_plan_lines",
    "list_unreliable",
    "make_framework",
    "name_supplier",
    "open_bids",
    "pay",
    "plan",
    "propose_plan",
    "publish_plan",
    "redraft",
    "resplit",
    "reverse_acceptance",
    "reverse_delivery",
    "reverse_payment",
    "reverse_penalty",
    "set_menu",
    "set_reference_price",
    "sign",
    "sign_framework",
    "terminate",
    "withdraw_document",
    "withhold",
]
