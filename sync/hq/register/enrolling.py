"""Enrol a house that shows its one-time code, and tell it our keys."""

from datetime import datetime

from sync import enrol_codec
from sync.enrol_codec import EnrolResponse
from sync.errors import BadEnvelope
from sync.hq.errors import BadRequest
from sync.hq.keyring import Keyring
from sync.hq.register import houses, told_keys
from sync.hq.store.database import Database


def enrol(database: Database, ring: Keyring, body: bytes, now: datetime) -> bytes:
    """Read the request of a house, use its code up, and return the response's bytes.

    Raises BadRequest when the body is no request, BadCode when the code opens nothing.
    """
    try:
        asked = enrol_codec.decode_request(body)
    except BadEnvelope as problem:
        raise BadRequest(str(problem)) from problem
    with database.transaction() as connection:
        house = houses.enrol(connection, asked.code, asked.verify_key, asked.epoch, now)
        told_keys.given(connection, ring, house.house)
    return enrol_codec.encode_response(
        EnrolResponse(
            house=house.house,
            name=house.name,
            sealing_key=ring.sealing_public,
            verify_key=ring.verify_key,
            recovery_key=ring.recovery_public,
            at=int(now.timestamp()),
            panel_key=ring.panel_public,
        )
    )
