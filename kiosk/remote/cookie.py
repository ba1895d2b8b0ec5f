"""What a paired device shows to be let in."""

from flask import request
from werkzeug.wrappers import Response

# The prefix binds it to this very address, over TLS, as browsers promise.
_NAME = "__Host-device"
_LASTS = 400 * 24 * 3600


def shown() -> str:
    """Tell the token that came with the request; empty where none did."""
    return request.cookies.get(_NAME, "")


def give(answer: Response, token: str) -> Response:
    """Let a device show this token from now on: to this address only, and to no script."""
    answer.set_cookie(_NAME, token, max_age=_LASTS, secure=True, httponly=True, samesite="Strict")
    return answer
