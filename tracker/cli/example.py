"""The example district, and a synthetic country to measure with."""

from dataclasses import asdict

import click
from flask import current_app

from core.errors import Refusal
from tracker.cli.answers import Answer, answered, progress
from tracker.example import load as load_district
from tracker.example.synthetic import generate as generate_country
from tracker.extensions import writer

example = click.Group("example", help="Invented data: the example district, a synthetic country.")


@example.command("load")
@answered(acts="operator")
def load() -> Answer:
    """Load the example district, unless it is there. One transaction, all or nothing.

    Passwords are told only by the load that draws them.
    """
    _only_in_example()
    settings = current_app.config["TRACKER"]
    done = load_district(writer(), progress, settings.country, settings.files)
    lines = [
        f"places {done.places}, schools {done.schools}, purchases {done.purchases}"
        + ("" if done.loaded else ": already there, nothing changed")
    ]
    lines += [
        "\t".join(("sign-in", account["role"] or "", account["email"] or "", password, place))
        for account in done.accounts
        if (password := account["password"] or "-") and (place := account["place"] or "-")
    ]
    return Answer(asdict(done), lines)


@example.command("generate")
@click.option("--purchases", type=click.IntRange(min=1), required=True, help="How many.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same gives the same.")
@click.option(
    "--lines-per-purchase", type=click.IntRange(1, 100), default=5, show_default=True, help="Lines."
)
@answered(acts="operator")
def generate(purchases: int, seed: int, lines_per_purchase: int) -> Answer:
    """Fill the base with a synthetic country, reproducible by its seed."""
    _only_in_example()
    made = generate_country(
        writer(),
        purchases,
        seed,
        lines_per_purchase,
        progress,
        current_app.config["TRACKER"].country,
    )
    told = f"{made.purchases} purchases, {made.lines} lines, {made.schools} schools"
    return Answer(asdict(made), [f"{told}, {made.seconds} s"])


def _only_in_example() -> None:
    """Invented data never meets real data.

    Raises:
        Refusal: `example.not_in_production`.
    """
    if current_app.config["TRACKER"].production:
        raise Refusal("example.not_in_production")
