"""Who acts in the example: accounts with their roles, and suppliers."""

import secrets
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core.access import Actor, Grant, Role, operator
from core.errors import Refusal
from procurement import acts as procurement
from register import profile, register_file
from register.rows import SupplierRow
from tracker.accounts import acts
from tracker.accounts import passwords as hashes
from tracker.accounts.models import Account, Membership
from tracker.example.told import holder, told

Accounts = list[dict[str, str | None]]
Passwords = dict[str, tuple[str, str]]  # by address: the password and its hash


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody in the example: actors by role and place (the first, of several), the members of
    the district's council, suppliers by their short codes."""

    accounts: Accounts
    actors: dict[tuple[str, str], Actor]
    members: tuple[Actor, ...]
    suppliers: dict[str, int]

    def officer(self, place: str) -> Actor:
        """The officer of a holder of money."""
        return self.actors[Role.OFFICER.value, place]

    def approver(self, place: str) -> Actor:
        """Who approves there."""
        return self.actors[Role.APPROVER.value, place]

    def receiver(self, place: str, schools: set[str]) -> Actor:
        """Who accepts: the school itself where it has an account, else the officer."""
        if len(schools) == 1:
            [school] = schools
            own = self.actors.get((Role.SCHOOL.value, school))
            if own is not None:
                return own
        return self.officer(place)


def passwords() -> Passwords:
    """A new password for every account, with its hash."""
    drawn = {}
    for account in told("accounts")["accounts"]:
        password = secrets.token_urlsafe(12)
        drawn[account["email"]] = (password, hashes.hash_of(password))
    return drawn


def known(session: Session) -> Accounts:
    """The example's accounts in a base; their passwords are not known any more."""
    rows = session.execute(
        select(Account.email, Membership.role, Membership.place)
        .join(Membership, Membership.account == Account.id)
        .where(Account.example, Membership.until.is_(None))
        .order_by(Account.id, Membership.id)
    )
    return [
        {"email": email, "role": role, "place": place, "password": None}
        for email, role, place in rows
    ]


def gather(session: Session, country: str, drawn: Passwords) -> Cast:
    """Open the accounts and name the suppliers."""
    accounts: Accounts = []
    actors: dict[tuple[str, str], Actor] = {}
    members: list[Actor] = []
    for entry in told("accounts")["accounts"]:
        email, role, place = entry["email"], entry["role"], entry["place"]
        password, hash_ = drawn[email]
        account = acts.create(session, operator(country), email, Role(role), place, example=True)
        hashes.set_hash(session, account.id, hash_)
        journal.next_act(session)
        accounts.append({"email": email, "role": role, "place": place, "password": password})
        who = Actor(account.id, (Grant(Role(role), place),))
        actors.setdefault((role, place), who)
        if role == Role.COUNCIL.value:
            members.append(who)
    district = holder("district")
    officer = actors[Role.OFFICER.value, district]
    return Cast(accounts, actors, tuple(members), _suppliers(session, officer, district, country))


def _suppliers(session: Session, officer: Actor, place: str, country: str) -> dict[str, int]:
    """Name the suppliers of the register file; their codes there → their numbers.

    Raises:
        Refusal: `example.register_faulty` with `file`.
    """
    file = register_file.read(profile.load(country).folder / "example/suppliers.csv")
    if file.errors:
        raise Refusal("example.register_faulty", file="example/suppliers")
    numbers = {}
    for row in file.rows:
        if not isinstance(row, SupplierRow):
            raise Refusal("example.register_faulty", file="example/suppliers")
        supplier = procurement.name_supplier(
            session,
            officer,
            place,
            name=row.name_ky or "",
            inn=row.inn,
            is_person=row.person,
            example=True,
        )
        journal.next_act(session)
        numbers[row.code] = supplier.id
    return numbers
