"""What is refused of documents, of certificates and of a commission."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "acceptance.certificate_answer": _l(
        "Give the number of the certificate, or say why it was not shown: one of the two. Goods: %(line)s. Certificate: %(certificate)s."
    ),
    "acceptance.certificate_later": _l(
        "A certificate is of a later day than the act. Date of the act: %(on)s."
    ),
    "acceptance.certificate_unanswered": _l(
        "A certificate was asked for and is not answered. Goods: %(line)s. Certificate: %(certificate)s. Give its number, or say why it was not shown."
    ),
    "acceptance.certificate_unasked": _l(
        "This certificate was not asked for: %(certificate)s. Open the page anew."
    ),
    "acceptance.good_before": _l(
        "Something is to be good only until the day of the act or before it. Date of the act: %(on)s. Refuse what has expired."
    ),
    "acceptance.no_commission": _l("Nobody is named. Tick who was in the commission."),
    "acceptance.unknown_role": _l("There is no such role in a commission: %(role)s."),
    "certificate.unknown": _l("There is no such certificate in the list: %(code)s."),
    "document.before_award": _l(
        "What a supplier offered is attached after the supplier is chosen, not before."
    ),
    "document.doubled": _l("This file is attached here already."),
    "document.long_title": _l("The title is too long. At most: %(most)s letters."),
    "document.needs_reason": _l("Say why the document is withdrawn. Everybody will read it."),
    "document.of_draft": _l("A draft has no documents yet. Put the purchase into the plan first."),
    "document.other_purchase": _l("This step belongs to another purchase. Open the page anew."),
    "document.unknown_kind": _l("There is no such kind of document: %(kind)s."),
    "document.withdrawn_before": _l("The document was withdrawn already: %(withdrawn_on)s."),
}
