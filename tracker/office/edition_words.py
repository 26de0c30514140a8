"""What the fields and values of the Standard are called on an editor's pages."""

from decimal import Decimal

from flask_babel import gettext, lazy_gettext

from core.words import Words
from standard.catalogue_file import Lists
from standard.edition_diff import EditionDiff, FieldChange
from tracker import formats
from tracker.forms.editions import ENDONYMS, MEASURES

_l = lazy_gettext
FIELDS = {
    "name": _l("Name"),
    "title": _l("Title"),
    "why": _l("Why it matters"),
    "criterion.meaning": _l("What counts as met"),
    "category": _l("Category"),
    "domain": _l("Domain"),
    "subdomain": _l("Subdomain"),
    "unit": _l("Unit"),
    "criterion.type": _l("Type of criterion"),
    "criterion.basis": _l("Basis: what it is counted on"),
    "criterion.quantity": _l("Quantity"),
    "criterion.per": _l("For how many of the basis (100 for a share)"),
    "criterion.comparator": _l("Comparison"),
    "criterion.within": _l("Within how many periods"),
    "criterion.period": _l("Period"),
    "criterion.value_status": _l("Standing of the number"),
    "criterion.measure": _l("What our own records tell of it"),
    "priority": _l("Priority: 1 is the most urgent"),
    "lasts.months": _l("Lasts, months"),
    "lasts.value_status": _l("Standing of this term"),
    "source.kind": _l("Kind of source"),
    "source.ref": _l("Reference"),
    "source.note": _l("Note"),
    "items": _l("What is bought"),
    "okgz": _l("Codes of the national classification"),
}
NUMBERS = ("criterion.quantity", "criterion.per", "criterion.within", "lasts.months")
KINDS = {
    "requirements": _l("Requirements"),
    "domains": _l("Domains"),
    "subdomains": _l("Subdomains"),
    "categories": _l("Categories"),
    "bases": _l("Bases"),
    "units": _l("Units"),
    "periods": _l("Periods"),
    "types": _l("Types of criterion"),
    "comparators": _l("Comparisons"),
    "source_kinds": _l("Kinds of source"),
    "value_statuses": _l("Standings of numbers"),
}
"""The coded lists of an edition, and its requirements."""


def field(name: str) -> str:
    """A field by its name in the file; a text with its language: "Title · Русский"."""
    stem, _, language = name.rpartition(".")
    if language in ENDONYMS:
        return f"{FIELDS.get(stem, stem) if stem else ''} · {ENDONYMS[language]}".strip(" ·")
    return str(FIELDS.get(name, name))


def kind(name: str) -> str:
    """A coded list by name."""
    return str(KINDS.get(name, name))


def change(code: str) -> str:
    """What an edition did to a requirement or an entry of a list."""
    return {
        "added": gettext("added"),
        "removed": gettext("taken out"),
        "changed": gettext("amended"),
        "unchanged": gettext("unchanged"),
    }[code]


def value(name: str, text: str | None, lists: Lists | None, lang: str) -> str:
    """A value as people read it: codes by their names, a dash for what is not there."""
    if text is None:
        return "–"
    if name in NUMBERS:
        return formats.number(Decimal(text), lang)
    if name == "criterion.measure":
        return str(MEASURES.get(text, text))
    words = _named(name, text, lists) if lists else None
    return (words.told(lang)[0] if words else "") or text


def _named(name: str, code: str, lists: Lists) -> Words | None:
    plain = {
        "domain": lists.domains,
        "subdomain": lists.subdomains,
        "criterion.type": lists.types,
        "criterion.comparator": lists.comparators,
        "criterion.value_status": lists.value_statuses,
        "lasts.value_status": lists.value_statuses,
        "source.kind": lists.source_kinds,
    }
    rich = {
        "category": lists.categories,
        "unit": lists.units,
        "criterion.basis": lists.bases,
        "criterion.period": lists.periods,
    }
    if name in plain:
        return plain[name].get(code)
    entry = rich[name].get(code) if name in rich else None
    return entry.name if entry else None


def told(
    fields: tuple[FieldChange, ...], before: Lists | None, after: Lists | None, lang: str
) -> list[tuple[str, str, str]]:
    """Changes as rows: the field, what it was, what it is."""
    return [
        (
            field(one.field),
            value(one.field, one.old, before, lang),
            value(one.field, one.new, after, lang),
        )
        for one in fields
    ]


def counts(found: EditionDiff) -> str:
    """How much changes, in one line."""
    return gettext(
        "New: %(added)s. Changed: %(changed)s. Left out: %(removed)s.",
        added=len(found.added),
        changed=len(found.changed),
        removed=len(found.removed),
    )
