"""Why a chart is not drawn."""

from flask_babel import lazy_gettext as _l

PHRASES = {
    "chart.unavailable": _l(
        "This machine cannot draw pictures. Take the SVG of the same chart, or its table;"
        " whoever runs the site can add a font (fonts-noto-core)."
    ),
}
