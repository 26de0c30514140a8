"""What is refused of a purchase."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "acceptance.before_delivery": _l(
        "The act is older than the delivery. Delivered on: %(delivered_on)s."
    ),
    "acceptance.needs_remarks": _l("Something is refused. Write what is wrong with it."),
    "acceptance.no_number": _l("The number of the acceptance act is missing. Write it."),
    "acceptance.nothing": _l("Nothing is accepted and nothing refused. Write a quantity."),
    "acceptance.other_delivery": _l("This line belongs to another delivery. Open the page anew."),
    "acceptance.over_delivery": _l(
        "More than what came. School: %(school)s. Still to check: %(left)s. Entered: %(found)s."
    ),
    "award.before_announcement": _l(
        "The choice is older than the announcement. Announced on: %(started)s."
    ),
    "award.needs_reason": _l(
        "Say why this supplier was chosen. The lowest price alone is no reason."
    ),
    "award.no_offer": _l("At least one offer is needed. Write how many came."),
    "contract.advance_too_large": _l(
        "The advance is larger than the contract. Contract: %(amount)s."
    ),
    "contract.before_award": _l(
        "The contract is older than the choice of supplier. Chosen on: %(awarded_on)s."
    ),
    "contract.before_signing": _l("This day is before the contract was signed: %(signed_on)s."),
    "contract.closed": _l("The contract takes no more steps. The purchase is: %(status)s."),
    "contract.due_before_signing": _l(
        "The day of delivery is before the contract was signed: %(signed_on)s."
    ),
    "contract.lines_missing": _l("Each line of the purchase needs its sum, above zero."),
    "contract.needs_reason": _l("Say why the contract changes. Everybody will read it."),
    "contract.no_number": _l("The number of the contract is missing. Write it."),
    "contract.not_as_awarded": _l(
        "The lines do not add up to the chosen offer. Offer: %(awarded)s. Lines: %(amount)s."
    ),
    "contract.unchanged": _l("Nothing changes. Give another sum or another day."),
    "delivery.before_contract": _l(
        "The delivery is older than the contract. Signed on: %(signed_on)s."
    ),
    "delivery.no_waybill": _l("The number of the waybill is missing. Write it."),
    "delivery.nothing": _l("Nothing came. Write a quantity for at least one school."),
    "delivery.other_contract": _l("This line belongs to another contract: %(line)s."),
    "delivery.other_school": _l("Nothing was bought for this school here: %(school)s."),
    "delivery.over_share": _l(
        "More than the school still waits for. School: %(school)s. Still to come: %(left)s. Entered: %(came)s."
    ),
    "funding.none": _l("No budget line is chosen for this school: %(school)s."),
    "funding.not_the_whole": _l(
        "The budget lines do not add up to the share. Share: %(whole)s. Lines: %(parts)s."
    ),
    "funding.other_holder": _l("This budget line belongs to another town hall: %(line)s."),
    "funding.other_year": _l("The budget line is of another year: %(line)s."),
    "line.no_title": _l("Write what is bought."),
    "method.not_in_force": _l("This method was not in force on that day: %(on)s. Choose another."),
    "money.negative": _l("A sum cannot be below zero: “%(text)s”."),
    "payment.before_contract": _l(
        "The payment is older than the contract. Signed on: %(signed_on)s."
    ),
    "payment.doubled": _l("This document is posted already: %(document)s."),
    "payment.needs_reason": _l("An advance or a refund needs a reason. Everybody will read it."),
    "payment.no_document": _l("The number of the payment document is missing. Write it."),
    "payment.over_accepted": _l(
        "More than was accepted and not yet paid. Asked for: %(asked)s. At most: %(most)s. Accept the delivery first, or pay an advance if the contract names one."
    ),
    "payment.over_advance": _l(
        "More than the advance of the contract allows. Asked for: %(asked)s. At most: %(most)s."
    ),
    "payment.over_contract": _l("More than the contract. Asked for: %(asked)s. At most: %(most)s."),
    "payment.over_paid": _l("More than was paid. Asked for: %(asked)s. At most: %(most)s."),
    "payment.unknown_kind": _l(
        "There is no such kind of payment: %(kind)s. Choose one from the list."
    ),
    "plan_line.elsewhere": _l("This plan line belongs to another place already: %(place)s."),
    "plan_line.unknown": _l("There is no such plan line: %(line)s."),
    "price.not_positive": _l("The sum must be above zero."),
    "price.needs_reason": _l(
        "The price is unlike what others paid. Line: %(line)s. Price of one: %(price)s. Median: %(median)s. Prices compared: %(prices)s. Write why beside the price: everybody will read it."
    ),
    "purchase.before_plan": _l("This day is before the purchase was planned: %(planned_on)s."),
    "purchase.needs_reason": _l("Say why. Everybody will read it."),
    "purchase.no_edition": _l(
        "No edition of the Standard is adopted yet. An editor has to load one."
    ),
    "purchase.no_lines": _l("The purchase has no lines. Add what is bought."),
    "purchase.no_title": _l("The purchase has no name. Write one."),
    "purchase.not_announced": _l("This method wants an announcement first."),
    "purchase.not_draft": _l(
        "Only a draft can be changed or thrown away. The purchase is: %(status)s."
    ),
    "purchase.still_owed": _l(
        "Accepted and paid are not equal. Accepted: %(accepted)s. Paid: %(paid)s. Pay or take back the rest first."
    ),
    "purchase.wrong_order": _l(
        "This step cannot be done now. The purchase is: %(status)s. Asked for: %(to)s."
    ),
    "quantity.negative": _l("A quantity cannot be below zero."),
    "quantity.not_positive": _l("The quantity must be above zero."),
    "school.unknown": _l("There is no school with this code: %(code)s."),
    "share.below_delivered": _l(
        "Less than has come already. School: %(school)s. Came: %(came)s. Entered: %(found)s."
    ),
    "share.doubled": _l("The same school stands here twice."),
    "share.none": _l(
        "No school gets anything. Write a quantity for at least one: parents look by school."
    ),
    "share.not_the_whole": _l(
        "The schools' quantities do not add up. Bought: %(whole_quantity)s. Shared out: %(parts_quantity)s."
    ),
    "supplier.inn_length": _l("A tax number has 14 digits. This one has: %(digits)s."),
    "supplier.needs_inn": _l("A legal entity has a tax number. Write it."),
    "supplier.no_name": _l("Write the supplier's name."),
    "supplier.unknown": _l("There is no such supplier: %(supplier)s. Choose one from the list."),
    "unit.missing": _l("Write the unit: piece, kilogram, set."),
    "supplier.inn_of_person": _l("This is a person's tax number. Choose “a person trading alone”."),
    "purchase.unchecked_delivery": _l(
        "A delivery has not been checked yet. Accept or refuse it first."
    ),
    "contract.all_accepted": _l("Everything of this line was accepted. Its sum can only fall."),
    "plan_line.item_doubled": _l("The same item stands twice in a line of the plan: %(item)s."),
}
