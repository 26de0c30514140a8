"""What is refused of the moves of a purchase: openings, bids, lots, and contracts ended early."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "award.before_opening": _l(
        "The choice is older than the opening of the bids. Opened on: %(opened_on)s."
    ),
    "award.no_bid": _l("Choose one of the bids that were opened."),
    "bid.doubled": _l("A supplier stands here twice for the same. One bid of each counts."),
    "bid.lot_unknown": _l("Each bid names a lot of this purchase that is still open."),
    "bid.needs_reason": _l("Say why the bid is rejected. Everybody can read it."),
    "bid.not_in_time": _l(
        "A bid comes between announcement and opening. Announced on: %(announced_on)s. Opened on: %(opened_on)s."
    ),
    "bid.not_valid": _l("This bid was rejected. Choose another."),
    "contract.before_last_delivery": _l(
        "Goods came after this day. Last delivery: %(delivered_on)s."
    ),
    "contract.needs_end_reason": _l("Say why the contract ends early. Everybody will read it."),
    "contract.no_award": _l("No supplier waits for a contract. Choose the supplier first."),
    "contract.no_ender": _l("Say who ended the contract."),
    "contract.nothing_left": _l(
        "All of it was accepted: nothing is left to end. Pay, and close the purchase."
    ),
    "contract.terminated": _l(
        "The contract was ended early and takes no more deliveries or changes. Ended on: %(on)s."
    ),
    "contract.which_award": _l("Several suppliers are chosen. Say whose contract this is."),
    "lot.awarded": _l("A supplier is chosen for this lot already."),
    "lot.contracted": _l("The contract for this lot is signed. End the contract instead."),
    "lot.ended": _l("This lot has ended already. Lot: %(number)s."),
    "lot.last": _l("This is the last lot. Cancel the purchase instead."),
    "lot.line_without": _l("Some lines name a lot and others do not. Name one for each, or none."),
    "lot.no_such_end": _l("Say what becomes of the lot."),
    "lot.not_in_bulk": _l("A purchase brought in whole cannot have lots. Enter it step by step."),
    "lot.number": _l("A lot has a number from 1 to %(most)s."),
    "lot.unknown": _l("Choose a lot that is still open."),
    "opening.before_announcement": _l(
        "Bids cannot be opened before the announcement. Announced on: %(announced_on)s."
    ),
    "opening.needs_reason": _l(
        "No offer can be taken for all of it or for a lot. Say why: it has failed with that reason."
    ),
    "opening.no_commission": _l("Say who opened the bids: roles only, no names."),
    "opening.no_number": _l("The number of the protocol is missing. Write it."),
    "opening.too_early": _l("The term for bids is not over. First day of opening: %(first)s."),
    "opening.unknown_role": _l("Choose the roles from the list."),
    "purchase.award_open": _l("A chosen supplier still waits for the contract. Sign it first."),
    "purchase.before_failure": _l(
        "This day is before the bids were opened that failed: %(failed_on)s."
    ),
    "purchase.contracted": _l(
        "A contract is signed, so the purchase cannot be cancelled. End the contract early instead."
    ),
    "purchase.lot_open": _l(
        "A lot has neither a contract nor an end. Lot: %(number)s. Sign, or give it up, with the reason."
    ),
    "purchase.paid_ahead": _l(
        "More was paid for a school than was accepted there. School: %(school)s. Accepted: %(accepted)s. Paid: %(paid)s. Enter the difference as a refund, then as a payment."
    ),
    "purchase.not_opened": _l("The bids are not opened yet. Enter the protocol of opening first."),
}
