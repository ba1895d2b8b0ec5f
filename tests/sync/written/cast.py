"""The keys and facts of all vectors, and what they are sealed and signed with."""

import hashlib
from typing import Any

import cbor2
from nacl import bindings
from nacl.signing import SigningKey

ENVELOPE_DOMAIN = b"aiyou-envelope-1\x00"
ANSWER_DOMAIN = b"aiyou-answer-1\x00"

HOUSE_SEED = hashlib.sha256(b"a house").digest()
OTHER_SEED = hashlib.sha256(b"another house").digest()
NEXT_SEED = hashlib.sha256(b"a house, later").digest()
HQ_SEED = hashlib.sha256(b"headquarters signs").digest()
HQ_PRIVATE = hashlib.sha256(b"headquarters opens").digest()
HQ_PUBLIC = bindings.crypto_scalarmult_base(HQ_PRIVATE)
OTHER_HQ_PUBLIC = bindings.crypto_scalarmult_base(hashlib.sha256(b"elsewhere").digest())
PANEL_PRIVATE = hashlib.sha256(b"the panel opens").digest()
PANEL_PUBLIC = bindings.crypto_scalarmult_base(PANEL_PRIVATE)
REPLY_PRIVATE = hashlib.sha256(b"the counselor opens").digest()
REPLY_PUBLIC = bindings.crypto_scalarmult_base(REPLY_PRIVATE)
RECOVERY_PUBLIC = bindings.crypto_scalarmult_base(hashlib.sha256(b"recovery").digest())
EPHEMERAL = hashlib.sha256(b"used once").digest()
EPOCH = bytes.fromhex("0102030405060708")
DAY = {
    "c": 2,
    "d": "2026-11-24",
    "h": {"disk_free_mb": 11873, "temperature_c": 47},
    "m": 415,
    "n": 1,
    "p": 23,
}
MONTH: dict[str, Any] = {
    "a": 720,
    "c": 31,
    "e": 34,
    "f": None,
    "h": [21, 23, None, 19, 0, *[22] * 25],
    "m": [5, 10, 15],
    "n": 2,
    "o": 9360,
    "p": 164,
    "q": {"open": [3, 4], "seen": [101, 132]},
    "s": {"medical": 1, "welfare": 12},
    "v": 9,
    "y": "2026-11",
}
BULLETIN = {"a": 1795483200, "b": "下周三起，请每天测一次体温。", "t": "流感季节"}
SETTINGS = {
    "a": 1795483200,
    "g": ["firefly_path", "team_pairs"],
    "h": [{"n": "0834-6612345", "p": "县儿童办", "s": True}, {"k": "supervisor", "s": False}],
    "t": {"answers": 7, "fall": False, "lowest_answers": 4},
}
QUESTION = {"a": "8-10", "c": "7K3M", "k": REPLY_PUBLIC, "q": "孩子连续一周不说话，怎么办？"}
REPLY = {"c": "7K3M", "e": EPOCH, "n": 3, "t": "先陪他做他喜欢的事，不追问。"}


def public(seed: bytes) -> bytes:
    return bytes(SigningKey(seed).verify_key)


def plain(value: Any) -> bytes:
    return cbor2.dumps(value, canonical=True)


def seal(clear: bytes, to: bytes = HQ_PUBLIC) -> bytes:
    ephemeral_public = bindings.crypto_scalarmult_base(EPHEMERAL)
    nonce = hashlib.blake2b(ephemeral_public + to, digest_size=24).digest()
    return ephemeral_public + bindings.crypto_box(clear, nonce, to, EPHEMERAL)


def sign(body: bytes, seed: bytes = HOUSE_SEED, domain: bytes = ENVELOPE_DOMAIN) -> bytes:
    return body + SigningKey(seed).sign(domain + body).signature


def inside(arrays: int, value: Any) -> Any:
    return [inside(arrays - 1, value)] if arrays else value


def padded(record: dict[str, Any], length: int) -> bytes:
    return (plain(record) + b"\x80").ljust(length, b"\x00")


def in_hex(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: one.hex() if isinstance(one, bytes) else one for key, one in fields.items()}


def listed(what: str, bad: dict[str, bytes]) -> list[dict[str, str]]:
    return [{"name": name, what: data.hex()} for name, data in bad.items()]


def payloads(good: dict[str, dict[str, Any]], bad: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "good": [
            {"name": name, "payload": plain(one).hex(), "means": one} for name, one in good.items()
        ],
        "bad": [{"name": name, "payload": plain(one).hex()} for name, one in bad.items()],
    }


def keys() -> dict[str, str]:
    return {
        "house_signing_key": HOUSE_SEED.hex(),
        "house_verify_key": public(HOUSE_SEED).hex(),
        "house_next_signing_key": NEXT_SEED.hex(),
        "hq_signing_key": HQ_SEED.hex(),
        "hq_verify_key": public(HQ_SEED).hex(),
        "hq_private_key": HQ_PRIVATE.hex(),
        "hq_sealing_key": HQ_PUBLIC.hex(),
        "panel_private_key": PANEL_PRIVATE.hex(),
        "panel_key": PANEL_PUBLIC.hex(),
        "reply_private_key": REPLY_PRIVATE.hex(),
        "reply_key": REPLY_PUBLIC.hex(),
        "ephemeral_private_key": EPHEMERAL.hex(),
    }


def sorted_out(good: dict[str, dict[str, Any]], bad: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "good": [
            {"name": name, "bytes": plain(one).hex(), "means": in_hex(one)}
            for name, one in good.items()
        ],
        "bad": [{"name": name, "bytes": plain(one).hex()} for name, one in bad.items()]
        + [{"name": "an array", "bytes": "80"}, {"name": "a byte follows", "bytes": "a000"}],
    }
