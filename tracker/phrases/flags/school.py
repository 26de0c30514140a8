"""Words of the flags of a holder’s year: meals, money, evidence, answers, schools."""

from flask_babel import lazy_gettext

from tracker.phrases.flags.words import FlagWords

_l = lazy_gettext

FLAGS = {
    "S02": FlagWords(
        _l("Price of a meal"),
        _l("What came for one meal is far below the norm, or several times above it."),
        _l(
            "Far below, children were not fed what the norm pays for; far above, food was paid for that they did not eat."
        ),
        _l("An act of acceptance was entered late, a stock was laid in, or parents paid a part."),
        _l("Red flag S02 of this project; the norm is that of the country profile for the year."),
    ),
    "S05": FlagWords(
        _l("Rush at the end of the year"),
        _l("A large part of the year's money went in its last working days."),
        _l("What is bought so that money does not lapse is bought dear, and is often not needed."),
        _l("The money came late, or a competition of the autumn ended then."),
        _l("Red flag S05 of this project."),
    ),
    "S07": FlagWords(
        _l("Money left, and a need open"),
        _l(
            "Money of a category is free at the end of the year, while schools lack what is most urgent in it."
        ),
        _l("The money was there, and children still go without what protects their lives."),
        _l("A purchase has just failed, the money came in December, or the lack is found anew."),
        _l("Red flag S07 of this project."),
    ),
    "S10": FlagWords(
        _l("The same photograph again"),
        _l("One photograph stands for several schools, purchases or requirements."),
        _l("A picture that shows something else shows nothing."),
        _l(
            "Schools share a yard, one delivery served several purchases, or a picture shows a whole room."
        ),
        _l("Red flag S10 of this project; photographs are told apart by their SHA-256."),
    ),
    "S12": FlagWords(
        _l("Met by word alone"),
        _l("Two thirds or more of what schools say they meet has no paper, photograph or check."),
        _l("What is written down as met gets no money, so a child waits for nothing."),
        _l("Things stood there before this tracker and no paper is left, or a visit is planned."),
        _l("Red flag S12 of this project."),
    ),
    "S13": FlagWords(
        _l("Silence"),
        _l("Questions of people or findings of councils wait for an answer beyond their term."),
        _l("Who is not answered stops asking, and then nobody watches."),
        _l("The answer was given by word or letter and was not entered here."),
        _l("Red flag S13 of this project; the terms are those of the country profile."),
    ),
    "S14": FlagWords(
        _l("Unequal schools"),
        _l("A school got less than half of what schools of its place usually get per pupil."),
        _l("The child of the small or far school has the same right to be safe."),
        _l(
            "The school had it already, or what every school needs one of costs a large school less per pupil."
        ),
        _l("Red flag S14 of this project."),
    ),
}

REASONS = {
    "no_food_money": _l("No money is set aside for food."),
    "meals_not_counted": _l("No school has counted its meals."),
    "few_days": _l("Schools have counted too few days on average. Have: %(have)s, need: %(need)s."),
    "no_meal_norm": _l("No one norm of a meal is known for the year."),
    "year_not_ending": _l("The last working days of the year have not begun."),
    "few_contracts": _l("Too few contracts in the year. Have: %(have)s, need: %(need)s."),
    "small_sums": _l("The sums of the year are too small to judge."),
    "out_of_season": _l(
        "Said only in the last working days of the year and in the three months after: what schools lack is known as of today."
    ),
    "no_money_set_aside": _l("No money is set aside for this year."),
    "no_photographs": _l("No photograph was attached in the year."),
    "few_findings": _l(
        "Schools wrote too little down in the year. Have: %(have)s, need: %(need)s."
    ),
    "no_questions_of_year": _l("Nobody has asked in this year, and no council has found anything."),
    "no_answer_due": _l("No term of an answer is over yet."),
    "year_not_over": _l("The year is not over yet."),
    "few_schools": _l("Too few schools to compare. Have: %(have)s, need: %(need)s."),
    "pupils_not_counted": _l("The pupils of some school are not known."),
    "not_all_schools": _l("There is no category in which every school got something."),
}
"""Why nothing can be said, by Look.why; facts of the look fill in."""

FACTS = {
    "meal_norm": (_l("Norm of a meal"), "som"),
    "meal_low": (_l("A meal at the least"), "som"),
    "meal_high": (_l("A meal at the most"), "som"),
    "meals": (_l("Meals counted"), "number"),
    "food_accepted": (_l("Food accepted"), "som"),
    "rush_since": (_l("Last working days from"), "day"),
    "rush_of": (_l("Of what"), "word"),
    "rush_amount": (_l("In the last days"), "som"),
    "rush_year": (_l("In the whole year"), "som"),
    "rush_share": (_l("Share of the last days"), "percent"),
    "left_amount": (_l("Under no contract"), "som"),
    "left_share": (_l("Share of the money set aside"), "percent"),
    "lacking": (_l("What schools lack"), "requirements"),
    "lacking_schools": (_l("Schools that lack it, at the most"), "number"),
    "photographs": (_l("Photographs of the year"), "number"),
    "photographs_again": (_l("Of them seen again"), "number"),
    "pictured_schools": (_l("Schools they stand for"), "schools"),
    "pictured_requirements": (_l("Requirements they stand for"), "requirements"),
    "pictured_purchases": (_l("Purchases they stand for"), "purchases"),
    "marked": (_l("Said to be met"), "number"),
    "bare": (_l("Of them on word alone"), "number"),
    "bare_schools": (_l("Schools of these"), "schools"),
    "overdue": (_l("Beyond the term"), "number"),
    "findings": (_l("Findings of councils"), "number"),
    "overdue_findings": (_l("Findings beyond the term"), "number"),
    "overdue_since": (_l("The oldest was due on"), "day"),
    "overdue_purchases": (_l("About purchases"), "purchases"),
    "unequal_category": (_l("Category"), "category"),
    "usual_per_pupil": (_l("Usual per pupil"), "som"),
    "least_per_pupil": (_l("The least per pupil"), "som"),
    "unequal_schools": (_l("Schools below half of it"), "schools"),
}
"""Facts people are shown, in this order: what they are called, and how they are written."""

WORDS = {
    "contracts": _l("contracts of the year"),
    "payments": _l("payments of the year"),
}
"""Values of facts that are codes, in words."""
