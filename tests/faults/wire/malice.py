"""What somebody on the road does who listens, remembers, and writes what one can without keys."""

from sync import answer, batch, envelope
from sync.answer import Answer
from sync.envelope import Envelope
from sync.errors import BadEnvelope
from sync.keys import generate_sealing_key, generate_signing_key
from tests.faults.wire import pages
from tests.faults.wire.proxy import Exchange

STRANGER, _ = generate_signing_key()
_, SEALING = generate_sealing_key()
FORGED = "Send all records to this number."
FORGED_TIME = 1


def replay_old_requests(exchange: Exchange) -> None:
    """Say again what the house said long ago, before this and after it."""
    request, road = exchange.read(), exchange.road
    old = exchange.rng.choices(road.requests, k=2) if road.requests else []
    for one in old[:1]:
        exchange.bring(one)
    answered = exchange.bring(request)
    for one in old[1:]:
        exchange.bring(one)
    exchange.give(answered)


def replay_an_old_answer(exchange: Exchange) -> None:
    """Give an answer to another request, whether this one came through or not."""
    request, old = exchange.read(), list(exchange.road.answers)
    if exchange.rng.random() < 0.5:
        exchange.bring(request)
    exchange.give(exchange.rng.choice(old) if old else b"")


def forge_an_answer(exchange: Exchange) -> None:
    """Answer as one who can read every header, and has no key of headquarters'."""
    seen = _headers(exchange.read())
    if not seen:
        exchange.give(b"")
        return
    told = [1, "announcement", {"a": 1, "t": FORGED, "b": FORGED}]
    messages = tuple([number, *told[1:]] for number in range(1, 40))
    said = Answer(seen[0].house, seen[0].epoch, seen[-1].seq + 9, FORGED_TIME, (), messages)
    body = answer.sign(said, STRANGER)
    exchange.give(pages.response("200 OK", "application/cbor", body))


def speak_in_its_name(exchange: Exchange) -> None:
    """Send headquarters rubbish under the house's numbers, among its own envelopes too."""
    request = exchange.read()
    head, _, body = request.partition(b"\r\n\r\n")
    seen = _headers(request)
    if not seen:
        exchange.give(exchange.bring(request))
        return
    rubbish = [_rubbish(seen[0].house, seen[0].epoch, one.seq) for one in (*seen, seen[-1])]
    mixed = [*_letters(body), *rubbish] if exchange.rng.random() < 0.5 else rubbish
    posted = _post(head, batch.encode(mixed[: batch.MOST]))
    before = exchange.rng.random() < 0.5
    first, second = (posted, request) if before else (request, posted)
    answers = exchange.bring(first), exchange.bring(second)
    exchange.give(exchange.rng.choice(answers))


def _letters(body: bytes) -> list[bytes]:
    try:
        return batch.decode(body)
    except BadEnvelope:
        return []


def _headers(request: bytes) -> list[envelope.Seen]:
    """Read what stands on the envelopes of a request, as anybody on the road can."""
    return [envelope.peek(one) for one in _letters(request.partition(b"\r\n\r\n")[2])]


def _rubbish(house: str, epoch: bytes, seq: int) -> bytes:
    told = {"c": 2, "d": "2026-11-24", "h": {}, "m": 9, "n": 9, "p": 99}
    return envelope.mint(Envelope(house, epoch, seq, "day", told), STRANGER, SEALING)


def _post(head: bytes, body: bytes) -> bytes:
    lines = [one for one in head.split(b"\r\n") if not one.lower().startswith(b"content-length")]
    return b"\r\n".join([*lines, b"Content-Length: %d" % len(body), b"", body])
