"""Silence: questions of people or findings of councils wait for an answer beyond their term.

Why it matters: who is not answered stops asking, and then nobody watches.
Innocent when: the answer was given by word or letter and was not entered here.
Source: red flag S13 of this project; the terms are those of the country profile.
"""

from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.year_matter import YearMatter

CODE = "S13"
VERSION = "1.1"
STANDING = "default"
OCP = None
NATIONAL = ()
PUBLIC = True
VALID = (None, None)


def look(matter: YearMatter) -> Look:
    """Raised where a question published in the year, which the holder is to answer, has no answer
    and its term is over: about a place, a school or a purchase; or a finding of a council, opened
    in the year and addressed to the office. What has no known term is not judged. Up to version
    1.0 questions alone counted.
    """
    silence = matter.spending.silence
    if not silence.asked and not silence.findings:
        return cannot_say("no_questions_of_year")
    if not silence.due:
        return cannot_say("no_answer_due")
    if not silence.overdue:
        return not_raised(questions=silence.asked, findings=silence.findings)
    return noted(
        questions=silence.asked,
        findings=silence.findings,
        overdue=silence.overdue,
        overdue_findings=silence.overdue_findings,
        overdue_since=silence.oldest,
        overdue_purchases=silence.purchases,
    )
