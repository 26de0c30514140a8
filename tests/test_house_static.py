"""What the browser gets: small, whole, under nobody else's brand, obedient to the policy."""

import gzip
import hashlib
import json
import re
import threading
from decimal import Decimal
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which

import brotli
import pytest

from tracker.charts import Bar, Legend, plotly

BUILT = Path(__file__).parent.parent / "tracker" / "static" / "built"
MANIFEST = json.loads((BUILT / "manifest.json").read_text("utf-8"))
LOGICAL = [
    *("frozen.js", "office.css", "office.js", "plotly.css", "plotly.js", "public.css", "site.js"),
]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'"
)
CHROMIUM = which("chromium") or which("chromium-browser")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def content(logical):
    return (BUILT / MANIFEST[logical]).read_bytes()


def test_the_manifest_names_every_built_file_and_no_other_lies_there():
    assert sorted(MANIFEST) == LOGICAL
    expected = {name + end for name in MANIFEST.values() for end in ("", ".br", ".gz")}
    expected |= {"manifest.json", "sizes.json"}
    assert {path.name for path in BUILT.iterdir()} == expected


@pytest.mark.parametrize("logical", LOGICAL)
def test_a_name_carries_the_hash_of_its_content_and_the_compressed_twins_hold_the_same(logical):
    plain, path = content(logical), BUILT / MANIFEST[logical]
    assert hashlib.sha256(plain).hexdigest()[:12] in path.name
    assert gzip.decompress(path.with_name(path.name + ".gz").read_bytes()) == plain
    assert brotli.decompress(path.with_name(path.name + ".br").read_bytes()) == plain
    sizes = json.loads((BUILT / "sizes.json").read_text("utf-8"))[logical]
    assert sizes["bytes"] == len(plain)
    assert sizes["br"] == path.with_name(path.name + ".br").stat().st_size


@pytest.mark.parametrize(
    ("logical", "most"),
    [
        ("public.css", 6_500),
        ("office.css", 12_000),
        ("site.js", 5_000),
        ("office.js", 8_000),
        ("plotly.js", 500_000),
    ],
)
def test_a_file_keeps_to_its_budget_of_gzip_bytes(logical, most):
    assert len(gzip.compress(content(logical), 9)) <= most


@pytest.mark.parametrize("logical", ["public.css", "office.css"])
def test_a_sheet_has_no_brand_no_font_and_no_address_of_others(logical):
    sheet = content(logical).decode("utf-8")
    for word in ("crown", "transport", "font-face", "@import", "Liberation"):
        assert word.lower() not in sheet.lower(), word
    assert not re.search(r"url\(\"?(?!data:)", sheet)


def test_the_inlined_sheet_cannot_end_its_element_early():
    assert b"</" not in content("public.css")


def test_nothing_is_shared_with_a_third_party_and_nothing_is_evaluated():
    script = content("site.js").decode("utf-8")
    assert re.search(r"showSendToCloud:(!1|false)", script)
    assert re.search(r"displaylogo:(!1|false)", script)
    for logical in ("site.js", "plotly.js"):
        assert not re.search(r"\beval\(|new Function\(", content(logical).decode("utf-8")), logical


@pytest.mark.parametrize("word", ["Жылдыруу", "Чоңойтуу", "Увеличить"])
def test_the_tool_bar_of_the_chart_speaks_kyrgyz_and_russian(word):
    assert word in content("plotly.js").decode("utf-8")


class Strict(SimpleHTTPRequestHandler):
    """Serves a folder under the policy of the site, and says nothing about it."""

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_):
        return


PAGE = """<!doctype html><html lang="ky"><meta charset="utf-8"><title>x</title>
<link rel="stylesheet" href="/built/{office}"><body><figure>
<div id="c-chart" class="st-explored" tabindex="-1" hidden></div>
<button hidden data-chart="/{figure}" data-plotly="/built/{plotly}" data-plotly-css="/built/{sheet}"
 data-locale="ky" data-target="c-chart" data-wait="…" data-failure="Ачылган жок.">Изилдөө</button>
<span id="c-chart-said" role="status"></span></figure><script src="/built/{site}"></script>"""
LISTEN = (
    "window.refused = []; document.addEventListener('securitypolicyviolation',"
    " e => window.refused.push(e.violatedDirective + ' ' + e.blockedURI))"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A page with the button, under the strict policy, at an address of its own."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "built").symlink_to(BUILT)
    words = Legend("План", "Келишимдерде", "Кабыл алынды", "Төлөндү", "ашык", "жок")
    figure = plotly.grouped_bars([Bar("Өрт", *map(Decimal, "4321"))], words, "сом")
    (folder / "figure.json").write_text(json.dumps(figure), "utf-8")
    names = {
        "office": "office.css",
        "plotly": "plotly.js",
        "sheet": "plotly.css",
        "site": "site.js",
    }
    names = {key: MANIFEST[logical] for key, logical in names.items()}
    for page, figure_name in (("page", "figure.json"), ("broken", "absent.json")):
        (folder / f"{page}.html").write_text(PAGE.format(figure=figure_name, **names), "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine: the chart is not looked at under the policy")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


def test_the_chart_opens_on_a_press_and_breaks_no_rule_of_the_policy(site, browser):
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(LISTEN)
    page.goto(f"{site}/page.html")
    assert not [url for url in asked if "plotly" in url]
    page.click("button")
    page.wait_for_selector(".js-plotly-plot .barlayer .point")
    assert page.locator(".barlayer .point").count() == 4
    page.hover(".js-plotly-plot")
    assert page.evaluate("window.refused") == []
    titles = page.evaluate(
        "[...document.querySelectorAll('.modebar-btn')].map(e => e.dataset.title)"
    )
    assert "Жылдыруу" in titles
    assert not [title for title in titles if re.search("share|cloud", title, re.IGNORECASE)]
    assert not [url for url in asked if not url.startswith((site, "data:", "blob:"))]
    page.close()


def test_a_chart_that_cannot_be_loaded_says_so_and_may_be_asked_for_again(site, browser):
    page = browser.new_page()
    page.goto(f"{site}/broken.html")
    page.click("button")
    # Asked for by what is shown: to wait for an expression the browser would evaluate a text,
    # which the policy of the page forbids.
    page.wait_for_selector("[role=status]:has-text('Ачылган жок.')")
    assert page.inner_text("[role=status]") == "Ачылган жок."
    assert page.is_enabled("button")
    page.close()


def test_without_a_script_there_is_no_button(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/page.html")
    assert not page.is_visible("button")
    context.close()
