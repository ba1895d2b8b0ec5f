"""What houses talk to: POST /v1/enrol and POST /v1/envelopes, in CBOR."""

from typing import Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException, UnsupportedMediaType

from sync import enrol_codec
from sync.hq.errors import BadCode, BadRequest, DatabaseAway, UnknownHouse
from sync.hq.headquarters import current_headquarters
from sync.hq.limits import ENROL, failed, limiter
from sync.hq.people.access import anybody
from sync.hq.receive import confirming
from sync.hq.receive.door import in_turn, shows_open_code
from sync.hq.receive.request import Request
from sync.hq.register import enrolling

blueprint = Blueprint("wire", __name__, url_prefix="/v1")
CBOR = "application/cbor"
# As those who count know what takes envelopes in.
ENVELOPES = "wire.envelopes"


@blueprint.post("/enrol")
@anybody
@limiter.limit(ENROL, deduct_when=failed, exempt_when=shows_open_code)
def enrol() -> Response:
    """Enrol a house that shows its one-time code."""
    hq = current_headquarters()
    return _cbor(enrolling.enrol(hq.database, hq.ring, _body(), hq.clock()))


@blueprint.post("/envelopes")
@anybody
@in_turn
def envelopes() -> Response:
    """Take envelopes in and answer with what has arrived."""
    hq = current_headquarters()
    sent = Request.of(body := _body())
    try:
        answered = hq.receiving.receive(sent)
    except DatabaseAway:
        # The house is told to come again all the same: it may be long until it does.
        hq.later.keep(body)
        raise
    response = _cbor(answered.signed)
    # A house verifies the answer itself: only who brings it for one needs the code.
    if confirming.HEADER in request.headers and (code := confirming.code(hq.ring, sent, answered)):
        response.headers[confirming.HEADER] = code
    return response


def _body() -> bytes:
    if request.mimetype != CBOR:
        raise UnsupportedMediaType(f"Send {CBOR}.")
    return request.get_data()


@blueprint.errorhandler(BadRequest)
def malformed(problem: BadRequest) -> Response:
    """Say that the request is not what the protocol asks for."""
    return sentence(400, str(problem))


@blueprint.errorhandler(BadCode)
def forbidden(problem: BadCode) -> Response:
    """Say why a code does not open the door."""
    return sentence(403, str(problem))


@blueprint.errorhandler(UnknownHouse)
def unknown(problem: UnknownHouse) -> Response:
    """Say that the house is not on the list."""
    return sentence(404, str(problem))


def refuse(problem: HTTPException) -> Response:
    """Say in CBOR what Flask refused."""
    if problem.code == 429:
        refused = sentence(429, "Too many requests: send this again later.")
        refused.headers["Retry-After"] = "60"
        return refused
    return sentence(problem.code or 500, problem.description or problem.name)


def sentence(status: int, words: str) -> Response:
    """Answer with a status and one sentence."""
    return _cbor(enrol_codec.encode_error(words), status)


def _cbor(data: bytes, status: int = 200) -> Response:
    headers: dict[str, Any] = {"Cache-Control": "no-store"}
    return Response(data, status, headers, mimetype=CBOR)
