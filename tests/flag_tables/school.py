"""Flags of a holder's year by meals, money, evidence, answers, and what each school got."""

from dataclasses import replace
from datetime import date

from core.money import som
from oversight.year_matter import YearMatter
from oversight.year_spending import (
    Category,
    Food,
    Marks,
    Photographs,
    Reused,
    Rush,
    Silence,
    Spending,
    Unspent,
)
from procurement.meal_rules import Eaten
from tests.flag_tables import Cases, year_matter

DECEMBER, AFTER = date(2026, 12, 20), date(2027, 1, 15)
SINCE = date(2026, 12, 10)


def spent(today: date = AFTER, **facts: object) -> YearMatter:
    """A holder's year with these facts of its money."""
    return year_matter(today=today, spending=Spending(**facts))


def food(amount: int, meals: int, *, most: int | None = 0, days: int = 30) -> YearMatter:
    """A year in which food for so many som was accepted and so many meals counted."""
    eaten = Eaten(som(amount), meals, most, due=days, counted=days, schools=1)
    return spent(food=Food(eaten, som(14)))


def rush(signed: int, late: int, paid: int = 0, paid_late: int = 0, count: int = 9) -> YearMatter:
    """A year's contracts and payments, and those of its last days, thousands of som."""
    sums = (som(signed * 1000), som(late * 1000), som(paid * 1000), som(paid_late * 1000))
    return spent(DECEMBER, rush=Rush(SINCE, count, *sums))


def left(planned: int, free: int, lacking: int = 3, today: date = DECEMBER) -> YearMatter:
    """A year whose category for emergencies has so much left, while schools lack extinguishers."""
    unmet = {"FIR-01": lacking} if lacking else {}
    unspent = (Unspent("emergency", som(planned), som(free), unmet),)
    return spent(today, unspent=unspent, rush=Rush(SINCE))


def pictures(*reused: Reused) -> YearMatter:
    """A year of ten photographs, of which these stand for several things."""
    return spent(photographs=Photographs(10, reused))


def got(*sums: int, pupils: int = 100, today: date = AFTER) -> YearMatter:
    """A year in which each of these schools of a hundred children got so much."""
    codes = [f"S-{number}" for number in range(len(sums))]
    accepted = {code: som(sum_) for code, sum_ in zip(codes, sums, strict=True) if sum_}
    children = dict.fromkeys(codes, pupils) if pupils else {}
    of = (Category("emergency", accepted),)
    return spent(today, schools=len(codes), pupils=children, categories=of)


UNKNOWN_NORM = spent(food=Food(Eaten(som(1), 9, 0, 30, 30, schools=1), None))
PROMISED = Silence(asked=3, due=2, overdue=1, oldest=date(2026, 5, 5), purchases=(7,))

CASES = {
    "S02": Cases(
        raised={
            "five som a meal, the norm is fourteen": food(5_000, 1_000),
            "fifty som a meal": food(50_000, 1_000),
        },
        innocent={
            "just the norm": food(14_000, 1_000),
            "fifty at the most, but unknown days may hold as many meals again": food(
                50_000, 1_000, most=1_000
            ),
            "dear, and how many children there are is not known": food(50_000, 1_000, most=None),
        },
        unsaid={
            "nothing is set aside for food": (spent(), "no_food_money"),
            "no school counted": (spent(food=Food(Eaten(), som(14))), "meals_not_counted"),
            "nineteen days counted": (food(5_000, 1_000, days=19), "few_days"),
            "zones with different norms": (UNKNOWN_NORM, "no_meal_norm"),
        },
    ),
    "S05": Cases(
        raised={
            "half of the contracts in the last days": rush(1000, 500),
            "contracts are even, payments are not": rush(1000, 60, 900, 300),
        },
        innocent={
            "a sixteenth of the year, as its days are": rush(1000, 62),
            "just below three tenths": rush(1000, 299, 1000, 299),
        },
        unsaid={
            "the last days have not begun": (
                replace(rush(1000, 0), today=date(2026, 12, 9)),
                "year_not_ending",
            ),
            "four contracts": (rush(1000, 900, count=4), "few_contracts"),
            "a small year": (rush(499, 400), "small_sums"),
        },
    ),
    "S07": Cases(
        raised={
            "a third is left, three schools lack extinguishers": left(300_000, 100_000),
            "in March after the year": left(300_000, 100_000, today=date(2027, 3, 31)),
        },
        innocent={
            "no school lacks what is urgent": left(300_000, 100_000, lacking=0),
            "less than a tenth is left": left(3_000_000, 299_999),
            "49 999 som are left": left(100_000, 49_999),
        },
        unsaid={
            "in September": (left(300_000, 100_000, today=date(2026, 9, 30)), "out_of_season"),
            "a year and a half later": (
                left(300_000, 100_000, today=date(2028, 1, 1)),
                "out_of_season",
            ),
            "no money was set aside": (spent(DECEMBER, rush=Rush(SINCE)), "no_money_set_aside"),
        },
    ),
    "S10": Cases(
        raised={
            "for two schools": pictures(Reused(schools=("S-1", "S-2"))),
            "for two purchases": pictures(Reused(purchases=(4, 7))),
        },
        innocent={
            "each stands for itself": pictures(),
            "one photograph alone": spent(photographs=Photographs(1)),
        },
        unsaid={"no photograph": (spent(), "no_photographs")},
    ),
    "S12": Cases(
        raised={
            "all of ten on word alone": spent(marks=Marks(10, 10, ("S-1",))),
            "two thirds of them": spent(marks=Marks(42, 28, ("S-1", "S-2"))),
        },
        innocent={
            "all have a photograph": spent(marks=Marks(10, 0)),
            "less than two thirds are bare": spent(marks=Marks(42, 27, ("S-1",))),
        },
        unsaid={"nine findings": (spent(marks=Marks(9, 9, ("S-1",))), "few_findings")},
    ),
    "S13": Cases(
        raised={
            "one of two is past its term": spent(silence=PROMISED),
            "all are": spent(silence=replace(PROMISED, asked=2, overdue=2)),
            "a finding alone": spent(
                silence=replace(PROMISED, asked=0, due=1, findings=1, overdue_findings=1)
            ),
        },
        innocent={
            "all answered": spent(silence=Silence(asked=3, due=3)),
            "those due are answered": spent(silence=Silence(asked=3, due=1)),
            "a finding was answered": spent(silence=Silence(due=1, findings=1)),
        },
        unsaid={
            "nobody asked": (spent(), "no_questions_of_year"),
            "no term is over": (spent(silence=Silence(asked=2)), "no_answer_due"),
            "a finding has its days": (spent(silence=Silence(findings=1)), "no_answer_due"),
        },
    ),
    "S14": Cases(
        raised={
            "one of five got a tenth of the others": got(1000, 1000, 1000, 1000, 100),
            "two of six got just below half": got(1000, 1000, 1000, 1000, 499, 400),
        },
        innocent={
            "all alike": got(1000, 1000, 1000, 1000, 1000),
            "one got just half": got(1000, 1000, 1000, 1000, 500),
        },
        unsaid={
            "one got nothing, for it may have had it": (
                got(1000, 1000, 1000, 1000, 0),
                "not_all_schools",
            ),
            "four schools": (got(1000, 1000, 1000, 100), "few_schools"),
            "nobody counted the children": (
                got(1000, 1000, 1000, 1000, 100, pupils=0),
                "pupils_not_counted",
            ),
            "the year still runs": (
                got(1000, 1000, 1000, 1000, 100, today=DECEMBER),
                "year_not_over",
            ),
        },
    ),
}
