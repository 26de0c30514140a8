"""A council's finding of the example, from a flag, with the office's first answer.

A second body, health, has somebody who answers for it; nothing is addressed to it yet.
"""

from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Role
from oversight.findings import acts
from oversight.findings.values import FindingValues
from oversight.reports import flags
from tracker.example.people import Cast
from tracker.example.told import holder, told


def enter(session: Session, cast: Cast, country: str) -> None:
    """Say for whom the partner answers; open the finding on the first purchase of the
    named holder that has the named flag."""
    story = told("findings")
    place = holder(story["holder"])
    council = cast.actors[Role.COUNCIL.value, holder("district")]
    partner = cast.actors[Role.PARTNER.value, holder("district")]
    admin = cast.actors[Role.ADMIN.value, country]
    acts.name_body(session, admin, partner.account, holder("district"), story["body"])
    journal.next_act(session)
    found = flags.of_place(session, place, int(story["year"]), clock.today())
    purchase = min(
        number
        for number, each in found.items()
        if any(one.raised and one.flag == story["flag"] for one in each)
    )
    values = FindingValues(
        title=story["title"],
        text=story["text"],
        language=story["language"],
        stage=story["stage"],
        violations=tuple(story["violations"]),
        bases=tuple(story["bases"]),
        purchase=purchase,
        origin="flag",
        origin_key=story["flag"],
    )
    draft = acts.draft(session, council, values)
    finding = acts.open_finding(session, council, draft.id)
    journal.next_act(session)
    said = {"text": story["answer"], "language": story["language"]}
    acts.answer(session, cast.officer(place), finding.id, **said)
    journal.next_act(session)
