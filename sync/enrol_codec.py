"""What travels when a house enrols: pure, and the same at both ends."""

import re
from dataclasses import dataclass
from typing import Any, Self

from sync import cbor
from sync.envelope import check_epoch, check_house
from sync.errors import BadEnvelope
from sync.instants import is_instant
from sync.keys import KEY_BYTES

PATH = "/v1/enrol"
LARGEST = 4096

_CODE = re.compile(r"[\x21-\x7e]{4,64}")
_LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class EnrolRequest:
    """What a house asks: its code, its public key, its epoch, and what it calls itself."""

    code: str
    verify_key: bytes
    epoch: bytes
    name: str = ""

    def check(self) -> Self:
        """Return the request if all of it is well formed, or raise BadEnvelope."""
        if type(self.code) is not str or not _CODE.fullmatch(self.code):
            raise BadEnvelope("The code is not 4 to 64 letters, digits and signs.")
        _check_key(self.verify_key)
        check_epoch(self.epoch)
        _check_name(self.name)
        return self


@dataclass(frozen=True, slots=True)
class EnrolResponse:
    """What headquarters gives: the house's id and name, its own public keys, its time."""

    house: str
    name: str
    sealing_key: bytes
    verify_key: bytes
    recovery_key: bytes | None
    at: int
    panel_key: bytes | None = None

    def check(self) -> Self:
        """Return the response if all of it is well formed, or raise BadEnvelope."""
        check_house(self.house)
        _check_name(self.name)
        _check_key(self.sealing_key)
        _check_key(self.verify_key)
        for key in (self.recovery_key, self.panel_key):
            if key is not None:
                _check_key(key)
        if not is_instant(self.at):
            raise BadEnvelope("The time of enrolment is none.")
        return self


def encode_request(request: EnrolRequest) -> bytes:
    """Write the body of POST /v1/enrol."""
    request.check()
    return cbor.encode(
        {
            "code": request.code,
            "epoch": request.epoch,
            "name": request.name,
            "verify_key": request.verify_key,
        }
    )


def decode_request(data: bytes) -> EnrolRequest:
    """Read the body of POST /v1/enrol, or raise BadEnvelope."""
    got = _map(data)
    name = got.get("name", "")
    return EnrolRequest(
        got.get("code", ""), got.get("verify_key", b""), got.get("epoch", b""), name
    ).check()


def encode_response(response: EnrolResponse) -> bytes:
    """Write the answer to POST /v1/enrol."""
    response.check()
    return cbor.encode(
        {
            "at": response.at,
            "house": response.house,
            "name": response.name,
            "panel_key": response.panel_key,
            "recovery_key": response.recovery_key,
            "sealing_key": response.sealing_key,
            "verify_key": response.verify_key,
        }
    )


def decode_response(data: bytes) -> EnrolResponse:
    """Read the answer to POST /v1/enrol, or raise BadEnvelope."""
    got = _map(data)
    return EnrolResponse(
        house=got.get("house", ""),
        name=got.get("name", ""),
        sealing_key=got.get("sealing_key", b""),
        verify_key=got.get("verify_key", b""),
        recovery_key=got.get("recovery_key"),
        at=got.get("at", -1),
        panel_key=got.get("panel_key"),
    ).check()


def encode_error(sentence: str) -> bytes:
    """Write the body of a refusal: a map with one sentence, `error`."""
    return cbor.encode({"error": sentence})


def decode_error(data: bytes) -> str | None:
    """Read the sentence of a refusal, or None when the bytes are none."""
    try:
        sentence = _map(data).get("error")
    except BadEnvelope:
        return None
    return sentence if type(sentence) is str else None


def _map(data: bytes) -> dict[str, Any]:
    if len(data) > LARGEST:
        raise BadEnvelope("The enrolment is larger than 4 KiB.")
    value = cbor.decode(data)
    if not isinstance(value, dict):
        raise BadEnvelope("The enrolment is not a map.")
    return value


def _check_key(key: object) -> None:
    if type(key) is not bytes or len(key) != KEY_BYTES:
        raise BadEnvelope("A key is not 32 bytes.")


def _check_name(name: object) -> None:
    if type(name) is not str or len(name) > _LONGEST_NAME:
        raise BadEnvelope("A name is not a text of at most 64 characters.")
