"""How often one caller may try."""

from flask import Response, request, session
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

# Counted in memory: headquarters is one process, and a restart forgives.
limiter = Limiter(get_remote_address, storage_uri="memory://")

SIGN_IN = "10 per 10 minutes"
SIGN_IN_BY_NAME = "60 per hour"
ENROL = "10 per minute; 60 per hour"
ENVELOPES = "240 per minute"


def failed(response: Response) -> bool:
    """Count only what went wrong: guessing is slowed down, working is not."""
    return response.status_code >= 400


def typed_name() -> str:
    """Name the account that somebody tries to sign in to."""
    return "name:" + request.form.get("name", "").strip().casefold()[:64]


def name_in_session() -> str:
    """Name the account whose password was right, and whose second factor is asked for."""
    return "second:" + str(session.get("pending", ""))
