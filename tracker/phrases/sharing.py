"""Why a picture or a file of posters is not made."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

_l = lazy_gettext

PHRASES: Mapping[str, LazyString] = {
    "picture.unavailable": _l(
        "Pictures cannot be made on this machine. The page itself has the same numbers."
    ),
    "poster.no_schools": _l("No schools are entered for this place."),
    "poster.many_schools": _l(
        "Too many posters for one request. Schools: %(schools)s, at most: %(most)s. Take those of a smaller place."
    ),
}
