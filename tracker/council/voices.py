"""What people without an account ask and tell in the council's places; only to read."""

from flask import render_template

from core import clock
from core.access import Role
from oversight.voices.reports import deliveries, questions
from tracker import voice_words
from tracker.council import council
from tracker.edge import actor
from tracker.extensions import db
from tracker.office.names import Names


@council.get("/voices")
def voices_list() -> str:
    """Public questions with their clocks, and all that was told of deliveries, photographs too."""
    held = actor().holds(Role.COUNCIL)
    names = Names()
    asked = questions.within(db.session(), held)
    told = deliveries.for_officials(db.session(), held, since=voice_words.recent())
    names.know({one.scope for one in asked} | {one.school for one in told})
    today = clock.today()
    return render_template(
        "council/voices.html",
        called=names,
        questions=asked,
        deliveries=told,
        standing={one.id: voice_words.clock_told(one, today) for one in asked},
        told=voice_words.reports_told,
        picture_at=".file",
        schools={one.scope for one in asked if one.scope != one.place},
    )
