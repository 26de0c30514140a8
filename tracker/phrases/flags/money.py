"""Words of the first flags: requirements, payments, split purchases, prices."""

from flask_babel import lazy_gettext

from tracker.phrases.flags.words import FlagWords

_l = lazy_gettext

FLAGS = {
    "S01": FlagWords(
        _l("Not tied to a requirement"),
        _l("A line of the purchase closes no requirement of the Standard."),
        _l(
            "Money for safety is given to close requirements; what closes none cannot be checked against any need."
        ),
        _l("The purchase was read in from another system that knows no requirements."),
        _l("Red flag S01 of this project."),
    ),
    "S03": FlagWords(
        _l("Paid before acceptance"),
        _l("Money had left before an acceptance act said that the goods came."),
        _l(
            "Once the money has gone, nobody hurries to bring the goods; this is the commonest loss in small purchases."
        ),
        _l(
            "The contract names an advance, or the act was signed on the spot and entered with a later day."
        ),
        _l(
            "Red flag S03 of this project; payments stay within what was accepted (docs/decisions/0001)."
        ),
    ),
    "R011": FlagWords(
        _l("Split purchases"),
        _l("Several direct purchases of one class of items together exceed the limit."),
        _l(
            "One need cut into small direct purchases goes past the competition that its whole sum would call for."
        ),
        _l("The need truly came again, as after a flood, or nobody could foresee it."),
        _l("Our reading of the name of red flag R011 of the Open Contracting Partnership (2024)."),
    ),
    "R017": FlagWords(
        _l("Price far from others"),
        _l("The price of one unit lies outside what comparable purchases cost."),
        _l(
            "A price far above the others pays too much; one far below often buys what will not last."
        ),
        _l(
            "Fitting, transport or a better make is in the price, or prices compared were all so alike that a small difference shows."
        ),
        _l(
            "Our reading of the name of red flag R017 of the Open Contracting Partnership (2024); fences by Tukey, one and a half times the middle half of the prices."
        ),
    ),
    "R068": FlagWords(
        _l("Paid over the contract"),
        _l("More was paid than the contract says."),
        _l(
            "Whatever is paid beyond the contract was never agreed, and nobody has to deliver anything for it."
        ),
        _l("The contract was raised by a further agreement that has not been entered yet."),
        _l("Our reading of the name of red flag R068 of the Open Contracting Partnership (2024)."),
    ),
}

REASONS = {
    "no_lines": _l("The purchase has no line."),
    "nothing_paid": _l("Nothing is paid yet."),
    "no_threshold": _l("No threshold of this method of procurement is known."),
    "no_item_code": _l("A line has no item code."),
    "too_few": _l("Too few to compare. Have: %(have)s, need: %(need)s."),
    "vague_unit": _l("The unit measures nothing: the price of one cannot be compared."),
}
"""Why nothing can be said, by Look.why; facts of the look fill in."""

REFUSED = {
    "requirement.unknown": _l(
        "A line without a requirement is refused when a purchase is drafted."
    ),
    "payment.over_accepted": _l("A payment beyond what was accepted and the advance is refused."),
    "payment.over_contract": _l("A payment beyond the contract is refused."),
}
"""Which rule keeps such a thing from happening here, by Look.refused_by."""

FACTS = {
    "paid_on": (_l("Paid on"), "day"),
    "document": (_l("Payment document"), "text"),
    "paid_by_then": (_l("Paid by then"), "som"),
    "accepted_by_then": (_l("Accepted by then"), "som"),
    "ahead": (_l("Paid ahead of acceptance"), "som"),
    "still_ahead": (_l("Still ahead today"), "som"),
    "item_class": (_l("Class of items"), "text"),
    "sum_90_days": (_l("Sum within 90 days"), "som"),
    "sum_year": (_l("Sum within the year"), "som"),
    "threshold": (_l("Limit"), "som"),
    "counted_with_it": (_l("How many earlier purchases are counted"), "number"),
    "purchases": (_l("Purchases counted with this one"), "purchases"),
    "line": (_l("Line"), "number"),
    "item_code": (_l("Item code"), "text"),
    "unit": (_l("Unit"), "unit"),
    "price": (_l("Price"), "som"),
    "price_of": (_l("Whose price"), "word"),
    "median": (_l("Median"), "som"),
    "compared_prices": (_l("Purchases compared"), "number"),
    "scope": (_l("From where"), "word"),
    "low_fence": (_l("Usual from"), "som"),
    "high_fence": (_l("Usual up to"), "som"),
    "outside": (_l("Lines outside"), "list"),
    "paid": (_l("Paid"), "som"),
    "contract": (_l("Contract"), "som"),
    "over": (_l("Above it"), "som"),
    "lines": (_l("Lines"), "number"),
    "untied": (_l("Lines without a requirement"), "list"),
    "compared": (_l("Lines compared"), "number"),
}
"""Facts people are shown, in this order: what they are called, and how they are written."""

WORDS = {
    "plan": _l("the plan’s"),
    "contract": _l("the contract’s"),
    "region": _l("the same region"),
    "country": _l("the whole country"),
}
