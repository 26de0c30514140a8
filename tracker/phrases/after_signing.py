"""What is refused after signing: of frameworks, penalties, returns and mistakes undone."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "call_off.framework_ended": _l(
        "The framework agreement is not in force. The purchase is: %(status)s."
    ),
    "call_off.not_valid": _l(
        "The framework agreement is not in force on that day. Since: %(since)s. Until: %(until)s."
    ),
    "call_off.nothing": _l("Nothing is called off. Write a quantity for at least one school."),
    "call_off.other_supplier": _l(
        "A call-off is from the supplier who signed the framework agreement. Choose that one."
    ),
    "call_off.over_ceiling": _l(
        "More than is left of the framework agreement. Asked for: %(asked)s. Left: %(most)s."
    ),
    "call_off.over_price": _l(
        "Dearer than the framework agreement. What: %(line)s. Asked for: %(asked)s. At most: %(most)s."
    ),
    "call_off.over_quantity": _l(
        "More than is left in the framework agreement. What: %(line)s. Left: %(left)s. Entered: %(found)s."
    ),
    "call_off.own_page": _l(
        "A call-off is not changed here. Throw the draft away and call off again."
    ),
    "correction.needs_reason": _l("Say why. Everybody will read it."),
    "delivery.reversed": _l("This delivery was entered by mistake and undone. Choose another."),
    "framework.no_framework": _l("This is no framework agreement. Open the page anew."),
    "framework.only_called": _l(
        "Under a framework agreement nothing is delivered or paid. Call off from it first."
    ),
    "framework.signed_apart": _l(
        "A framework agreement is signed on a page of its own: it has a ceiling and a last day."
    ),
    "framework.until_before_signing": _l(
        "The last day must come after the day of signing: %(signed_on)s."
    ),
    "payment.penalty_withheld": _l(
        "A penalty was withheld, so less is due. Asked for: %(asked)s. At most: %(most)s."
    ),
    "penalty.no_document": _l("The number of the document is missing. Write it."),
    "penalty.over_due": _l(
        "A penalty is withheld from what was accepted and not paid yet. Asked for: %(asked)s. At most: %(most)s."
    ),
    "purchase.still_owed_less_penalty": _l(
        "Somebody is still owed. Accepted: %(accepted)s. Penalty withheld: %(withheld)s. Paid: %(paid)s. Pay or take back the rest first."
    ),
    "return.before_acceptance": _l(
        "The goods went back before they were accepted. Accepted on: %(accepted_on)s."
    ),
    "return.no_number": _l("The number of the paper is missing. Write it."),
    "return.not_accepted": _l(
        "Only what was accepted can be given back. Choose an acceptance act that stands."
    ),
    "return.nothing": _l("Nothing goes back. Write a quantity for at least one school."),
    "return.over_accepted": _l(
        "More than was accepted. School: %(school)s. Accepted: %(left)s. Entered: %(found)s."
    ),
    "reversal.accepted_already": _l(
        "The delivery was accepted. Undo the acceptance act first: %(number)s."
    ),
    "reversal.came_again": _l(
        "What was refused has come again. Undo the later delivery first. School: %(school)s."
    ),
    "reversal.done_already": _l("This entry is undone already. Open the page anew."),
    "reversal.goods_returned": _l(
        "Goods of this act were given back since. Enter what is right as a new delivery."
    ),
    "reversal.of_return": _l(
        "A return is not undone. If the goods are here again, enter a new delivery."
    ),
    "reversal.over_limit": _l(
        "Without this refund more would be paid than was accepted. More: %(asked)s. At most: %(most)s. Undo the later payment first."
    ),
    "reversal.paid_already": _l(
        "These goods are paid. Undo the payment first. Paid: %(paid)s. Accepted without this act: %(accepted)s."
    ),
    "reversal.refunded_already": _l(
        "A refund came back since. Undo the refund first. Paid now: %(paid)s."
    ),
}
