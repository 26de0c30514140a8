"""What a purchase may do. Pure: values in, answers out; no session, no clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from core.columns import FINEST
from core.money import TYIYN, ZERO, apportion, divide, som
from procurement.moves import MOVES, STATUSES

PUBLIC = tuple(status for status in STATUSES if status != "draft")
NEVER_BOUGHT = ("failed", "cancelled")
"""Public, and nothing came of it: no sum counts them."""
UNDER_CONTRACT = ("contracted", "closed")
COMMISSION = ("chair", "secretary", "finance", "school", "parent", "council", "specialist")
"""The roles of those who open bids. Never a name."""
ENDED_BY = ("buyer", "supplier", "agreement")
"""Who may end a contract early."""


def may_move(status: str, to: str) -> bool:
    """May a purchase in `status` move to status `to`, by whatever act?"""
    return any(move.start == status and move.end == to for move in MOVES)


def opens_from(announced_on: date, days: int | None) -> date:
    """The first day on which bids may be opened; without a term, the day of the announcement.

    The term is in calendar days and comes from the country profile, code `bids_open`.
    """
    return announced_on + timedelta(days=days or 0)


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


def given_back(asked: Decimal, parts: Sequence[tuple[Decimal, Decimal]]) -> list[Decimal]:
    """Who bears a refund of `asked` som: first where more was paid than accepted, then all.

    `parts` are (paid, accepted) som. So money paid ahead to one school never stays there while
    another's goods are owed for.
    """
    ahead = [max(paid - accepted, ZERO) for paid, accepted in parts]
    first = apportion(min(asked, sum(ahead, ZERO)), ahead) if any(ahead) else [ZERO] * len(parts)
    left = [paid - part for (paid, _), part in zip(parts, first, strict=True)]
    rest = apportion(asked - sum(first, ZERO), left) if any(left) else [ZERO] * len(parts)
    return [one + more for one, more in zip(first, rest, strict=True)]


@dataclass(frozen=True, slots=True)
class Account:
    """How a contract stands, som. `paid` is net of refunds, `accepted` of what was given back.

    `withheld` are the penalties that stand, `returned` is the value of goods given back.
    """

    amount: Decimal
    accepted: Decimal
    paid: Decimal
    advance_limit: Decimal
    withheld: Decimal = ZERO
    returned: Decimal = ZERO

    @property
    def payable(self) -> Decimal:
        """What is to be paid for all that was accepted, less the penalties: no penalty beyond."""
        return max(self.accepted - self.withheld, ZERO)

    @property
    def due(self) -> Decimal:
        """What is still to be paid for what was accepted."""
        return max(self.payable - self.paid, ZERO)

    @property
    def refund_due(self) -> Decimal:
        """What the supplier has to give back: paid for goods that went back to them."""
        return max(min(self.paid - self.payable, self.returned), ZERO)

    @property
    def settled(self) -> bool:
        """Is nobody owed anything?"""
        return self.paid == self.payable


def most_payable(account: Account, kind: str) -> Decimal:
    """The most that may be paid now as `kind`: "payment", "advance" or "refund".

    A payment stays within what was accepted, less penalties; only an advance may run ahead of it,
    within the advance the contract names; neither ever exceeds the contract. A refund gives back
    what was paid. Source: decisions of this project on payments (docs/decisions/0001 and 0019),
    red flags S03, R068.
    """
    if kind == "refund":
        return account.paid
    left = account.amount - account.withheld - account.paid
    if kind == "advance":
        ahead = max(account.paid - account.payable, ZERO)
        return max(min(left, account.advance_limit - ahead), ZERO)
    return max(min(left, account.due), ZERO)


def most_settled(account: Account, kind: str) -> Decimal:
    """The most that may still move as `kind` when the year is closed: what a correction left."""
    if kind == "refund":
        return max(account.paid - account.payable, ZERO)
    return account.due if kind == "payment" else ZERO


def most_withheld(account: Account) -> Decimal:
    """The most that may be withheld now: what was accepted and is not paid yet."""
    return account.due


def most_paid_again(account: Account) -> Decimal:
    """The most that undoing a refund may give back to what is paid: as before the goods went back.

    Undoing a payment asks for less than nothing, and is never held by this.
    """
    before = max(account.accepted + account.returned - account.withheld, ZERO)
    return max(min(account.amount, before + account.advance_limit) - account.paid, ZERO)


def may_take_back(account: Account, value: Decimal, advances: Decimal) -> bool:
    """May an acceptance worth `value` be undone? Not while its goods are paid.

    What is paid stays within the rest of what was accepted and the advances that stand.
    """
    rest = max(account.accepted - value - account.withheld, ZERO)
    return account.paid <= rest + min(account.advance_limit, max(advances, ZERO))


def value_given_back(amount: Decimal, accepted: Decimal, back: Decimal) -> Decimal:
    """What `back` of `accepted` goods is worth when all of them stand for `amount` som.

    What stays is rounded down, so that giving back the last takes all that was left.
    """
    return amount - value_so_far(amount, accepted, accepted - back)


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
    if account.withheld and kind == "payment" and asked <= account.accepted - account.paid:
        return "payment.penalty_withheld", most
    return ("payment.over_advance" if kind == "advance" else "payment.over_accepted"), most


def stage(account: Account, *, delivered: bool, kept: bool) -> str:
    """How far what is under contract has come: a condition that is told, no status.

    "signed", "delivering", "refused" (something came, and all of it was refused: `kept` is false),
    "partly_accepted", "accepted", "paid" (all that was agreed is accepted and paid).
    """
    if account.accepted <= 0:
        return "signed" if not delivered else "delivering" if kept else "refused"
    if account.accepted < account.amount:
        return "partly_accepted"
    return "paid" if account.paid >= account.payable else "accepted"


STAGES = ("signed", "delivering", "refused", "partly_accepted", "accepted", "paid")


def days_late(due_on: date, came_on: date | None, today: date) -> int:
    """Days a delivery came, or still is, after its day; 0 in time."""
    return max(((came_on or today) - due_on).days, 0)


def adds_up(whole: Decimal, parts: Iterable[Decimal]) -> bool:
    """Do the parts make the whole, to the tyiyn (or the thousandth)?"""
    return sum(parts, ZERO) == whole
