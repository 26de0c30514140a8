"""What happened under a contract of the example: deliveries, acceptances, money, the end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

import journal
from core.columns import quantity
from oversight import acts as oversight
from procurement import acts
from procurement.acts import Arrived, Checked
from procurement.acts.deliveries import outstanding
from procurement.models import Contract, Delivery
from tracker.example.people import Cast
from tracker.example.told import NOTHING, later, money

Step = Mapping[str, Any]


@dataclass(slots=True)
class Story:
    """A contract under way: what was delivered last, and how many papers there are."""

    session: Session
    cast: Cast
    contract: Contract
    delivery: Delivery | None = None
    papers: dict[str, int] = field(default_factory=dict)

    def paper(self, kind: str) -> str:
        """The number of the next paper of its kind."""
        self.papers[kind] = self.papers.get(kind, 0) + 1
        return f"{kind}-{self.contract.number}-{self.papers[kind]}"


def enter(session: Session, cast: Cast, contract_id: int, steps: list[Step]) -> None:
    """Do what is told of a contract, in the order told."""
    contract = session.get_one(Contract, contract_id)
    story = Story(session, cast, contract)
    for step in steps:
        verb = next(iter(step))
        STEPS[verb](story, step)
        journal.next_act(session)


def _came(story: Story, step: Step) -> None:
    _arrive(story, date.fromisoformat(step["came"]), step)


def _arrive(story: Story, on: date, step: Step) -> None:
    """What is still awaited comes: all of it, a part of it, or just what is named."""
    above, below = (int(part) for part in step.get("part", "1/1").split("/"))
    first = story.contract.lines[0].id
    arrived = []
    for (line, school), left in sorted(outstanding(story.session, story.contract.id).items()):
        if school not in step.get("only", [school]):
            continue
        came = left if below == 1 else left * above // below
        if "some" in step:
            came = quantity(step["some"].get(school, "0")) if line == first else Decimal(0)
        if came > 0:
            arrived.append(Arrived(line, school, came))
    story.delivery = acts.deliver(
        story.session,
        story.cast.officer(story.contract.place),
        story.contract.id,
        on=on,
        waybill=story.paper("Н"),
        arrived=arrived,
    )


def _accepted(story: Story, step: Step) -> None:
    _accept(story, date.fromisoformat(step["accepted"]), step)


def _accept(story: Story, on: date, step: Step) -> None:
    """The last delivery is looked at; what is refused is named by school, on its first line."""
    assert story.delivery is not None
    refused = {school: quantity(part) for school, part in step.get("refused", {}).items()}
    checked = {}
    for line in story.delivery.lines:
        back = refused.pop(line.school, Decimal(0))
        checked[line.id] = Checked(line.quantity - back, back)
    schools = {line.school for line in story.delivery.lines}
    acts.accept(
        story.session,
        story.cast.receiver(story.contract.place, schools),
        story.delivery.id,
        number=story.paper("А"),
        on=on,
        checked=checked,
        with_parent=step.get("with_parent") == "yes",
        remarks=step.get("remarks"),
    )


def _money(kind: str) -> Callable[[Story, Step], None]:
    def move(story: Story, step: Step) -> None:
        verb = next(iter(step))
        _pay(story, kind, date.fromisoformat(step[verb]), step)

    return move


def _pay(story: Story, kind: str, on: date, step: Step) -> None:
    """Money moves: a sum that is named, or all that was accepted and is not yet paid."""
    owed = story.contract.accepted - story.contract.paid
    acts.pay(
        story.session,
        story.cast.officer(story.contract.place),
        story.contract.id,
        kind=kind,
        amount=money(step["amount"]) if "amount" in step else owed,
        on=on,
        document=story.paper("ТТ"),
        reason=step.get("reason"),
    )


def _done(story: Story, step: Step) -> None:
    _at_once(story, date.fromisoformat(step["done"]), {})


def _months(story: Story, step: Step) -> None:
    days = step["months"]
    for i, text in enumerate(days):
        _at_once(story, date.fromisoformat(text), {"part": f"1/{len(days) - i}"})
        journal.next_act(story.session)


def _at_once(story: Story, came: date, step: Step) -> None:
    accepted = later(came, 2)
    _arrive(story, came, step)
    journal.next_act(story.session)
    _accept(story, accepted, {})
    journal.next_act(story.session)
    _pay(story, "payment", later(accepted, 10), {})


def _amended(story: Story, step: Step) -> None:
    lines = story.contract.lines
    acts.amend(
        story.session,
        story.cast.officer(story.contract.place),
        story.contract.id,
        reason=step["reason"],
        on=date.fromisoformat(step["amended"]),
        amounts={
            lines[int(position) - 1].id: money(amount)
            for position, amount in step.get("at", {}).items()
        },
        due_on=date.fromisoformat(step["due"]) if "due" in step else None,
    )


def _closed(story: Story, step: Step) -> None:
    reason = None if step["closed"] == NOTHING else step["closed"]
    officer = story.cast.officer(story.contract.place)
    acts.close(story.session, officer, story.contract.purchase_id, reason=reason)


def _answered(story: Story, step: Step) -> None:
    """The town hall says why a flag is raised."""
    oversight.justify(
        story.session,
        story.cast.officer(story.contract.place),
        story.contract.purchase_id,
        step["answered"],
        text=step["text"],
        language="ky",
    )


STEPS: dict[str, Callable[[Story, Step], None]] = {
    "came": _came,
    "accepted": _accepted,
    "paid": _money("payment"),
    "advance": _money("advance"),
    "refund": _money("refund"),
    "amended": _amended,
    "done": _done,
    "months": _months,
    "closed": _closed,
    "answered": _answered,
}
