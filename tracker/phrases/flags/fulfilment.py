"""Words of the flags of deliveries and of what people see of them."""

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from tracker.phrases.flags.words import FlagWords

_l = lazy_gettext

FLAGS = {
    "R067": FlagWords(
        _l("Late, or not delivered"),
        _l("The day of delivery passed, and not all had come by then."),
        _l("A child goes without what was bought for it, while the money is bound in a contract."),
        _l("The road was closed, the school asked to wait, or a waybill was entered late."),
        _l("Our reading of the name of red flag R067 of the Open Contracting Partnership (2024)."),
    ),
    "S04": FlagWords(
        _l("Paid for more than came"),
        _l("More was paid than waybills show to have come, at the contract's prices."),
        _l("What never reached the school was paid for, and nobody sees it in the sums alone."),
        _l("A waybill was not entered yet, or the money is to come back by a refund."),
        _l("Red flag S04 of this project."),
    ),
    "R073": FlagWords(
        _l("Not as agreed"),
        _l("What came was refused, went back, or is told to be incomplete or bad."),
        _l("What does not keep to the contract protects no child, and is paid like what does."),
        _l("What was refused came again in order, or those who told of it meant something else."),
        _l("Our reading of the name of red flag R073 of the Open Contracting Partnership (2024)."),
    ),
    "S09": FlagWords(
        _l("Bought, and not seen"),
        _l("A council counted fewer at a school than acceptance acts had brought there."),
        _l("What is not in the school was not delivered, was taken elsewhere, or is not kept."),
        _l("Things were locked away, lent to another school, used up, or broken and written off."),
        _l("Red flag S09 of this project."),
    ),
    "S08": FlagWords(
        _l("Food that spoils, on idle days"),
        _l("It came when no lessons were held, that day or for days after."),
        _l("Food that nobody eats in time spoils, or never came at all."),
        _l("A camp or extra lessons were held, or the school has a freezer and says so."),
        _l("Red flag S08 of this project; the days of school are those of the country profile."),
    ),
    "S06": FlagWords(
        _l("Given and bought"),
        _l("The same school was given in kind what public money bought at about that time."),
        _l("One of the two was not needed, and some other lack stays."),
        _l("The school needed both, or the gift replaced what the purchase had not brought yet."),
        _l("Red flag S06 of this project."),
    ),
    "R020": FlagWords(
        _l("People report a shortage"),
        _l("Several independent reports say that goods are missing or bad."),
        _l("Parents and pupils see what is in the school; papers do not."),
        _l("The goods stand in another room, came after the reports, or are kept for later."),
        _l(
            "Our reading of the name of red flag R020 of the Open Contracting Partnership (2024), whose complaints are those of bidders; here reports of people on a delivery count."
        ),
    ),
    "R039": FlagWords(
        _l("Closed without an answer"),
        _l("The purchase is finished, and a public question about it has no answer."),
        _l("Once a purchase is closed nobody has to explain it any more."),
        _l("The answer was given at a hearing or by letter, and was not entered here."),
        _l(
            "Our reading of the name of red flag R039 of the Open Contracting Partnership (2024), whose questions are those of bidders; here questions of people count."
        ),
    ),
}

REASONS = {
    "only_call_offs_deliver": _l(
        "A framework agreement delivers nothing itself; its call-offs do."
    ),
    "no_contract": _l("No contract is signed yet."),
    "not_due": _l("The day of delivery has not passed yet."),
    "nothing_checked": _l("Nothing was accepted yet, and nobody has told of it."),
    "few_reports": _l("Fewer independent reports than needed. Need: %(need)s."),
    "no_questions": _l("Nobody has asked about this purchase."),
    "not_closed": _l("A question waits for its answer; the purchase is not closed yet."),
    "no_gifts": _l("No gift in kind was written down for its schools."),
    "nothing_spoils": _l("Nothing came that spoils quickly, by item code."),
    "no_visit": _l("No council has counted these things at a school."),
}
"""Why nothing can be said, by Look.why; facts of the look fill in."""

FACTS = {
    "due_on": (_l("Due on"), "day"),
    "days_late": (_l("Days late"), "number"),
    "undelivered": (_l("Worth of what did not come"), "som"),
    "paid_for": (_l("Paid on these contracts"), "som"),
    "came_worth": (_l("Worth of what came"), "som"),
    "paid_not_come": (_l("Paid and not come"), "som"),
    "refused": (_l("Refused at acceptance"), "som"),
    "given_back": (_l("Given back later"), "som"),
    "reports_wanting": (_l("Reports of part or bad goods"), "number"),
    "reports": (_l("Independent reports"), "number"),
    "reports_missing": (_l("Reports: nothing came"), "number"),
    "reports_bad": (_l("Reports: bad goods"), "number"),
    "reported_at": (_l("Schools told of"), "schools"),
    "questions": (_l("Public questions"), "number"),
    "unanswered": (_l("Without an answer"), "number"),
    "asked_first": (_l("The oldest of them is of"), "day"),
    "gift_requirements": (_l("Both given and bought"), "requirements"),
    "gift_schools": (_l("Schools given to"), "schools"),
    "gift_worth": (_l("Worth of the gift"), "som"),
    "gift_on": (_l("Given on"), "day"),
    "idle_on": (_l("The first such delivery"), "day"),
    "idle_deliveries": (_l("Such days of delivery"), "number"),
    "brought": (_l("Brought by acceptances"), "quantity"),
    "seen": (_l("Counted by the council"), "quantity"),
    "seen_on": (_l("Counted on"), "day"),
    "seen_requirements": (_l("What was counted"), "requirements"),
    "seen_schools": (_l("Where"), "schools"),
}
"""Facts people are shown, in this order: what they are called, and how they are written."""

WORDS: dict[str, LazyString] = {}
