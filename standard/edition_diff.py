"""What changes from one edition of the Standard to the next, field by field. Pure.

Fields are named as the file names them: "title.ky", "criterion.quantity", "source.note". Values
are told as the file writes them; None where there is none. A list (`items`, `okgz`) is one value,
an entry a line.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.columns import plain
from core.words import LANGUAGES, Words
from standard.catalogue_file import (
    LISTS,
    Catalogue,
    Lists,
    RequirementEntry,
    criterion_data,
    lists_data,
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that is another now."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class RequirementChange:
    """A requirement that both editions have, and what it says otherwise; `title` is the new one."""

    code: str
    title: Words
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ListChange:
    """An entry of a coded list: `change` is "added", "removed" or "changed"."""

    kind: str
    code: str
    change: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class EditionDiff:
    """All that is otherwise in `after`; `before` is None where there was no edition.

    `reordered` names what stands in another order: "requirements", or a coded list.
    """

    before: str | None
    after: str
    title: tuple[FieldChange, ...] = ()
    added: tuple[RequirementEntry, ...] = ()
    removed: tuple[RequirementEntry, ...] = ()
    changed: tuple[RequirementChange, ...] = ()
    lists: tuple[ListChange, ...] = ()
    reordered: tuple[str, ...] = field(default=())

    def __bool__(self) -> bool:
        """Does anything change but the edition's code?"""
        return bool(
            self.title or self.added or self.removed or self.changed or self.lists or self.reordered
        )


def diff(before: Catalogue | None, after: Catalogue) -> EditionDiff:
    """Return what `after` adds, leaves out and says otherwise; all of it where nothing was."""
    old = {entry.code: entry for entry in before.requirements} if before else {}
    new = {entry.code: entry for entry in after.requirements}
    changes = [
        RequirementChange(code, entry.title, compared(flat(old[code]), flat(entry)))
        for code, entry in new.items()
        if code in old and entry != old[code]
    ]
    return EditionDiff(
        before=before.edition if before else None,
        after=after.edition,
        title=compared(_words("title", before.title if before else Words()), _title(after)),
        added=tuple(entry for code, entry in new.items() if code not in old),
        removed=tuple(entry for code, entry in old.items() if code not in new),
        changed=tuple(change for change in changes if change.fields),
        lists=_lists(before.lists if before else None, after.lists),
        reordered=_reordered(before, after, old, new) if before else (),
    )


def compared(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """Return the fields whose values differ, in the order of the file."""
    names = dict.fromkeys((*new, *old))
    return tuple(
        FieldChange(name, old.get(name), new.get(name))
        for name in names
        if old.get(name) != new.get(name)
    )


def flat(entry: RequirementEntry) -> dict[str, str]:
    """Return a requirement as values by field, without those that are left out."""
    criterion = criterion_data(entry.criterion)
    meaning = criterion.pop("meaning", {})
    for name in ("quantity", "per"):  # 2.50 and 2.5 are one number
        criterion[name] = plain(getattr(entry.criterion, name))
    told = {
        "category": entry.category,
        "domain": entry.domain,
        "subdomain": entry.subdomain,
        **_words("title", entry.title),
        **_words("why", entry.why),
        "unit": entry.unit,
        **{f"criterion.{name}": value for name, value in criterion.items()},
        **{f"criterion.meaning.{name}": text for name, text in meaning.items()},
        "priority": str(entry.priority),
        "source.kind": entry.source.kind,
        "source.ref": entry.source.ref,
        "source.note": entry.source.note,
    }
    if entry.lasts is not None:
        told["lasts.months"] = str(entry.lasts.months)
        told["lasts.value_status"] = entry.lasts.value_status
    if entry.items:
        told["items"] = "\n".join(item_line(item) for item in entry.items)
    if entry.okgz:
        told["okgz"] = "\n".join(f"{item.code} {item.name}" for item in entry.okgz)
    return told


def item_line(item: Words) -> str:
    """Return a thing to buy as one line: its three names with a bar between them."""
    return " | ".join(getattr(item, language) or "" for language in LANGUAGES)


def _title(catalogue: Catalogue) -> dict[str, str]:
    return _words("title", catalogue.title)


def _words(name: str, words: Words) -> dict[str, str]:
    texts = {language: getattr(words, language) for language in LANGUAGES}
    return {f"{name}.{language}": text for language, text in texts.items() if text}


def _lists(before: Lists | None, after: Lists) -> tuple[ListChange, ...]:
    old = lists_data(before) if before else {}
    new = lists_data(after)
    found: list[ListChange] = []
    for kind in LISTS:
        was, now = old.get(kind, {}), new[kind]
        for code in dict.fromkeys((*now, *was)):
            change = "added" if code not in was else "removed" if code not in now else "changed"
            fields = compared(_spread(was.get(code)), _spread(now.get(code)))
            if fields:
                found.append(ListChange(kind, code, change, fields))
    return tuple(found)


def _spread(entry: object, where: str = "") -> dict[str, str]:
    """The values of an entry of a coded list by dotted names."""
    if isinstance(entry, Mapping):
        told: dict[str, str] = {}
        for name, value in entry.items():
            told |= _spread(value, f"{where}.{name}" if where else str(name))
        return told
    if isinstance(entry, list):
        return {where: "\n".join(map(str, entry))}
    return {} if entry is None else {where: str(entry)}


def _reordered(
    before: Catalogue, after: Catalogue, old: Iterable[str], new: Iterable[str]
) -> tuple[str, ...]:
    """What both editions have in another order."""
    pairs = {"requirements": (list(old), list(new))}
    for kind in LISTS:
        pairs[kind] = (list(getattr(before.lists, kind)), list(getattr(after.lists, kind)))
    return tuple(
        name
        for name, (was, now) in pairs.items()
        if [code for code in was if code in now] != [code for code in now if code in was]
    )
