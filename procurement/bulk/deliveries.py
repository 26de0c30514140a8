"""The rows of a purchase that is told whole: what came, and what was found in order. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from core.columns import FINEST
from core.columns import quantity as exact
from core.errors import Refusal
from core.money import ZERO
from procurement import rules
from procurement.bulk.book import Book, Row
from procurement.bulk.facts import AcceptanceFacts, DeliveryFacts
from procurement.bulk.plan import Deal
from standard.acts.holdings import ends
from standard.rules import lapses

NONE = Decimal(0)
Place = tuple[int, str]  # a contract line and a school


@dataclass(slots=True)
class Story:
    """A contract under way: what each school waits for, what it has, what was delivered."""

    deal: Deal
    contract: Row
    left: dict[Place, Decimal]
    whole: Mapping[Place, Decimal]
    has: dict[Place, Decimal] = field(default_factory=dict)
    deliveries: list[Row] = field(default_factory=list)
    came: dict[int, list[Row]] = field(default_factory=dict)  # by delivery
    judged: dict[int, Decimal] = field(default_factory=dict)  # by delivery line
    documents: set[tuple[str, str]] = field(default_factory=set)

    def unchecked(self) -> bool:
        """Did anything come that nobody has accepted or refused?"""
        return any(
            row["quantity"] != self.judged.get(row["id"], NONE)
            for rows in self.came.values()
            for row in rows
        )


def _line(story: Story, position: int) -> int:
    if not 1 <= position <= len(story.deal.contract_lines):
        raise Refusal("delivery.other_contract", "arrived", line=position)
    number: int = story.deal.contract_lines[position - 1]["id"]
    return number


def deliver(book: Book, story: Story, facts: DeliveryFacts) -> None:
    """A delivery by its waybill. Raises as `procurement.acts.deliver`."""
    contract = story.contract
    if not facts.waybill.strip():
        raise Refusal("delivery.no_waybill", "waybill")
    if not facts.arrived:
        raise Refusal("delivery.nothing", "arrived")
    if facts.on < contract["signed_on"]:
        raise Refusal("delivery.before_contract", "on", signed_on=contract["signed_on"])
    wanted: dict[Place, Decimal] = {}
    for position, school, came in facts.arrived:
        if exact(came) <= 0:
            raise Refusal("quantity.not_positive", "arrived")
        key = (_line(story, position), school)
        wanted[key] = wanted.get(key, NONE) + exact(came)
    delivery = book.write(
        "deliveries",
        contract_id=contract["id"],
        place=contract["place"],
        on=facts.on,
        waybill=facts.waybill,
    )
    story.deliveries.append(delivery)
    story.came[delivery["id"]] = [
        _arrived(book, story, delivery, key, came) for key, came in sorted(wanted.items())
    ]


def _arrived(book: Book, story: Story, delivery: Row, key: Place, came: Decimal) -> Row:
    if key not in story.left:
        raise Refusal("delivery.other_school", "arrived", school=key[1])
    if came > story.left[key]:
        raise Refusal(
            "delivery.over_share", "arrived", school=key[1], left=story.left[key], came=came
        )
    story.left[key] -= came
    return book.write(
        "delivery_lines",
        delivery_id=delivery["id"],
        contract_line_id=key[0],
        school=key[1],
        quantity=came,
    )


def accept(book: Book, story: Story, facts: AcceptanceFacts) -> None:
    """An acceptance of a delivery. Raises as `procurement.acts.accept`."""
    if not 1 <= facts.delivery <= len(story.deliveries):
        raise Refusal("acceptance.other_delivery", "checked")
    delivery = story.deliveries[facts.delivery - 1]
    checked = _checked(story, delivery, facts)
    acceptance = book.write(
        "acceptances",
        delivery_id=delivery["id"],
        contract_id=story.contract["id"],
        place=story.contract["place"],
        number=facts.number.strip(),
        on=facts.on,
        with_parent=facts.with_parent,
        commission=None,  # a file does not tell who sat in it
        remarks=facts.remarks,
        amount=ZERO,
    )
    for line, accepted, refused in checked:
        key = (line["contract_line_id"], line["school"])
        before = story.has.get(key, NONE)
        story.has[key] = before + accepted
        story.left[key] += refused
        amount = _worth(book, story, key, before, accepted, facts)
        row = book.write(
            "acceptance_lines",
            acceptance_id=acceptance["id"],
            delivery_line_id=line["id"],
            school=line["school"],
            accepted=accepted,
            refused=refused,
            amount=amount,
            remarks=None,
            good_until=None,
        )
        acceptance["amount"] += amount
        _hold(book, story, key, before, row, facts)
    story.contract["accepted"] += acceptance["amount"]
    for school in {line["school"] for line, _, _ in checked}:
        book.tally(school, "acceptance_with_parent", facts.on.year, facts.with_parent)


def _checked(
    story: Story, delivery: Row, facts: AcceptanceFacts
) -> list[tuple[Row, Decimal, Decimal]]:
    """The delivery's lines that were looked at, in order, with what was accepted and refused."""
    if not facts.number.strip():
        raise Refusal("acceptance.no_number", "number")
    if facts.on < delivery["on"]:
        raise Refusal("acceptance.before_delivery", "on", delivered_on=delivery["on"])
    found = {
        (_line(story, position), school): (exact(accepted), exact(refused))
        for position, school, accepted, refused in facts.checked
    }
    came = {(row["contract_line_id"], row["school"]): row for row in story.came[delivery["id"]]}
    if not set(found) <= set(came):
        raise Refusal("acceptance.other_delivery", "checked")
    if not any(accepted or refused for accepted, refused in found.values()):
        raise Refusal("acceptance.nothing", "checked")
    for key, (accepted, refused) in found.items():
        if accepted < 0 or refused < 0:
            raise Refusal("quantity.negative", "checked")
        row = came[key]
        left = row["quantity"] - story.judged.get(row["id"], NONE)
        if accepted + refused > left:
            told = {"left": left, "found": accepted + refused}
            raise Refusal("acceptance.over_delivery", "checked", school=key[1], **told)
        story.judged[row["id"]] = row["quantity"] - left + accepted + refused
    if any(refused for _, refused in found.values()) and not (facts.remarks or "").strip():
        raise Refusal("acceptance.needs_remarks", "remarks")
    return [(row, *found[key]) for key, row in came.items() if key in found]


def _worth(
    book: Book,
    story: Story,
    key: Place,
    before: Decimal,
    came: Decimal,
    facts: AcceptanceFacts,
) -> Decimal:
    """What the part now accepted adds, som, noted on the commitments that bear it."""
    month = (facts.on.year, facts.on.month)
    added = ZERO
    for commitment in story.deal.commitments[key]:
        by = rules.value_added(
            commitment["amount"], commitment["accepted"], story.whole[key], before, came
        )
        if by:
            book.accepted(commitment, by, month)
            added += by
    return added


def _hold(
    book: Book, story: Story, key: Place, before: Decimal, row: Row, facts: AcceptanceFacts
) -> None:
    """What the school gains towards each requirement, rounded down over all acceptances."""
    position = next(i for i, line in enumerate(story.deal.contract_lines) if line["id"] == key[0])
    line = story.deal.lines[position]
    covers = sorted(story.deal.covers[line["id"]], key=lambda one: one["requirement"])
    for one in covers:
        had, has = (
            (one["quantity"] * amount / line["quantity"]).quantize(FINEST, rounding="ROUND_DOWN")
            for amount in (before, story.has[key])
        )
        if has > had:
            code = one["requirement"]
            book.closing.add(code)
            lapsing = lapses(facts.on, book.known.norms[code])
            book.write(
                "holdings",
                school=key[1],
                requirement=code,
                quantity=has - had,
                since=facts.on,
                until=ends(facts.on, lapsing, book.known.counted.get((key[1], code))),
                reference=f"acceptance_line:{row['id']}",
            )
