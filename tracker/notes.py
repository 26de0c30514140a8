"""Flask's small signed cookie, kept for the form token and for messages to show once.

It is signed with the session's token: under another session, or after signing in, what it held is
void. So a form token belongs to one sign-in, and nothing from before it survives.
"""

from hashlib import sha256

from flask import Flask, Response
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import URLSafeTimedSerializer

from tracker.accounts import sessions


class Notes(SecureCookieSessionInterface):
    """Signed with the application's secret and the session's token together."""

    digest_method = staticmethod(sha256)

    def get_cookie_name(self, app: Flask) -> str:
        """Bound to our host in production."""
        return "__Host-notes" if app.config["TRACKER"].production else "notes"

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """A signer for the session this request, or this answer, belongs to."""
        if not app.secret_key:
            return None
        return URLSafeTimedSerializer(
            app.secret_key,
            salt=b"notes" + sessions.hashed(sessions.token()),
            serializer=self.serializer,
            signer_kwargs={"key_derivation": "hmac", "digest_method": self.digest_method},
        )

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie only when it changed: pages for everybody stay alike for everybody."""
        if session.modified:
            super().save_session(app, session, response)
