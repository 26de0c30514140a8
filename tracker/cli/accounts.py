"""People who sign in: opening accounts, giving roles and taking them."""

from datetime import datetime

import click
from flask import current_app
from sqlalchemy.orm import Session

from core.access import Actor, Role
from core.errors import Refusal
from oversight.findings import acts as findings
from tracker import edge
from tracker.accounts import acts, passwords, reports
from tracker.accounts.models import Account
from tracker.cli.answers import Answer, answered

ROLES = [role.value for role in Role if role not in (Role.OPERATOR, Role.VISITOR)]
accounts = click.Group("accounts", help="Accounts and their roles.")


@accounts.command("create")
@click.argument("email")
@click.option("--role", type=click.Choice(ROLES), required=True, help="What the person is.")
@click.option("--place", required=True, help="Code of the place or school.")
@click.option("--body", help="Of the role partner: the body answered for, such as health.")
@answered(acts="operator")
def create(email: str, role: str, place: str, body: str | None) -> Answer:
    """Give EMAIL a role at a place, with a link by which the person sets the password.

    An account that has a password already gets the role as well, and no link. Who answers findings
    for a body of the country profile has the role partner and that body.
    """
    account, new = edge.do(_opened, email, Role(role), place, body)
    said = f"account {account}: {role} at {place}"
    if new is None:
        return Answer(
            {"account": account, "link": None, "expires_at": None},
            [said, "no link: this account has its password already"],
        )
    token, until = new
    link = f"{current_app.config['TRACKER'].public_url}/ky/accounts/set-password/{token}"
    at = until.strftime("%Y-%m-%dT%H:%M:%SZ")
    return Answer(
        {"account": account, "link": link, "expires_at": at},
        [said, f"link, once, until {at}:", link],
    )


def _opened(
    session: Session, actor: Actor, email: str, role: Role, place: str, body: str | None
) -> tuple[int, tuple[str, datetime] | None]:
    account = acts.create(session, actor, email, role, place)
    if body is not None:
        findings.name_body(session, actor, account.id, place, body)
    if account.password_hash is not None:
        return account.id, None
    return account.id, passwords.new_link(session, account.id)


@accounts.command("end")
@click.argument("email")
@click.option("--role", type=click.Choice(ROLES), required=True, help="Which role ends.")
@click.option("--place", required=True, help="Code of the place or school.")
@answered(acts="operator")
def end(email: str, role: str, place: str) -> Answer:
    """Take a role at a place from EMAIL, from today on."""
    account = edge.do(_ended, email, Role(role), place)
    return Answer(
        {"account": account, "role": role, "place": place},
        [f"account {account}: no longer {role} at {place}"],
    )


def _ended(session: Session, actor: Actor, email: str, role: Role, place: str) -> int:
    account = _known(session, email)
    acts.end(session, actor, account.id, role, place)
    return account.id


@accounts.command("disable")
@click.argument("email")
@answered(acts="operator")
def disable(email: str) -> Answer:
    """Close the account of EMAIL: no sign-in, no session, no role."""
    account = edge.do(_disabled, email)
    return Answer({"account": account, "disabled": True}, [f"account {account}: closed"])


def _disabled(session: Session, actor: Actor, email: str) -> int:
    account = _known(session, email)
    acts.disable(session, actor, account.id)
    return account.id


def _known(session: Session, email: str) -> Account:
    account = reports.by_email(session, email)
    if account is None:
        raise Refusal("account.unknown", field="email", email=email[:254])
    return account
