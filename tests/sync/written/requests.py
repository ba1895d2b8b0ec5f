"""Requests and responses over HTTP."""

from typing import Any

from tests.sync.written.cast import (
    EPOCH,
    HOUSE_SEED,
    HQ_PUBLIC,
    HQ_SEED,
    PANEL_PUBLIC,
    RECOVERY_PUBLIC,
    plain,
    public,
    sign,
    sorted_out,
)
from tests.sync.written.envelopes import body


def enrolment() -> dict[str, Any]:
    request = {
        "code": "7KQ4-M2XD-9TRA",
        "epoch": EPOCH,
        "name": "大坪村爱佑之家",
        "verify_key": public(HOUSE_SEED),
    }
    response = {
        "at": 1795483200,
        "house": "yuexi-0007",
        "name": "大坪村爱佑之家",
        "panel_key": PANEL_PUBLIC,
        "recovery_key": RECOVERY_PUBLIC,
        "sealing_key": HQ_PUBLIC,
        "verify_key": public(HQ_SEED),
    }
    good_requests = {
        "a usual one": request,
        "there is no name": {key: one for key, one in request.items() if key != "name"},
        "one of a later version": request | {"z": [1]},
    }
    good_responses = {
        "a usual one": response,
        "there is no recovery key": response | {"recovery_key": None},
        "there is no panel yet": {key: one for key, one in response.items() if key != "panel_key"},
        "one of a later version": response | {"z": [1]},
    }
    bad_requests = {
        "there is no code": {key: value for key, value in request.items() if key != "code"},
        "the code is a number": request | {"code": 1234},
        "the code has a space": request | {"code": "7KQ4 M2XD"},
        "the key has 31 bytes": request | {"verify_key": b"\x01" * 31},
        "the epoch is text": request | {"epoch": "01020304"},
        "the name is bytes": request | {"name": b"house"},
    }
    bad_responses = {
        "there is no house": {key: value for key, value in response.items() if key != "house"},
        "the sealing key is text": response | {"sealing_key": "key"},
        "the recovery key has 31 bytes": response | {"recovery_key": b"\x01" * 31},
        "the panel's key is text": response | {"panel_key": "key"},
        "the time is negative": response | {"at": -1},
        "the time is on the last day of 9999": response | {"at": 253402214401},
    }
    return {
        "requests": sorted_out(good_requests, bad_requests),
        "responses": sorted_out(good_responses, bad_responses),
        "errors": {
            "good": [{"name": "a sentence", "bytes": plain({"error": "Used already."}).hex()}],
            "bad": [{"name": "no sentence", "bytes": plain({"error": 3}).hex()}],
        },
    }


def batches() -> dict[str, Any]:
    one = sign(body())
    return {
        "good": [{"name": "one", "bytes": plain([one]).hex(), "envelopes": [one.hex()]}],
        "bad": [
            {"name": "an empty array", "bytes": "80"},
            {"name": "a single envelope without array", "bytes": plain(one).hex()},
            {"name": "a text among them", "bytes": plain([one, "x"]).hex()},
            {"name": "101 of them", "bytes": plain([b"\x00"] * 101).hex()},
            {"name": "a byte follows", "bytes": (plain([one]) + b"\x00").hex()},
        ],
    }
