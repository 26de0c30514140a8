"""For which body somebody answers."""

from sqlalchemy.orm import Session

import journal
from core.access import Act, Actor, require
from core.errors import Refusal
from oversight.findings.models import NOBODY, PartnerBody
from register import profile
from register import reports as register


def name_body(session: Session, actor: Actor, account: int, place: str, body: str) -> PartnerBody:
    """Say for which body an account of the role `partner` answers at a place; it replaces another.

    The role itself is given apart from this; without it, nobody answers anything.

    Raises:
        NotPermitted: the actor manages no accounts there.
        Refusal: `finding.body` for one the country profile does not name.
    """
    lineage = register.lineage(session, place)
    require(actor, Act.NAME_BODY, *lineage)
    if profile.load().findings.body(body) is None:
        raise Refusal("finding.body", "body")
    bound = session.get(PartnerBody, (account, place))
    if bound is None:
        bound = PartnerBody(account=account, place=place)
        session.add(bound)
    bound.body = body
    journal.enter(session, actor, Act.NAME_BODY, bound, scopes=())
    return bound


def end_body(session: Session, actor: Actor, account: int, place: str) -> None:
    """Let an account answer for no body at a place any more; nothing where it answered for none.

    Done when the role `partner` ends there: given again, it answers for nobody until that is said.

    Raises:
        NotPermitted: the actor manages no accounts there.
    """
    require(actor, Act.NAME_BODY, *register.lineage(session, place))
    bound = session.get(PartnerBody, (account, place))
    if bound is not None and bound.body != NOBODY:
        bound.body = NOBODY
        journal.enter(session, actor, Act.NAME_BODY, bound, scopes=())
