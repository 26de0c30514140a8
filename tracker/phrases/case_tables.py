"""What is wrong with a table of purchases, deliveries or payments, and how to mend it."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

_l = lazy_gettext
_CONTRACT = _l("Take the contract as the template writes it, with the number in brackets.")
_CONTRACT_TOLD = _l("Take the template anew: it has the contracts that are open now.")
_SUMS = _l("Check the sum and the kind of payment.")

# code: (what is wrong, how to put it right)
FAULTS: Mapping[str, tuple[LazyString, LazyString]] = {
    "amount.over_accepted": (
        _l("More than was accepted and not yet paid: “%(found)s”. At most: %(most)s."),
        _l("Enter the acceptance first, or pay less."),
    ),
    "amount.over_advance": (
        _l("More than the advance the contract allows: “%(found)s”. At most: %(most)s."),
        _SUMS,
    ),
    "amount.over_contract": (
        _l("More than is left of the contract: “%(found)s”. At most: %(most)s."),
        _SUMS,
    ),
    "amount.over_paid": (
        _l("More than was paid: “%(found)s”. At most: %(most)s."),
        _SUMS,
    ),
    "budget_line.not_found": (
        _l("There is no such budget line in this place and year: “%(found)s”."),
        _l("Choose it from the list of the template, or write its number."),
    ),
    "budget_line.other_purpose": (
        _l("This budget line is for another purpose: “%(found)s”. Requirement: %(code)s."),
        _l("Choose a line of that requirement or its category."),
    ),
    "budget_line.other_school": (
        _l("This budget line is not for this school: “%(found)s”. School: %(school)s."),
        _l("Choose a line for that school or for the whole place."),
    ),
    "budget_line.parts_differ": (
        _l("The sums of the budget lines do not make up the part. Part: %(amount)s. Sum: %(sum)s."),
        _l("Correct the sums, or name one line only."),
    ),
    "case_rows.none": (
        _l("There is no row under the header."),
        _l("Fill in at least one row."),
    ),
    "case_rows.template_stale": (
        _l("Something was entered after this template was issued. Issued on: %(issued)s."),
        _l("Compare every row below with what stands there now."),
    ),
    "cell.empty": (
        _l("This cell is empty: %(column)s."),
        _l("Fill it in, or delete the row."),
    ),
    "cell.not_positive": (
        _l("The number must be above zero: “%(found)s”."),
        _l("Write a number above zero."),
    ),
    "contract_row.ambiguous": (
        _l("Several contracts have this number: “%(found)s”. They are: %(codes)s."),
        _CONTRACT,
    ),
    "contract_row.closed": (
        _l("This contract takes no more steps: “%(found)s”. The purchase is: %(status)s."),
        _CONTRACT_TOLD,
    ),
    "contract_row.elsewhere": (
        _l("This contract is of another place: “%(found)s”."),
        _l("Take it out of this table: that place enters it itself."),
    ),
    "contract_row.missing": (_l("It is not said under which contract."), _CONTRACT),
    "contract_row.not_found": (
        _l("There is no open contract of this number here: “%(found)s”."),
        _CONTRACT,
    ),
    "contract_row.other_supplier": (
        _l(
            "Another supplier stands here than in the contract: “%(found)s”. The contract’s: %(name)s."
        ),
        _l("Check the row: under a contract only its own supplier delivers and is paid."),
    ),
    "contract_row.other_year": (
        _l("This contract is of a purchase of another year: “%(found)s”. Year: %(year)s."),
        _l("Take the template of that year."),
    ),
    "covers.not_told": (
        _l("It cannot be read how much of the requirement is closed: “%(found)s”."),
        _l("Write a number, or pairs such as FIR-01: 3; FIR-02: 5."),
    ),
    "day.before_contract": (
        _l("This day is before the contract was signed: “%(found)s”. Signed on: %(signed_on)s."),
        _l("Correct the day, or the contract."),
    ),
    "day.in_future": (
        _l("This day has not come yet: “%(found)s”. Today: %(today)s."),
        _l("Enter it when it has happened."),
    ),
    "day.not_a_day": (
        _l("This is not a day: “%(found)s”."),
        _l("Write it such as 2.3.2026."),
    ),
    "document.known": (
        _l("A payment with this document is entered already: “%(found)s”."),
        _l("Take the row out: entered again it would be paid twice."),
    ),
    "item_row.ambiguous": (
        _l("It cannot be told which item is meant: “%(found)s”. The contract has: %(items)s."),
        _l("Take the item as the template writes it, with the number in brackets."),
    ),
    "item_row.no_such_line": (
        _l("The purchase has no line of this number: “%(found)s”. Its lines: %(lines)s."),
        _l("Leave the number empty: the item is then a new one."),
    ),
    "item_row.not_found": (
        _l("This item is not in the contract: “%(found)s”. The contract has: %(items)s."),
        _l("Take the item as the template writes it, with the number in brackets."),
    ),
    "method.ambiguous": (
        _l("Several methods have this name: “%(found)s”. Codes: %(codes)s."),
        _l("Write the code in brackets behind the name."),
    ),
    "method.not_found": (
        _l("There is no such method of procurement: “%(found)s”."),
        _l("Choose it from the list of the template."),
    ),
    "payment_kind.not_found": (
        _l("This is no kind of payment: “%(found)s”."),
        _l("Choose payment, advance or refund, or leave the cell empty."),
    ),
    "purchase_row.elsewhere": (
        _l("This purchase is of another place: “%(found)s”."),
        _l("Take it out of this table: that place enters it itself."),
    ),
    "purchase_row.not_found": (
        _l("There is no purchase of this number in this place and year: “%(found)s”."),
        _l("Leave the number empty: the purchase is then a new one."),
    ),
    "purchase_row.published": (
        _l("This purchase is public and cannot be changed by a table. It is: %(status)s."),
        _l("Put back what stood there. Change it on its own page: by an agreement, or cancel it."),
    ),
    "purchase_row.same_title": (
        _l("A purchase of this name is there already: “%(found)s”. Its number: %(number)s."),
        _l("If it is the same one, write its number; else it will be there twice."),
    ),
    "purchase_row.told_otherwise": (
        _l("Another row of the same purchase says otherwise: “%(found)s”. See cell: %(first)s."),
        _l("Write it in one of the two rows only."),
    ),
    "quantity.over_left": (
        _l("More than the school still waits for: “%(found)s”. Left: %(left)s."),
        _l("Check the quantity and what was delivered before."),
    ),
    "reason.needed": (
        _l("An advance or a refund needs a reason."),
        _l("Write the reason; everybody can read it."),
    ),
    "row.told_twice": (
        _l("The same stands twice: “%(found)s”. First in row: %(first)s."),
        _l("Put the two rows together."),
    ),
    "school_row.not_of_contract": (
        _l("Nothing of this was bought for this school: “%(found)s”. Contract: %(number)s."),
        _l("Choose a school of the contract."),
    ),
    "undo.purchases_changed": (
        _l("A purchase of this import was changed or published since, so it cannot be undone."),
        _l("Change the drafts themselves, or bring in another table."),
    ),
    "waybill.known": (
        _l("This item came to this school on this waybill already: “%(found)s”."),
        _l("Take the row out: entered again it would be counted twice."),
    ),
}
