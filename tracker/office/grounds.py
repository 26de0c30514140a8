"""The grounds for going without competition, as the screen of a purchase offers them."""

from flask_babel import gettext as _

from core import clock
from procurement.ground_rules import OTHER
from register import profile
from tracker.office.names import Names


def grounds(names: Names, kept: str | None) -> list[tuple[str, str]]:
    """What may be chosen today: nothing, the grounds in force, another one in words.

    A ground nobody confirmed says so. `kept` is what a draft was begun with, where its law has
    meanwhile gone out of force.
    """
    known = profile.load()
    offered = {one.code: one for one in known.grounds_on(clock.today())}
    before = {one.code: one for one in known.grounds if one.code == kept}
    found = [("", _("Not needed: the method is open to competition"))]
    for code, one in {**before, **offered}.items():
        told = names.told(one.names)
        if one.standing == "default":
            told = _("%(ground)s (not confirmed)", ground=told)
        found.append((code, told))
    return [*found, (OTHER, _("Another ground: write it below"))]
