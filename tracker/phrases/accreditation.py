"""Refusals of this subject."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "accreditation.long_document": _l(
        "Too many schools for one document. Schools: %(schools)s, at most: %(most)s. Take the XLSX or CSV file, or the document of a smaller place."
    ),
    "accreditation.many_schools": _l(
        "Too many schools for one table of all answers. Schools: %(schools)s, at most: %(most)s. Take it for a district or a smaller place."
    ),
    "document.unavailable": _l(
        "PDF files cannot be made on this machine. Take the XLSX or CSV file, or print the page itself."
    ),
}
