"""What the screen of a purchase offers to choose from, and how a draft is put into it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from flask_babel import gettext as _

from budgets.reports.draft_lines import FundRow, fundable
from budgets.rules import may_fund
from core import clock
from procurement.reports import desk
from procurement.reports.desk_file import LineFile, PurchaseFile
from register import profile
from register import reports as register
from standard import reports as standard
from tracker import formats, paper_words
from tracker.extensions import db
from tracker.forms.purchase_lines import PurchaseLineForm
from tracker.forms.purchases import Choices, Offered, PurchaseForm
from tracker.office.grounds import grounds
from tracker.office.names import Names
from tracker.public.guidance import PublicationRow, for_requirements

MOST_SHOWN = 40
"""Up to so many schools stand in the table at once; of more, those are added that get something."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a purchase of a holder's year can be made of."""

    place: str
    year: int
    names: Names
    schools: Sequence[register.SchoolCard]
    funds: Sequence[FundRow]
    categories: dict[str, str]

    def pupils(self, code: str) -> int | None:
        """The pupils of a school in the year; None where nobody told."""
        found = next((school for school in self.schools if school.code == code), None)
        return found.pupils.get(str(self.year)) if found else None

    def begun_with(self) -> list[dict[str, str]]:
        """The schools a new line begins with: all where they are few."""
        few = len(self.schools) <= MOST_SHOWN
        return [{"school": school.code} for school in self.schools if few]


def setting(place: str, year: int) -> Setting:
    """What a purchase of this holder and year can be made of."""
    names = Names()
    schools = register.schools_within(db.session, place)
    funds = fundable(db.session, place, year)
    names.know({place, *(school.code for school in schools), *(fund.beneficiary for fund in funds)})
    categories = standard.category_of_requirements(db.session)
    return Setting(place, year, names, schools, funds, categories)


def fill(form: PurchaseForm, here: Setting) -> None:
    """Give the form the lists to choose from."""
    nothing = ("", _("Choose"))
    names = here.names
    methods = [
        (method.code, f"{names.told(method.names)} ({names.told(method.law.names)})")
        for method in profile.load().methods_on(clock.today())
    ]
    kept = [(code, names.method(code)) for code in _known_method(form, methods)]
    form.method.choices = [nothing, *methods, *kept]
    form.method_ground.choices = grounds(names, form.method_ground.data)
    plan = desk.plan_lines(db.session, here.place, here.year)
    form.plan_line.choices = [("", _("Not from a published plan"))] + [
        (str(line.id), f"{line.title}: {formats.som(line.amount, names.lang)}") for line in plan
    ]
    form.more_schools.choices = _schools_left(form, here)
    form.fill_choices(lambda line: _offered(form, line, here))


def guidance(form: PurchaseForm) -> tuple[PublicationRow, ...]:
    """What there is to read about the requirements the form's lines have chosen so far."""
    return for_requirements(
        entry.form.requirement.data for entry in form.lines if entry.form.requirement.data
    )


def _known_method(form: PurchaseForm, methods: list[tuple[str, str]]) -> list[str]:
    """The method a draft was begun with, where the law has meanwhile gone out of force."""
    codes = {method.code for method in profile.load().methods} - {code for code, _name in methods}
    return [form.method.data] if form.method.data in codes else []


def _schools_left(form: PurchaseForm, here: Setting) -> Choices:
    shown = {row.form.school.data for entry in form.lines for row in entry.form.shares}
    grouped: dict[str | None, list[tuple[str, str]]] = {}
    for school in here.schools:
        if school.code not in shown:
            group = here.names.place(school.place)
            grouped.setdefault(group, []).append((school.code, here.names.place(school.code)))
    return grouped


def _offered(form: PurchaseForm, line: PurchaseLineForm, here: Setting) -> Offered:
    requirement = line.requirement.data or None
    choose = [("", _("Choose"))]
    requirements = here.names.requirement_choices(form.find.data or "", keep=requirement)
    funds = _funds(line, here)
    return Offered(
        {None: choose, **requirements},
        {None: choose if funds else [("", _("No budget line pays for this"))], **funds},
        {None: [("", _("as for the whole line"))], **funds},
        paper_words.certificates(requirement, here.categories.get(requirement or "")),
    )


def _funds(line: PurchaseLineForm, here: Setting) -> dict[str, list[tuple[str, str]]]:
    """The budget lines that may pay: of the requirement once it is chosen, else all."""
    requirement = line.requirement.data or ""
    category = here.categories.get(requirement)
    grouped: dict[str, list[tuple[str, str]]] = {}
    for fund in here.funds:
        fits = category is None or may_fund(fund.category, fund.requirement, category, requirement)
        if fits or str(fund.id) == line.budget_line.data:
            group = grouped.setdefault(here.names.category(fund.category), [])
            group.append((str(fund.id), told_fund(fund, here.names)))
    return grouped


def told_fund(fund: FundRow, names: Names) -> str:
    """A budget line in a list: number, what for, from where, for whom, and what is free of it."""
    return "№ {} · {} · {} · {} · {}".format(
        fund.id,
        names.purpose(fund.category, fund.requirement),
        names.source(fund.source, fund.carried),
        names.place(fund.beneficiary),
        _("free: %(sum)s", sum=formats.som(fund.free, names.lang)),
    )


def as_drafted(purchase: PurchaseFile, here: Setting) -> dict[str, object]:
    """A draft as the form is filled with it."""
    return {
        "title": purchase.title,
        "language": purchase.language,
        "method": purchase.method,
        "method_reason": purchase.method_reason,
        "method_ground": purchase.method_ground or "",
        "outside_plan": purchase.outside_plan,
        "due_on": purchase.due_on,
        "plan_line": str(purchase.plan_line_id or ""),
        "answers": dict(purchase.answers or {}),
        "by_school": "1" if any(_differs(line) for line in purchase.lines) else "",
        "lines": [_line(line, here) for line in purchase.lines],
    }


def _funded_by(line: LineFile) -> list[str]:
    return [str(share.fundings[0][0]) for share in line.shares]


def _differs(line: LineFile) -> bool:
    return len(set(_funded_by(line))) > 1


def one_fund_each(purchase: PurchaseFile) -> bool:
    """Can the form show this draft: is every share paid by one budget line?"""
    return all(len(share.fundings) == 1 for line in purchase.lines for share in line.shares)


def _line(line: LineFile, here: Setting) -> dict[str, object]:
    own = ((line.requirement, line.quantity),)
    shares = {share.school: share for share in line.shares}
    codes = dict.fromkeys([*(row["school"] for row in here.begun_with()), *shares])
    differs = _differs(line)
    rows = [
        {
            "school": code,
            "quantity": shares[code].quantity if code in shares else None,
            "budget_line": str(shares[code].fundings[0][0]) if differs and code in shares else "",
        }
        for code in codes
    ]
    return {
        "requirement": line.requirement,
        "title": line.title,
        "item_code": line.item_code,
        "quantity": line.quantity,
        "unit": line.unit,
        "unit_price": line.unit_price,
        "price_reason": line.price_reason,
        "vat_rate": Decimal(line.vat_rate) if line.vat_rate else None,
        "covers": line.covers[0][1] if line.covers and line.covers != own else None,
        "budget_line": _funded_by(line)[0],
        "lot": line.lot,
        "certificates": list(line.certificates),
        "safe": {name: told or "" for name, told in asdict(line.safe).items()},
        "shares": rows,
    }
