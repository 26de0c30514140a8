"""What a purchase is made of, by noun."""

from procurement.models.contracts import Award, Contract, ContractLine
from procurement.models.deliveries import Acceptance, AcceptanceLine, Delivery, DeliveryLine
from procurement.models.meals import MealDay, MealMonth, MenuCycle
from procurement.models.payments import Payment, PaymentPart, SupplierTotal
from procurement.models.plans import PlanItem, PlanLine
from procurement.models.prices import ComparisonSet, Price, ReferencePrice
from procurement.models.purchases import Covers, Funding, Purchase, PurchaseLine, Share
from procurement.models.suppliers import Supplier

__all__ = [
    "Acceptance",
    "AcceptanceLine",
    "Award",
    "ComparisonSet",
    "Contract",
    "ContractLine",
    "Covers",
    "Delivery",
    "DeliveryLine",
    "Funding",
    "MealDay",
    "MealMonth",
    "MenuCycle",
    "Payment",
    "PaymentPart",
    "PlanItem",
    "PlanLine",
    "Price",
    "Purchase",
    "PurchaseLine",
    "ReferencePrice",
    "Share",
    "Supplier",
    "SupplierTotal",
]
