"""What is said of a published file: what is wrong, or worth knowing, and what to do."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

_l = lazy_gettext

# code: (what is wrong, how to put it right)
FAULTS: Mapping[str, tuple[LazyString, LazyString]] = {
    "opendata.encoding": (
        _l("The letters of the file are not %(encoding)s."),
        _l("Name its encoding with --encoding."),
    ),
    "opendata.file_empty": (
        _l("The file is empty."),
        _l("Download it again."),
    ),
    "opendata.file_too_large": (
        _l("One document is larger than is read. Limit, megabytes: %(megabytes)s."),
        _l("Split it, or bring it as lines of JSON."),
    ),
    "opendata.key_doubled": (
        _l("A name stands twice in one object: “%(name)s”."),
        _l("Ask the publisher for a correct file."),
    ),
    "opendata.no_plan_here": (
        _l(
            "There is no annual plan in this file. Tenders and contracts of others are "
            "not imported yet."
        ),
        _l("Give a file of annual plans."),
    ),
    "opendata.not_a_number": (
        _l("A number cannot be read: “%(found)s”."),
        _l("Ask the publisher for a correct file."),
    ),
    "opendata.not_json": (
        _l("The file is no sound JSON. Line: %(line)s."),
        _l("Download it again; it may have broken off."),
    ),
    "opendata.not_ocds": (
        _l("The file holds no OCDS release or record."),
        _l("Give a file of releases or records."),
    ),
    "opendata.only_a_link": (
        _l("The file only links to releases; nothing is fetched."),
        _l("Download the releases and give them."),
    ),
    "opendata.place_needed": (
        _l("The buyer names no place: %(process)s."),
        _l("Say the place with --place."),
    ),
    "opendata.too_deep": (
        _l("The file is nested too deep. Limit: %(most)s."),
        _l("Ask the publisher for a correct file."),
    ),
    "plan.amount_wrong": (
        _l("A sum of the plan cannot be read. Line: %(line)s, found: “%(found)s”."),
        _l("Ask the publisher to correct it."),
    ),
    "plan.buyer_not_linked": (
        _l("The buyer of the plan is linked to no place by its number. Buyer: %(buyer)s."),
        _l("Check that the place is the right one."),
    ),
    "plan.contacts_dropped": (
        _l("Contacts of persons were not kept. Number: %(count)s."),
        _l("Nothing to do."),
    ),
    "plan.date_without_zone": (
        _l("The date has no time zone. Read as: %(read_as)s."),
        _l("Nothing to do."),
    ),
    "plan.items_do_not_add_up": (
        _l(
            "The items do not add up to the line. Line: %(line)s, its sum: %(amount)s, "
            "its items: %(items)s."
        ),
        _l("The published sum is kept; ask the publisher."),
    ),
    "plan.line_doubled": (
        _l("A line of the plan stands twice: %(line)s."),
        _l("Ask the publisher for a correct file."),
    ),
    "plan.line_without_id": (
        _l("A line of the plan has no number."),
        _l("Ask the publisher for a correct file."),
    ),
    "plan.no_requirement": (
        _l("Lines of the plan name no requirement of the Standard. Number: %(count)s."),
        _l("Tie them to requirements when you enter the purchases."),
    ),
    "plan.no_year": (
        _l("The plan does not say its year: “%(found)s”."),
        _l("Ask the publisher for a correct file."),
    ),
    "plan.ocid_missing": (
        _l("The plan has no number of its process."),
        _l("Ask the publisher for a correct file."),
    ),
    "plan.other_currency": (
        _l("The plan counts in another currency: %(currency)s. Line: %(line)s."),
        _l("Only som is read here."),
    ),
    "plan.persons_masked": (
        _l("Numbers or names of persons were masked. Number: %(count)s."),
        _l("Nothing to do."),
    ),
    "plan.quantity_wrong": (
        _l("A quantity of the plan cannot be read. Line: %(line)s, found: “%(found)s”."),
        _l("Ask the publisher to correct it."),
    ),
    "plan.rest_too_large": (
        _l("What stands around a line is too large to be kept. Line: %(line)s."),
        _l("Line and items are kept; keep the file itself."),
    ),
}

PHRASES = {
    "export.foreign_folder": _l(
        "The folder holds something else. Name a new or an empty folder: %(name)s."
    ),
    "export.too_large": _l(
        "This package is too large to be made while you wait. Purchases: %(count)s, limit: "
        "%(most)s. Take the packages of the places within, or ask whoever runs the site: "
        "%(command)s."
    ),
    "export.year_unknown": _l("There is no such fiscal year: %(year)s."),
}
