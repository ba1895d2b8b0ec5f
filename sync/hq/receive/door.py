"""Who comes in where many knock at once from one network: whatever a house has signed."""

from collections.abc import Callable, Mapping
from functools import wraps

from flask import Response, abort, request

from sync import batch, envelope
from sync.envelope import Seen
from sync.errors import BadEnvelope
from sync.hq import limits
from sync.hq.headquarters import current_headquarters
from sync.hq.limits import limiter
from sync.hq.register import enrolling, house_keys
from sync.hq.register.house_keys import Line
from sync.hq.store.database import Database

View = Callable[[], Response]


def in_turn(view: View) -> View:
    """Let requests with envelopes in as `limits` has it; 429 for the others."""

    @wraps(view)
    def guarded() -> Response:
        if limiter.enabled and not _has_room():
            abort(429)
        return view()

    return guarded


def _has_room() -> bool:
    network = limits.network()
    if limits.have_room(network, requests=limits.UNASKED, size=limits.BYTES_UNASKED):
        return True
    house = signer(current_headquarters().database, request.get_data())
    # By network as well: who repeats what a house once sent takes none of its room elsewhere.
    return house is not None and limits.have_room(
        network, house, requests=limits.OF_A_HOUSE, size=limits.BYTES_OF_A_HOUSE
    )


def signer(database: Database, body: bytes) -> str | None:
    """Tell which house has signed the first envelope of a body, or the last where the first is bad.

    None where none has: no more than two signatures are verified, and nothing is opened.
    """
    try:
        letters = batch.decode(body)
    except BadEnvelope:
        return None
    named = {data: seen for data in (letters[0], letters[-1]) if (seen := _header(data))}
    with database.reading() as connection:
        lines = house_keys.lines(connection, {seen.house for seen in named.values()})
    signed = (seen.house for data, seen in named.items() if _is_signed(data, seen, lines))
    return next(signed, None)


def _header(data: bytes) -> Seen | None:
    try:
        return envelope.peek(data)
    except BadEnvelope:
        return None


def _is_signed(data: bytes, seen: Seen, lines: Mapping[str, Line]) -> bool:
    line = lines.get(seen.house)
    if line is None:
        return False
    try:
        envelope.verify(data, line.key_for(seen))
    except BadEnvelope:
        return False
    return True


def shows_open_code() -> bool:
    """Tell whether this request shows a code that would enrol a house now.

    Nobody guesses 60 bits: the limit on wrong codes spares work. A right one comes in, whoever
    else is behind the same address.
    """
    hq = current_headquarters()
    return enrolling.shows_open_code(hq.database, request.get_data(), hq.clock())
