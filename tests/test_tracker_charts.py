"""Drawings: what they show, what they never contain."""

import json
import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.charts import Bar, Legend, most, plotly, svg

WORDS = Legend("План", "Келишимдерде", "Кабыл алынды", "Төлөндү", "пландан ашык", "маалымат жок")
sums = st.none() | st.decimals(min_value=-(10**9), max_value=10**12, places=2)
bars = st.lists(st.builds(Bar, st.text(max_size=60), sums, sums, sums, sums), max_size=8)


def bar(planned="100", committed="80", accepted="60", paid="40", label="Өрт"):
    four = (planned, committed, accepted, paid)
    return Bar(label, *(None if text is None else Decimal(text) for text in four))


def drawn(*given_bars):
    return str(svg.bullets(given_bars, WORDS, "ky", "spending"))


def row(*given_bars):
    """Only the bars, without the legend above them."""
    return drawn(*given_bars).partition('<ul class="st-bars">')[2]


@given(bars)
def test_a_drawing_is_well_formed_stays_in_its_frame_and_has_no_style(many):
    html = str(svg.bullets(many, WORDS, "ky", "spending"))
    assert "style=" not in html
    assert "viewBox" not in html
    readable = re.sub(
        r"[^\u0009\u000a\u000d\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", html
    )
    ElementTree.fromstring(f"<div>{readable}</div>")
    for width in re.findall(r'(?:width|x1|x2)="([\d.eE+-]+)%"', html):
        assert 0 <= Decimal(width) <= 100


def test_widths_are_shares_of_the_largest_sum_of_all_rows():
    html = row(bar("200", "0", "0", "50"), bar("100", "0", "0", "0"))
    assert 'width="99%" height="24"' in html
    assert 'width="24.75%" height="8"' in html
    assert 'width="49.5%" height="24"' in html


def test_what_is_paid_over_the_plan_is_said_in_words():
    assert "▲ пландан ашык: 5\u00a0сом" in row(bar(planned="100", paid="105"))
    assert "▲" not in row(bar(planned="100", paid="100"))


def test_zero_and_no_data_look_and_read_differently():
    zero, unknown = row(bar("0", "0", "0", "0")), row(bar(None, None, None, None))
    assert "0\u00a0сом" in zero
    assert "маалымат жок" not in zero
    assert "маалымат жок" in unknown
    assert "dasharray" in unknown
    assert "dasharray" not in zero


def test_no_rows_at_all_are_told_and_not_drawn():
    assert "<svg" not in drawn()
    assert "маалымат жок" in drawn()


def test_labels_are_escaped():
    assert "<script>" not in drawn(bar(label="<script>alert(1)</script>"))


def test_each_measure_has_a_shape_of_its_own():
    html = row(bar())
    assert "url(#spending-hatch)" in html  # accepted
    assert "<line" in html  # contracts
    assert html.count("<rect") == 3  # plan, accepted, paid, of different heights


def test_the_largest_sum_of_nothing_is_zero():
    assert most([]) == 0
    assert most([bar(None, None, None, None)]) == 0


@settings(deadline=None)  # the first figure loads plotly
@given(bars)
def test_a_figure_is_json_and_its_sums_are_decimal_strings(many):
    figure = plotly.grouped_bars(many, WORDS, "сом")
    again = json.loads(json.dumps(figure))
    assert len(again["data"]) == 4
    for trace in again["data"]:
        for amount in trace["x"]:
            assert amount is None or re.fullmatch(r"-?\d+\.\d\d", amount)


def test_a_figure_has_a_pattern_beside_its_colours_and_tells_the_unit():
    figure = plotly.grouped_bars([bar()], WORDS, "сом")
    shapes = [trace["marker"].get("pattern", {}).get("shape", "") for trace in figure["data"]]
    assert shapes == ["", "/", "x", ""]
    assert all("сом" in trace["hovertemplate"] for trace in figure["data"])
    assert "template" not in json.dumps(figure["layout"]) or not figure["layout"]["template"]


@pytest.mark.parametrize("label", ['<a href="https://example.org">x</a>', "<b>№ 1</b>"])
def test_a_label_cannot_become_a_link_in_a_figure(label):
    figure = plotly.grouped_bars([bar(label=label)], WORDS, "сом")
    assert "<a" not in figure["data"][0]["y"][0].replace("<br>", "")
    assert "<b>" not in figure["data"][0]["y"][0]


def test_two_categories_never_share_a_row_of_the_figure():
    figure = plotly.grouped_bars([bar(), bar()], WORDS, "сом")
    assert len(set(figure["data"][0]["y"])) == 2
