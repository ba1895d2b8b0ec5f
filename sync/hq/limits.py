"""How often one caller may try."""

from flask import Response, request
from flask_limiter import Limiter

from sync.hq.headquarters import current_headquarters
from sync.hq.people import tries
from sync.hq.running.this_minute import ThisMinute

SIGN_IN = "10 per 10 minutes"
ENROL = "10 per minute; 60 per hour"

# So many requests and bytes of envelopes come in from a network without a question. A carrier gives
# thousands of houses one address: beyond that those come in that a house has signed, and of each
# house so many more. Not by the house that is only named: whoever knows an id could shut it out.
# A minute, in each process.
UNASKED, BYTES_UNASKED = 300, 24_000_000
OF_A_HOUSE, BYTES_OF_A_HOUSE = 120, 10_000_000


def network() -> str:
    """Name where a caller is: who has one address of IPv6 has all those beside it."""
    return tries.network(request.remote_addr or "")


# Counted over all processes and restarts: by running.counts, which create_app names.
limiter = Limiter(network)


@limiter.request_filter
def counted_by_itself() -> bool:
    """Leave to `have_room` what comes so often that looking for other limits takes time."""
    return request.endpoint == "wire.envelopes"


def have_room(*whose: str, requests: int, size: int) -> bool:
    """Count this request as somebody's; tell whether that is within what they have a minute."""
    minute, cost = current_headquarters().this_minute, request.content_length or 1
    counts = count(minute, *whose, size=cost)
    return counts[0] <= requests and counts[1] <= size


def count(minute: ThisMinute, *whose: str, size: int) -> tuple[int, int]:
    """Count a request as somebody's; tell their requests and bytes of this minute."""
    return minute.add(("requests", *whose)), minute.add(("bytes", *whose), size)


def comes_unasked(minute: ThisMinute, where: str, *, size: int) -> bool:
    """Tell whether a request from a network would come in without a question; count nothing."""
    are_few = minute.told(("requests", where)) < UNASKED
    is_small = minute.told(("bytes", where)) + size <= BYTES_UNASKED
    return not limiter.enabled or (are_few and is_small)


def failed(response: Response) -> bool:
    """Count only what went wrong: guessing is slowed down, working is not."""
    return response.status_code >= 400
