"""How much may be sent in a day: counted in the database, so for all processes together.

A connection is known by a hash of its network's address: keyed with our secret and with a salt that
lives for a day. When the day is over the salt, the counts and the hashes are gone. What is counted
is every sending that could be kept, before it is: many at once do not slip through.
"""

import hmac
import secrets
from datetime import date
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from flask import current_app
from sqlalchemy import delete
from sqlalchemy.orm import Session

from core import clock
from core.errors import Refusal
from core.models import touched
from oversight.voices import networks
from tracker.voice.models import VoiceCount, VoiceDay

MOST_FROM_HERE = 30
"""A day, over one network: behind one there may be a whole village on its telephones."""
MOST_OF_SCHOOL = 60
"""A day, of questions or of reports about one school: what a moderator can read."""
BITS = {IPv4Address: 24, IPv6Address: 48}


def count(session: Session, kind: str, code: str, address: str | None) -> str:
    """Count one sending of a `kind` about a school or place; what its connection is known by today.

    Raises:
        Refusal: `voice.enough_from_here`, `voice.enough_of_school`.
    """
    here = hmac.digest(_key(), (_salt(session, clock.today()) + network(address)).encode(), sha256)
    known = here.hex()
    about = sha256(f"{kind} {code}".encode()).hexdigest()
    _one_more(session, f"from:{known}", MOST_FROM_HERE, "voice.enough_from_here")
    _one_more(session, f"about:{about}", MOST_OF_SCHOOL, "voice.enough_of_school")
    return known


def forget(session: Session, today: date) -> None:
    """Let go what days before this one counted, and by what it told connections apart."""
    gone = touched(session, delete(VoiceDay).where(VoiceDay.day != today))
    if gone:
        session.execute(delete(VoiceCount))
    networks.forget(session, today)


def network(address: str | None) -> str:
    """The network an address lies in, as text; one name for all that have none."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return str(ip_network((found, BITS[type(found)]), strict=False))


def _key() -> bytes:
    secret = current_app.secret_key
    return secret.encode() if isinstance(secret, str) else bytes(secret or b"")


def _salt(session: Session, today: date) -> str:
    """Today's salt; the first voice of a day lets go all of the days before, as the night does."""
    row = session.get(VoiceDay, today)
    if row is None:
        forget(session, today)
        row = VoiceDay(day=today, salt=secrets.token_hex(32))
        session.add(row)
        session.flush()
    return row.salt


def _one_more(session: Session, subject: str, most: int, code: str) -> None:
    row = session.get(VoiceCount, subject)
    if row is None:
        session.add(VoiceCount(subject=subject, count=1))
    elif row.count >= most:
        raise Refusal(code)
    else:
        row.count += 1
