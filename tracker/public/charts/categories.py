"""The chart of what the money is for: planned, in contracts, accepted, paid of each category."""

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any

from flask_babel import gettext

from tracker import formats
from tracker.charts import Bar, Legend, legend, paper, plotly, svg
from tracker.public.charts.chart import About, Chart, nothing, told
from tracker.public.lists import bars, by_category

KEPT = 512  # figures; one costs some milliseconds to make and some kilobytes to keep


def chart(about: About) -> Chart:
    """Bullet bars of the categories, the largest plan first; help in kind is not in them."""
    names, words = about.names, legend()
    rows = bars(about.figures, names)
    sums = [sums for _, sums in about.figures.categories] if about.figures else []
    return Chart(
        title=_title(about),
        key=gettext(
            "Pale bar: planned. Black stroke: in contracts. Hatched: accepted. Solid: paid."
        ),
        table=by_category(about.figures, names, gettext("Money by what it is for")),
        drawing=svg.bullets(rows, words, names.lang, "categories"),
        figure=partial(_figure, rows, words, gettext("som")),
        rows=paper.bullet_rows(rows, words, [told(one, names.lang) for one in sums]),
        legend=paper.legend_of(words),
    )


def _title(about: About) -> str:
    if about.figures is None or not about.figures.categories:
        return nothing(about)
    money, lang = about.figures.money, about.names.lang
    paid = formats.share(money.paid, money.planned)
    first = about.names.category(about.figures.categories[0][0]).told(lang)[0]
    return gettext(
        "Paid of the plan: %(share)s. The most is set aside for: %(name)s.",
        share=gettext("no data") if paid is None else formats.percent(paid, lang),
        name=first,
    )


@lru_cache(maxsize=KEPT)
def _figure(rows: tuple[Bar, ...], words: Legend, unit: str) -> Mapping[str, Any]:
    """A figure by what is drawn in it: it changes when a number does, and with nothing else."""
    return plotly.grouped_bars(rows, words, unit)
