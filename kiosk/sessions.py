"""The session of a page, and the token of its forms, with what never changes worked out once.

Flask derives the key of its cookie anew for each page it reads and for each it writes, and
Flask-WTF signs a token anew for each page: together they took a tenth of a page.
"""

import hmac
import time
from collections.abc import Iterator
from hashlib import sha256

from flask import Flask, current_app, g, session
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import generate_csrf
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

_PURPOSE = b"the session of a page"
# Whoever comes later has a token of her own.
_RENEWED_AFTER = 60.0


class SteadySigner(TimestampSigner):
    """Counts the age of a session by a clock that nobody sets; none outlives the process."""

    def get_timestamp(self) -> int:
        """Tell the time in seconds."""
        return int(time.monotonic())


class OneSigner(URLSafeTimedSerializer):
    """Signs and reads by one key that needs no derivation."""

    def __init__(self, key: bytes, serializer: object) -> None:
        """Begin with the key."""
        super().__init__(key, serializer=serializer)
        self._one = SteadySigner(key, key_derivation="none", digest_method=sha256)

    def make_signer(self, salt: object = None) -> TimestampSigner:  # noqa: ARG002
        """Tell who signs."""
        return self._one

    def iter_unsigners(self, salt: object = None) -> Iterator[TimestampSigner]:  # noqa: ARG002
        """Tell whose signatures are believed."""
        yield self._one


class Sessions(SecureCookieSessionInterface):
    """Flask's signed cookie of one app, by a key of its own."""

    def __init__(self, secret: bytes) -> None:
        """Derive the key from the app's secret."""
        key = hmac.digest(secret, _PURPOSE, "sha256")
        self._serializer = OneSigner(key, self.serializer)
        self._token = ("", "", 0.0)

    def get_signing_serializer(self, app: Flask) -> OneSigner:  # noqa: ARG002
        """Tell who signs the cookies."""
        return self._serializer

    def token(self) -> str:
        """Tell the token of the forms; for one session the same for a while."""
        of, token, since = self._token
        now = time.monotonic()
        if of and session.get("csrf_token") == of and now - since < _RENEWED_AFTER:
            g.csrf_token = token
            return token
        made = str(generate_csrf())
        self._token = (session["csrf_token"], made, now)
        return made


def token() -> str:
    """Tell the token that the forms of this page bring back."""
    sessions = current_app.session_interface
    return sessions.token() if isinstance(sessions, Sessions) else str(generate_csrf())
