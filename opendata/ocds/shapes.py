"""Where the processes are in a document: packages, records, bare releases, lists. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

LONGEST_OCID = 60
_SECTIONS = ("planning", "tender", "awards", "contracts", "buyer", "parties", "tag")


def entries(document: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(kind, release) of every process in a document; nothing when it is no OCDS.

    Of a record the compiled release is taken, else its newest full one. A release given only by
    its address is "linked": nothing is fetched.
    """
    if isinstance(document, list):
        for part in document:
            yield from entries(part)
    if not isinstance(document, Mapping):
        return
    if isinstance(document.get("releases"), list) and "ocid" not in document:
        for release in document["releases"]:
            yield from _release(release)
    elif isinstance(document.get("records"), list):
        for record in document["records"]:
            if isinstance(record, Mapping):
                yield from _record(record)
    elif "compiledRelease" in document or isinstance(document.get("releases"), list):
        yield from _record(document)
    elif _is_release(document):
        yield ("compiled" if _tags(document) == ["compiled"] else "release"), document


def _is_release(entry: Mapping[str, Any]) -> bool:
    return isinstance(entry.get("ocid"), str) and any(name in entry for name in _SECTIONS)


def _release(release: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if not isinstance(release, Mapping):
        return
    if isinstance(release.get("url"), str) and not _is_release(release):
        yield "linked", release
    elif _is_release(release) or "ocid" in release:
        yield "release", release


def _record(record: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    compiled = record.get("compiledRelease")
    if isinstance(compiled, Mapping):
        yield "record", {"ocid": record.get("ocid"), **compiled}
        return
    releases = record.get("releases")
    full = [r for r in releases if isinstance(r, Mapping)] if isinstance(releases, list) else []
    whole = [r for r in full if _is_release({"ocid": "", **r})]
    if whole:
        newest = max(whole, key=lambda release: str(release.get("date") or ""))
        yield "record", {"ocid": record.get("ocid"), **newest}
    elif "ocid" in record:
        yield "linked", record


def _tags(release: Mapping[str, Any]) -> Any:
    return release.get("tag")


def ocid(entry: Mapping[str, Any]) -> str:
    """The process's number as published, without the blanks some publishers leave; "" for none."""
    told = entry.get("ocid")
    return told.strip()[:LONGEST_OCID] if isinstance(told, str) else ""
