"""What a purchase is made of, by noun."""

from procurement.models.bids import Bid, Lot, Opening
from procurement.models.contracts import Award, Contract, ContractLine
from procurement.models.deliveries import Acceptance, AcceptanceLine, Delivery, DeliveryLine
from procurement.models.documents import Certificate, Document
from procurement.models.meals import MealDay, MealMonth, MenuCycle
from procurement.models.payments import Payment, PaymentPart, SupplierTotal
from procurement.models.peers import PeerBand, SchoolLikeness, SchoolPeer
from procurement.models.penalties import Penalty
from procurement.models.plans import PlanFunding, PlanItem, PlanLine
from procurement.models.prices import ComparisonSet, ItemPrice, Price, ReferencePrice
from procurement.models.principles import PrincipleTotal, PurchasePrinciple
from procurement.models.purchases import Covers, Funding, Purchase, PurchaseLine, Share
from procurement.models.suppliers import Supplier, SupplierContact, UnreliableSupplier

__all__ = [
    "Acceptance",
    "AcceptanceLine",
    "Award",
    "Bid",
    "Certificate",
    "ComparisonSet",
    "Contract",
    "ContractLine",
    "Covers",
    "Delivery",
    "DeliveryLine",
    "Document",
    "Funding",
    "ItemPrice",
    "Lot",
    "MealDay",
    "MealMonth",
    "MenuCycle",
    "Opening",
    "Payment",
    "PaymentPart",
    "PeerBand",
    "Penalty",
    "PlanFunding",
    "PlanItem",
    "PlanLine",
    "Price",
    "PrincipleTotal",
    "Purchase",
    "PurchaseLine",
    "PurchasePrinciple",
    "ReferencePrice",
    "SchoolLikeness",
    "SchoolPeer",
    "Share",
    "Supplier",
    "SupplierContact",
    "SupplierTotal",
    "UnreliableSupplier",
]
