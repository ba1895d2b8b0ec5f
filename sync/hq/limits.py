"""How often one caller may try."""

from flask import Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

# Counted over all processes and restarts: by running.counts, which create_app names.
limiter = Limiter(get_remote_address)

SIGN_IN = "10 per 10 minutes"
ENROL = "10 per minute; 60 per hour"

# By address, and generous: a network may give all houses of a county one address, and all of them
# come at once when it is back. Not by house: whoever knows an id could shut that house out. What
# is large costs more.
ENVELOPES = "1200 per minute"
BYTES = "96000000 per minute"


def failed(response: Response) -> bool:
    """Count only what went wrong: guessing is slowed down, working is not."""
    return response.status_code >= 400


def size() -> int:
    """Tell how many bytes a request brings."""
    return request.content_length or 1
