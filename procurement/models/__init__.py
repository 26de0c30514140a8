"""What a purchase is made of, by noun."""

from procurement.models.contracts import Award, Contract, ContractLine
from procurement.models.deliveries import Acceptance, AcceptanceLine, Delivery, DeliveryLine
from procurement.models.documents import Certificate, Document
from procurement.models.payments import Payment, PaymentPart, SupplierTotal
from procurement.models.plans import PlanItem, PlanLine
from procurement.models.prices import ComparisonSet, Price, ReferencePrice
from procurement.models.principles import PrincipleTotal, PurchasePrinciple
from procurement.models.purchases import Covers, Funding, Purchase, PurchaseLine, Share
from procurement.models.suppliers import Supplier

__all__ = [
    "Acceptance",
    "AcceptanceLine",
    "Award",
    "Certificate",
    "ComparisonSet",
    "Contract",
    "ContractLine",
    "Covers",
    "Delivery",
    "DeliveryLine",
    "Document",
    "Funding",
    "Payment",
    "PaymentPart",
    "PlanItem",
    "PlanLine",
    "Price",
    "PrincipleTotal",
    "Purchase",
    "PurchaseLine",
    "PurchasePrinciple",
    "ReferencePrice",
    "Share",
    "Supplier",
    "SupplierTotal",
]
