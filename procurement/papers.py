"""Which papers a purchase has, who sits in a commission, which certificates are asked. Pure."""

from collections.abc import Collection, Iterable

from core.errors import Refusal
from register.profile import Profile

KINDS = (
    "specification",
    "quotation",
    "protocol",
    "contract",
    "agreement",
    "waybill",
    "acceptance_act",
    "invoice",
    "certificate",
    "photograph",
    "other",
)
"""Kinds of documents. The list is this project's own; no law gives one."""

NEEDED = (
    ("specification", frozenset({"announced", "opened", "awarded", "contracted", "closed"}), True),
    ("protocol", frozenset({"opened", "awarded", "contracted", "closed"}), True),
    ("contract", frozenset({"contracted", "closed"}), False),
)
"""Which papers belong to a purchase that has come to a status; the last says whether of a
competition only. The list is this project's own; no law was found that gives one."""

PICTURES = frozenset({"photograph"})
"""Photographs of a school show children: only officials and councils open them (decision 12)."""

SEALED = frozenset({"planned", "announced"})
"""While suppliers are still to be chosen among, what one of them offered is nobody's to read."""

COMMISSION = (
    "head_teacher",
    "deputy",
    "medical_worker",
    "parent",
    "trustee_council",
    "aiyl_okmotu",
    "accountant",
    "specialist",
)
"""Roles in an acceptance commission. Names are not asked: a role says whose eyes looked."""

SEPARATOR = ","


def is_public(kind: str, withheld: str | None) -> bool:
    """May everybody open it: no photograph, and nothing said against it?"""
    return kind not in PICTURES and not withheld


def needed(status: str, *, competitive: bool, accepted: bool) -> tuple[str, ...]:
    """The kinds of papers that belong to a purchase of this status; an acceptance has its act."""
    found = [
        kind
        for kind, statuses, of_competition in NEEDED
        if status in statuses and (competitive or not of_competition)
    ]
    return (*found, "acceptance_act") if accepted else tuple(found)


def joined(codes: Iterable[str], order: Collection[str]) -> str:
    """Codes as one column holds them: each once, in the order of their list."""
    told = set(codes)
    return SEPARATOR.join(code for code in order if code in told)


def asked(codes: Collection[str], profile: Profile) -> str | None:
    """The certificates a line asks for, as its column holds them; None for none.

    Raises:
        Refusal: `certificate.unknown` with `code` for one the country profile does not name.
    """
    known = [one.code for one in profile.certificates]
    for code in codes:
        if code not in known:
            raise Refusal("certificate.unknown", "certificates", code=code)
    return joined(codes, known) or None


def parted(text: str | None) -> tuple[str, ...]:
    """The codes a column holds."""
    return tuple(text.split(SEPARATOR)) if text else ()
