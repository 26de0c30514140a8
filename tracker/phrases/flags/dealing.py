"""Words of the flags of methods, limits, suppliers and contracts: reasons, facts and codes."""

from flask_babel import lazy_gettext

from tracker.phrases.flags import dealing_methods, dealing_suppliers

_l = lazy_gettext

FLAGS = dealing_methods.FLAGS | dealing_suppliers.FLAGS

REASONS = {
    "no_method": _l("No method of procurement is chosen yet."),
    "other_method": _l("The rule is about another way of buying."),
    "other_ground": _l("The rule is about another ground."),
    "in_kind": _l("It is help in kind: nothing is bought."),
    "by_framework": _l("It is called off from a framework agreement, which says this."),
    "not_told_yet": _l("This is not filled in yet."),
    "no_plan_known": _l("No plan published before that day is known here."),
    "no_plan_line": _l("The purchase names no line of the plan."),
    "plan_names_no_method": _l("The line of the plan names no method."),
    "no_paper_due": _l("No paper belongs to this stage yet."),
    "keeps_no_papers": _l("The holder attaches no papers here: where they are is not known."),
    "few_lines": _l("Too few lines with a price beside others. Have: %(have)s, need: %(need)s."),
    "no_award": _l("No supplier is chosen yet."),
    "not_signed": _l("No contract is signed yet."),
    "few_contacts": _l("Too few bidders with a known contact. Have: %(have)s, need: %(need)s."),
    "small_purchase": _l("The estimate is too small to tell."),
    "no_list": _l("No list of unreliable suppliers was brought in."),
    "not_additional": _l("It is no purchase of more from the same supplier."),
    "nothing_before": _l("Nothing bought from this supplier before is on record."),
    "no_competition_before": _l("No competition this supplier won before is on record."),
    "no_competition_known": _l("No competition of this holder is on record."),
    "not_measured": _l("Other holders were not measured yet: that is done by night."),
    "no_term": _l("The days the law leaves for signing are not known."),
    "small_year": _l("The sum of the year is too small to tell."),
}
"""Why nothing can be said, by Look.why; facts of the look fill in."""

FACTS = {
    "plan_line": (_l("Line of the plan"), "number"),
    "plan_since": (_l("The plan was published on"), "day"),
    "planned_after": (_l("The line was published on"), "day"),
    "papers": (_l("Papers that belong to the stage"), "papers"),
    "papers_lacking": (_l("Papers lacking"), "papers"),
    "ground": (_l("What is wrong with the ground"), "word"),
    "cost": (_l("The lines compared cost"), "som"),
    "usual_cost": (_l("They would cost at middle prices"), "som"),
    "usual_from": (_l("At the lower quarter’s"), "som"),
    "usual_to": (_l("At the upper quarter’s"), "som"),
    "level": (_l("Level beside middle prices"), "hundredths"),
    "estimate": (_l("Estimate"), "som"),
    "award": (_l("Award"), "som"),
    "agreed": (_l("Contract as last amended"), "som"),
    "of_estimate": (_l("Part of the estimate"), "hundredths"),
    "of_award": (_l("Part of the award"), "hundredths"),
    "suppliers": (_l("Suppliers"), "suppliers"),
    "bidders": (_l("Bidders with a known contact"), "number"),
    "contact_kinds": (_l("What is the same"), "words"),
    "listed_since": (_l("On the list since"), "day"),
    "sum": (_l("Sum"), "som"),
    "sum_same_class": (_l("Of it for the same class of things"), "som"),
    "amendments": (_l("Further agreements"), "number"),
    "signed_on": (_l("Signed on"), "day"),
    "days_to_sign": (_l("Days from the choice to signing"), "number"),
    "first_day": (_l("Not before day"), "number"),
    "last_day": (_l("Not after day"), "number"),
    "amended_on": (_l("Last amended on"), "day"),
    "ended_on": (_l("The competition ended on"), "day"),
    "failures": (_l("Failures on record"), "number"),
    "vague_lines": (_l("Lines in a conditional unit"), "list"),
    "wins_here": (_l("Awards by competition here, at least"), "number"),
    "other_things": (_l("Things never competed for"), "word"),
    "first_contract": (_l("Award won by competition"), "som"),
    "more": (_l("Bought more since"), "som"),
    "more_percent": (_l("Part of that award"), "hundredths"),
    "most_percent": (_l("Most that the ground allows"), "hundredths"),
    "just_below": (_l("Sums just below the limit"), "number"),
    "just_above": (_l("Sums just above it"), "number"),
    "year_purchases": (_l("Purchases of the year"), "number"),
    "year_direct": (_l("Of them without competition"), "number"),
    "direct_percent": (_l("Part without competition"), "hundredths"),
    "fence_percent": (_l("With others usual up to"), "hundredths"),
    "holders_compared": (_l("Holders compared"), "number"),
    "supplier_sum": (_l("Awarded to this supplier"), "som"),
    "awarded": (_l("Awarded in the year"), "som"),
    "supplier_percent": (_l("Part of the year’s sum"), "hundredths"),
    "suppliers_count": (_l("Suppliers in the year"), "number"),
}
"""Facts people are shown, in this order: what they are called, and how they are written."""

WORDS = {
    "ground.missing": _l("none is named"),
    "ground.needs_text": _l("“other” without words"),
    "ground.not_in_force": _l("it was not in force on the day"),
    "phone": _l("telephone"),
    "email": _l("e-mail"),
    "address": _l("address"),
    "yes": _l("yes"),
}
"""Values of facts that are codes, in words."""
