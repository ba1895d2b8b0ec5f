"""The cookie of a session: people have one, houses send none and get none."""

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface


class PeoplesCookie(SecureCookieSessionInterface):
    """Open a session only where somebody may sign in: each one costs a signature."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Open what the cookie holds; nothing is ever kept of what houses send."""
        if request.path.startswith("/v1/"):
            return None
        return super().open_session(app, request)
