"""A requirement of the draft as its form shows it, and back."""

from decimal import Decimal

from core.columns import plain
from core.words import LANGUAGES, Words
from standard.catalogue_file import (
    Catalogue,
    Criterion,
    ItemCode,
    Lasting,
    RequirementEntry,
    Source,
)
from standard.edition_diff import item_line
from tracker.forms.editions import RequirementForm, lines


def typed_of(entry: RequirementEntry) -> dict[str, object]:
    """What the form holds when a requirement is opened."""
    criterion, lasts = entry.criterion, entry.lasts
    groups = {"title": entry.title, "why": entry.why, "meaning": criterion.meaning or Words()}
    texts = {
        f"{name}_{language}": getattr(words, language) or ""
        for name, words in groups.items()
        for language in LANGUAGES
    }
    return {
        **texts,
        "pair": f"{entry.domain}/{entry.subdomain}",
        "type": criterion.type,
        "comparator": criterion.comparator,
        "quantity": criterion.quantity,
        "unit": entry.unit,
        "per": criterion.per,
        "basis": criterion.basis,
        "within": criterion.within,
        "period": criterion.period or "",
        "value_status": criterion.value_status,
        "measure": criterion.measure or "",
        "priority": str(entry.priority),
        "lasts_months": lasts.months if lasts else None,
        "lasts_value_status": lasts.value_status if lasts else "default",
        "source_kind": entry.source.kind,
        "source_ref": entry.source.ref,
        "source_note": entry.source.note,
        "items": "\n".join(item_line(item) for item in entry.items),
        "okgz": "\n".join(f"{item.code} {item.name}" for item in entry.okgz),
    }


def entry_of(
    form: RequirementForm, code: str, catalogue: Catalogue, before: RequirementEntry | None = None
) -> RequirementEntry:
    """The requirement a valid form tells; numbers that stay keep the way they were written."""
    domain, _, subdomain = (form.pair.data or "").partition("/")
    categories = catalogue.lists.categories.items()
    pair = (domain, subdomain)
    return RequirementEntry(
        code=code,
        domain=domain,
        subdomain=subdomain,
        category=next((name for name, one in categories if pair in one.covers), ""),
        title=_words(form, "title"),
        why=_words(form, "why"),
        unit=form.unit.data or "",
        criterion=_criterion(form, before.criterion if before else None),
        priority=int(form.priority.data or 0),
        source=Source(
            form.source_kind.data or "", _text(form.source_ref.data), _text(form.source_note.data)
        ),
        items=tuple(
            Words(*(part.strip() for part in line.split("|"))) for _, line in lines(form.items.data)
        ),
        okgz=tuple(
            ItemCode(*(part.strip() for part in line.split(None, 1)))
            for _, line in lines(form.okgz.data)
        ),
        lasts=(
            Lasting(int(form.lasts_months.data), form.lasts_value_status.data or "")
            if form.lasts_months.data is not None
            else None
        ),
    )


def _criterion(form: RequirementForm, before: Criterion | None) -> Criterion:
    meaning = _words(form, "meaning")
    within = form.within.data
    return Criterion(
        type=form.type.data or "",
        basis=form.basis.data or "",
        quantity=_number(form.quantity.data, before.quantity if before else None),
        per=_number(form.per.data, before.per if before else None),
        comparator=form.comparator.data or "",
        within=int(within) if within is not None else None,
        period=form.period.data or None,
        value_status=form.value_status.data or "",
        unit=form.unit.data or "",
        meaning=meaning if any(getattr(meaning, lang) for lang in LANGUAGES) else None,
        measure=form.measure.data or None,
    )


def _number(typed: Decimal, before: Decimal | None) -> Decimal:
    return before if before == typed and before is not None else Decimal(plain(typed))


def _words(form: RequirementForm, name: str) -> Words:
    return Words(*(_text(form[f"{name}_{language}"].data) for language in LANGUAGES))


def _text(typed: str | None) -> str:
    """What was typed, without spaces around it; a browser's line breaks as the file has them."""
    return "\n".join((typed or "").strip().splitlines())
