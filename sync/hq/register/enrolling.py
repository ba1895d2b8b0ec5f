"""Enrol a house that shows its one-time code, and tell it our keys."""

from datetime import datetime

from sqlalchemy import select

from sync import enrol_codec
from sync.enrol_codec import EnrolResponse
from sync.errors import BadEnvelope
from sync.hq.errors import BadRequest
from sync.hq.keyring import Keyring
from sync.hq.register import codes, houses, told_keys
from sync.hq.store.database import Database
from sync.hq.store.schema import houses as houses_table


def shows_open_code(database: Database, body: bytes, now: datetime) -> bool:
    """Tell whether a request shows a code that would enrol a house now; nothing is used up."""
    try:
        asked = enrol_codec.decode_request(body)
    except BadEnvelope:
        return False
    query = select(houses_table).where(houses_table.c.code_hash == codes.digest(asked.code))
    with database.reading() as connection:
        found = connection.execute(query).mappings().all()
    return any(houses.read(row).has_open_code(now) for row in found)


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
