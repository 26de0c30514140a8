"""Who may act on a finding, in which state, and whose pages it is on."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access import Act, Actor, Role
from core.errors import Refusal
from core.models import lock
from oversight.findings import moves
from oversight.findings.models import Finding, PartnerBody
from oversight.findings.rules import OFFICE
from procurement.acts.reach import reach
from procurement.models import Purchase
from register import reports as register


def standing(session: Session, finding_id: int, act: Act) -> Finding:
    """The finding, held, if the act may be done in its state.

    Raises:
        Refusal: `record.unknown`; `finding.ended`, `finding.nothing_to_vote` or
            `finding.wrong_order`.
    """
    finding = lock(session, Finding, finding_id)
    if not moves.may(finding.state, act):
        raise Refusal(moves.refusal(finding.state, act))
    return finding


def of_this_council(actor: Actor, council: str) -> str:
    """The place of the council whose finding it is, to ask for the permit there.

    Raises:
        Refusal: `finding.other_council` with that `place`, to a member of another council.
    """
    mine = actor.holds(Role.COUNCIL)
    if mine and council not in mine:
        raise Refusal("finding.other_council", place=council)
    return council


def member_of(actor: Actor, council: str) -> Actor:
    """The actor as a member of this council and nothing else, for acts that others may do too.

    Raises:
        Refusal: `finding.other_council` with that `place`, to a member of another council.
    """
    of_this_council(actor, council)
    return Actor(actor.account, tuple(one for one in actor.grants if one.role is Role.COUNCIL))


def answering(actor: Actor, finding: Finding) -> Actor:
    """The actor in the role the finding is addressed to and in no other: its leaf says that one."""
    role = Role.OFFICER if finding.body == OFFICE else Role.PARTNER
    return Actor(actor.account, tuple(one for one in actor.grants if one.role is role))


def addressed(session: Session, actor: Actor, finding: Finding) -> list[str]:
    """The places where the actor is one to whom this finding is addressed; none to everybody else.

    The office: an officer of the holder or of a place it lies within. A body: who answers for it
    there.
    """
    lineage = register.lineage(session, finding.place)
    if finding.body == OFFICE:
        held: Iterable[str] = actor.holds(Role.OFFICER)
    else:
        held = session.scalars(
            select(PartnerBody.place).where(
                PartnerBody.account == actor.account,
                PartnerBody.body == finding.body,
                PartnerBody.place.in_(actor.holds(Role.PARTNER)),
            )
        )
    mine = set(held)
    return [place for place in lineage if place in mine]


def scopes(session: Session, finding: Finding) -> set[str]:
    """The places and schools on whose pages the finding stands, with all they lie within."""
    if finding.purchase_id is not None:
        return reach(session, session.get_one(Purchase, finding.purchase_id))
    return set(register.lineage(session, finding.school or finding.place))
