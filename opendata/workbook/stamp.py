"""The hidden sheet of a template: for whom it was made, from which state, and that we made it."""

import hmac
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256

from opendata.budget_rows import Fault
from opendata.sheets import Sheet

SHEET = "_meta"
TEMPLATE, PASSPORTS = "budget-2", "passports-1"
PLAN = "plan-1"
_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a template was made for. `seen` is the draft's number of changes at that time."""

    template: str
    place: str
    year: int
    language: str
    issued_on: str
    seen: int


def rows(stamp: Stamp, key: bytes) -> list[tuple[str, str]]:
    """The stamp as rows of its sheet, the last with its HMAC-SHA-256."""
    told = [(name, str(value)) for name, value in asdict(stamp).items()]
    return [*told, ("hmac", _signed(stamp, key))]


def read(sheets: Sequence[Sheet], key: bytes) -> tuple[Stamp, bool] | None:
    """The stamp of a workbook and whether it is ours; None where there is none to be read."""
    sheet = next((sheet for sheet in sheets if sheet.name == SHEET), None)
    if sheet is None:
        return None
    told = {sheet.at(row, 1).text: sheet.at(row, 2).text for row in range(1, 12)}
    year, seen = told.get("year", ""), told.get("seen", "")
    if not _WHOLE.fullmatch(year) or not _WHOLE.fullmatch(seen) or not told.get("place"):
        return None
    stamp = Stamp(
        template=told.get("template", "")[:20],
        place=told["place"][:32],
        year=int(year),
        language=told.get("language", "")[:2],
        issued_on=told.get("issued_on", "")[:10],
        seen=int(seen),
    )
    genuine = bool(key) and hmac.compare_digest(
        _signed(stamp, key).encode(), told.get("hmac", "").encode()
    )
    return stamp, genuine


def warnings(
    sheets: Sequence[Sheet],
    key: bytes,
    *,
    place: str,
    year: int,
    seen: int,
    template: str,
    stale: str,
    errors: list[Fault],
) -> list[Fault]:
    """What the hidden sheet of our template tells: for whom it was made, when, and by whom.

    A template of another place or year is put before the `errors`; one made by hand is warned of,
    one of another make than `template`, and one from before the state `seen`, by the code `stale`.
    """
    told = read(sheets, key)
    if told is None:
        return []
    mark, genuine = told
    if mark.place != place:
        errors.insert(0, Fault("", "", "template.other_place", mark.place, {"place": place}))
    if mark.year != year:
        errors.insert(0, Fault("", "", "template.other_year", str(mark.year), {"year": year}))
    if not genuine:
        return [Fault("", "", "template.made_by_hand")]
    found = []
    if mark.template != template:
        found.append(Fault("", "", "template.older_make", mark.template, {"now": template}))
    if mark.seen < seen:
        since = {"issued": mark.issued_on, "seen": mark.seen, "now": seen}
        found.append(Fault("", "", stale, "", since))
    return found


def _signed(stamp: Stamp, key: bytes) -> str:
    text = json.dumps(asdict(stamp), sort_keys=True, ensure_ascii=True)
    return hmac.new(key, text.encode(), sha256).hexdigest()
