"""Closed without an answer: the purchase is finished, and a public question about it has no
answer.

Why it matters: once a purchase is closed nobody has to explain it any more.
Innocent when: the answer was given at a hearing or by letter, and was not entered here.
Source: our reading of the name of red flag R039 of the Open Contracting Partnership (2024), whose
questions are those of bidders; here questions of people count.
"""

from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "R039"
VERSION = "1.0"
STANDING = "default"
OCP = "R039"
NATIONAL = ("KRAI14",)
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where a purchase is closed while a public question about it waits for an answer.

    A finding without an answer is no question: it has a clock of its own, which does not end with
    the purchase, and counts in S13.
    """
    asked = matter.fulfilment.questions
    if not asked:
        return cannot_say("no_questions")
    waiting = [one for one in asked if not one.is_answered]
    if not waiting:
        return not_raised(questions=len(asked))
    if matter.head.status != "closed":
        return cannot_say("not_closed")
    return noted(
        questions=len(asked),
        unanswered=len(waiting),
        asked_first=min(one.published_on for one in waiting),
    )
