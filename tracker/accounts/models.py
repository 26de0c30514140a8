"""Who signs in: accounts, the roles they hold, and all that proves who somebody is.

Only memberships are journaled: who may do what is public, an address or a password is not.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.columns import UtcTime
from core.models import Base, Journaled


class Account(Base):
    """A person who signs in. The number alone reaches the journal; 0 is the operator."""

    __tablename__ = "accounts"
    __table_args__ = (CheckConstraint("id > 0", name="not_the_operator"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(Text)
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    totp_last: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcTime)
    example: Mapped[bool] = mapped_column(default=False)


class Membership(Journaled, Base):
    """One role of one account at one place or school; until is not included."""

    __tablename__ = "memberships"
    __table_args__ = (
        CheckConstraint("until IS NULL OR since <= until", name="period"),
        Index("ix_memberships_account", "account"),
        Index("ix_memberships_place", "place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    role: Mapped[str] = mapped_column(String(20))
    place: Mapped[str] = mapped_column(String(32))
    since: Mapped[date]
    until: Mapped[date | None]

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class WebSession(Base):
    """One signed-in browser. The cookie has the token, the table only its SHA-256."""

    __tablename__ = "web_sessions"
    __table_args__ = (Index("ix_web_sessions_account", "account"),)

    token_sha256: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    id: Mapped[str] = mapped_column(String(22), unique=True)
    account: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    seen_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)
    second_factor: Mapped[bool] = mapped_column(default=False)
    browser: Mapped[str] = mapped_column(String(80))


class OneTimeLink(Base):
    """A link by which a person sets the password, once."""

    __tablename__ = "one_time_links"
    __table_args__ = (Index("ix_one_time_links_account", "account"),)

    token_sha256: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    expires_at: Mapped[datetime] = mapped_column(UtcTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)


class SignInFailure(Base):
    """How often signing in has lately failed for one address, or from one network address."""

    __tablename__ = "sign_in_failures"

    subject: Mapped[str] = mapped_column(String(80), primary_key=True)
    count: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(UtcTime)


class RecoveryCode(Base):
    """A code that stands in for the second factor, once."""

    __tablename__ = "recovery_codes"

    code_sha256: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)


class TypedDraft(Base):
    """What somebody typed into a form and has not sent yet; nobody's promise, so not journaled.

    `path` is the form's address without its language, with what it asks; `typed` its fields as
    JSON, pairs of name and text.
    """

    __tablename__ = "typed_drafts"
    __table_args__ = (Index("ix_typed_drafts_account_path", "account", "path"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    path: Mapped[str] = mapped_column(String(500))
    typed: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(UtcTime)
