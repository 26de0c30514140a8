"""Refusals of this subject."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {}
