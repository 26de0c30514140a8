"""Words of documents, commissions and certificates that the office and the public pages share."""

from collections.abc import Sequence

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from register import profile
from tracker import formats

_l = lazy_gettext
KILOBYTE = 1024

KINDS: dict[str, LazyString] = {
    "specification": _l("technical specification"),
    "quotation": _l("offer of a supplier"),
    "protocol": _l("protocol"),
    "contract": _l("contract"),
    "agreement": _l("further agreement"),
    "waybill": _l("waybill"),
    "acceptance_act": _l("acceptance act"),
    "invoice": _l("invoice"),
    "certificate": _l("certificate"),
    "photograph": _l("photograph"),
    "other": _l("another document"),
}
"""The kinds of documents (procurement.papers.KINDS)."""

ROLES: dict[str, LazyString] = {
    "head_teacher": _l("head teacher"),
    "deputy": _l("deputy of the local kenesh"),
    "medical_worker": _l("medical worker"),
    "parent": _l("parent"),
    "trustee_council": _l("member of the trustee council"),
    "aiyl_okmotu": _l("specialist of the aiyl okmotu"),
    "accountant": _l("accountant"),
    "specialist": _l("specialist in these goods"),
}
"""Who sits in an acceptance commission (procurement.papers.COMMISSION): roles, never names."""


def kind(code: str) -> str:
    """A kind of document, as it begins a row."""
    return capital(str(KINDS[code]))


def capital(text: str) -> str:
    """A word of a coded list as it begins a row."""
    return text[:1].upper() + text[1:]


def commission(roles: Sequence[str] | None, *, with_parent: bool) -> str:
    """Who looked: roles, or that nobody told; old acts say only whether a parent was there."""
    if roles is None:
        parent = gettext("a parent was present") if with_parent else ""
        untold = gettext("commission: not told")
        return f"{untold}, {parent}" if parent else untold
    return gettext("commission: %(roles)s", roles=", ".join(str(ROLES[role]) for role in roles))


def certificate(code: str) -> str:
    """A certificate of the country profile by name."""
    called = {one.code: one.names for one in profile.load().certificates}
    return called[code].told(formats.language())[0] if code in called else code


def certificate_title(code: str) -> str:
    """The same as it begins a row or a legend."""
    return capital(certificate(code))


def certificates(requirement: str | None, category: str | None) -> list[tuple[str, str]]:
    """The certificates to choose from, those usual for a requirement or its category first."""
    wanted = {requirement, category}
    usual = [one for one in profile.load().certificates if wanted & {*one.offered_for}]
    others = [one for one in profile.load().certificates if one not in usual]
    mark = gettext("usual for this requirement")
    lang = formats.language()
    return [(one.code, f"{one.names.told(lang)[0]} ({mark})") for one in usual] + [
        (one.code, one.names.told(lang)[0]) for one in others
    ]


def size(count: int) -> str:
    """Bytes as people read them: whole kilobytes, at least one."""
    kilobytes = max(-(-count // KILOBYTE), 1)
    return gettext("%(count)s KB", count=formats.number(kilobytes, formats.language()))
