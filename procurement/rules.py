"""What a purchase may do. Pure: values in, answers out; no session, no clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.columns import FINEST
from core.money import TYIYN, ZERO, divide, som

NEXT = {
    "draft": {"planned"},
    "planned": {"announced", "awarded", "cancelled"},
    "announced": {"awarded", "cancelled"},
    "awarded": {"contracted", "cancelled"},
    "contracted": {"closed"},
    "closed": set(),
    "cancelled": set(),
}
"""The lifecycle as a table of moves. Deliveries, acceptances and payments happen under a contract
and have limits of their own; they do not move the purchase."""

PUBLIC = ("planned", "announced", "awarded", "contracted", "closed", "cancelled")


def may_move(status: str, to: str) -> bool:
    """May a purchase in `status` move to status `to`?"""
    return to in NEXT[status]


def line_amount(quantity: Decimal, unit_price: Decimal) -> Decimal:
    """What a quantity costs at a price, som, rounded half up to the tyiyn.

    Raises:
        Refusal: `money.too_large`.
    """
    return som((quantity * unit_price).quantize(TYIYN, rounding="ROUND_HALF_UP"))


def split_quantity(quantity: Decimal, weights: Sequence[Decimal], step: Decimal) -> list[Decimal]:
    """Split a quantity by weights into multiples of `step` (1 for pieces, 0.001 for kilograms).

    The parts add up to the quantity exactly, by largest remainder. What is no multiple of the
    step stays with the first part.
    """
    whole = int(quantity // step)
    parts = [count * step for count in divide(whole, weights)]
    parts[0] += quantity - whole * step
    return [part.quantize(FINEST) for part in parts]


def value_so_far(amount: Decimal, quantity: Decimal, came: Decimal) -> Decimal:
    """What `came` of `quantity` is worth when all of it is worth `amount` som.

    Rounded down, and exact when everything came: so values of several acceptances, each taken as
    the difference of two of these, add up to the amount.
    """
    if came <= 0:
        return ZERO
    if came >= quantity:
        return amount
    return (amount * came / quantity).quantize(TYIYN, rounding="ROUND_DOWN")


def value_added(
    amount: Decimal, valued: Decimal, quantity: Decimal, before: Decimal, came: Decimal
) -> Decimal:
    """What `came` more is worth when `valued` som stand for the `before` that came already.

    The rest of the amount belongs to the rest of the quantity: so an amended sum counts from the
    amendment on, and the last acceptance makes it exact.
    """
    return value_so_far(amount - valued, quantity - before, came)


@dataclass(frozen=True, slots=True)
class Account:
    """How a contract stands, som. `paid` is net of refunds."""

    amount: Decimal
    accepted: Decimal
    paid: Decimal
    advance_limit: Decimal


def most_payable(account: Account, kind: str) -> Decimal:
    """The most that may be paid now as `kind`: "payment", "advance" or "refund".

    A payment stays within what was accepted; only an advance may run ahead of it, within the
    advance the contract names; neither ever exceeds the contract. A refund gives back what was
    paid. Source: decisions of this project on payments (docs/decisions/0001), red flags S03, R068.
    """
    if kind == "refund":
        return account.paid
    left = account.amount - account.paid
    if kind == "advance":
        ahead = max(account.paid - account.accepted, ZERO)
        return max(min(left, account.advance_limit - ahead), ZERO)
    return max(min(left, account.accepted - account.paid), ZERO)


def beyond_limit(account: Account, kind: str, asked: Decimal) -> tuple[str, Decimal] | None:
    """Which limit `asked` som would break, by its refusal's code, and the most it allows; or None.

    Named is the limit a person can do something about: the contract before the acceptance.
    """
    most = most_payable(account, kind)
    if asked <= most:
        return None
    left = account.amount - account.paid
    if kind == "refund":
        return "payment.over_paid", most
    if asked > left:
        return "payment.over_contract", left
    return ("payment.over_advance" if kind == "advance" else "payment.over_accepted"), most


def days_late(due_on: date, came_on: date | None, today: date) -> int:
    """Days a delivery came, or still is, after its day; 0 in time."""
    return max(((came_on or today) - due_on).days, 0)


def adds_up(whole: Decimal, parts: Iterable[Decimal]) -> bool:
    """Do the parts make the whole, to the tyiyn (or the thousandth)?"""
    return sum(parts, ZERO) == whole
