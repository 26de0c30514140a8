"""What the example's council makes of flags: taken, judged, one of them a finding.

Flags are on the council's desk only once they were looked at, so this comes after the night.
"""

from sqlalchemy.orm import Session

import journal
from opendata import search
from oversight.kept import following
from oversight.reviews import acts
from oversight.reviews.rules import Subject
from tracker.example.book import Entry, purchase_of
from tracker.example.people import Cast
from tracker.example.told import holder, told


def enter(session: Session, cast: Cast, findings: dict[str, int]) -> None:
    """Take and judge what is told; flags and the search then know the journal as it stands."""
    for entry in told("diary")["desk"]:
        _review(session, cast, entry, findings)
        journal.next_act(session)
    following.follow(session)
    search.catch_up(session)


def _review(session: Session, cast: Cast, entry: Entry, findings: dict[str, int]) -> None:
    verb = next(iter(entry))
    purchase = purchase_of(session, entry["purchase"])
    subject = Subject(purchase.id, purchase.place, purchase.year, entry[verb])
    member, council = cast.members[int(entry["member"]) - 1], holder("district")
    if verb == "take":
        acts.take(session, member, council, [subject])
        return
    acts.judge(
        session,
        member,
        council,
        subject,
        verdict=entry["verdict"],
        note=entry["note"],
        language="ky",
        finding=findings.get(entry.get("finding", "")),
    )
