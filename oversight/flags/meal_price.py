"""Price of a meal: what came for one meal is far below the norm, or several times above it.

Why it matters: far below, children were not fed what the norm pays for; far above, food was paid
for that they did not eat.
Innocent when: an act of acceptance was entered late, a stock was laid in, or parents paid a part.
Source: red flag S02 of this project; the norm is that of the country profile for the year.
"""

from decimal import Decimal

from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.year_matter import YearMatter

CODE = "S02"
VERSION = "1.0"
STANDING = "default"
OCP = None
NATIONAL = ()
PUBLIC = True
VALID = (None, None)
FLOOR, MOST = Decimal("0.9"), Decimal(3)
"""Times the norm, below and above which it is told: defaults of this project, no norm."""
ENOUGH = 20
"""Days each school has counted on average; fewer say little: a default of this project."""


def look(matter: YearMatter) -> Look:
    """Raised where som for one meal are surely below nine tenths of the norm or above three times
    it: at the schools of a holder that counted meals, whatever the days nobody counted held.

    With all unknown days taken as days without meals the price is highest, with all of them as full
    days lowest (docs/decisions/0024); between the two nothing is said.
    """
    food = matter.spending.food
    if food is None:
        return cannot_say("no_food_money")
    eaten, norm = food.eaten, food.norm
    if not eaten.schools or eaten.high is None:
        return cannot_say("meals_not_counted")
    if eaten.counted < ENOUGH * eaten.schools:
        return cannot_say("few_days", have=eaten.counted // eaten.schools, need=ENOUGH)
    if norm is None:
        return cannot_say("no_meal_norm")
    facts = {
        "meal_norm": norm,
        "meal_low": eaten.low,
        "meal_high": eaten.high,
        "meals": eaten.meals,
        "food_accepted": eaten.amount,
        "threshold_standing": food.norm_standing,
        "threshold_source": food.norm_source,
    }
    known = {name: value for name, value in facts.items() if value is not None}
    if eaten.high < norm * FLOOR or (eaten.low is not None and eaten.low > norm * MOST):
        return noted(**known)
    return not_raised(**known)
