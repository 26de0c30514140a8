"""How the site works, for somebody who has never seen it: who enters what, and who checks it."""

from flask import render_template

from tracker.pages import page
from tracker.public import public
from tracker.public.glossary import terms

SUMS = ("planned", "committed", "accepted", "paid")


@public.get("/how-it-works")
@page()
def how_it_works() -> str:
    """The page; it shows no figures and has no files."""
    sums = [term for term in terms() if term.key in SUMS]
    return render_template("public/how_it_works.html", sums=sums)
