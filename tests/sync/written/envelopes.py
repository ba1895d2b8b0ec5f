"""Envelopes, good and bad, of later versions, and changes of keys."""

import hashlib
from typing import Any

import cbor2
from nacl.signing import SigningKey

from tests.sync.written.cast import (
    ANSWER_DOMAIN,
    DAY,
    EPOCH,
    MONTH,
    NEXT_SEED,
    OTHER_HQ_PUBLIC,
    OTHER_SEED,
    PANEL_PUBLIC,
    QUESTION,
    inside,
    listed,
    padded,
    plain,
    public,
    seal,
    sign,
)


def body(
    version: Any = 1,
    house: Any = "yuexi-0007",
    epoch: Any = EPOCH,
    seq: Any = 1,
    kind: Any = "day",
    sealed: Any = None,
) -> bytes:
    sealed = seal(plain(DAY)) if sealed is None else sealed
    return plain([version, house, epoch, seq, kind, sealed])


def good_envelope(name: str, seq: int, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
    clear = plain(payload)
    written = body(seq=seq, kind=kind, sealed=seal(clear))
    return {
        "name": name,
        "house": "yuexi-0007",
        "epoch": EPOCH.hex(),
        "seq": seq,
        "kind": kind,
        "payload": clear.hex(),
        "body": written.hex(),
        "envelope": sign(written).hex(),
        "fingerprint": hashlib.blake2b(sign(written), digest_size=32).hexdigest(),
    }


def good_envelopes() -> list[dict[str, Any]]:
    return [
        good_envelope("a usual day", 1, "day", DAY),
        good_envelope("a high number", 2**40, "day", DAY),
        good_envelope("a month", 7, "month", MONTH),
        good_envelope("a lost one", 2, "lost", {"k": "day"}),
        good_envelope("a house asks", 5, "ask", {"m": 3}),
        good_envelope(
            "a question", 6, "message", {"s": seal(padded(QUESTION, 4096), PANEL_PUBLIC)}
        ),
        good_envelope("a kind not known yet", 3, "well-2", {"a": [None, True, -5, b"\x00", "爱"]}),
        good_envelope("an empty map", 4, "day", {}),
        good_envelope(
            "the ends of what travels",
            2**63 - 1,
            "k" * 16,
            {"aa": -(2**63), "b": 2**63 - 1, "c": inside(15, 5), "d": inside(15, [])},
        ),
        good_envelope(
            "a house asks, and says which keys it has", 8, "ask", {"k": b"\0" * 8, "m": 3}
        ),
        good_envelope("one that comes once more", 7, "again", {"e": sign(body(), OTHER_SEED)}),
    ]


def bad_payloads() -> dict[str, bytes]:
    return {
        "the payload is an array": plain([1]),
        "a key is a number": plain({1: 2}),
        "a value is a float": plain({"a": 1.5}),
        "a value is undefined": bytes.fromhex("a16161f7"),
        "a value is a tagged date": plain({"a": cbor2.CBORTag(1, 0)}),
        "a number is above 64 bits": plain({"a": 2**64}),
        "a number is above 63 bits and a sign": plain({"a": 2**63}),
        "a number is not in its shortest form": bytes.fromhex("a161611805"),
        "the keys are out of order": bytes.fromhex("a2616201616101"),
        "a key comes twice": bytes.fromhex("a2616101616101"),
        "a map has no length": bytes.fromhex("bf616101ff"),
        "a text is not UTF-8": bytes.fromhex("a1616161ff"),
        "a byte follows the payload": plain(DAY) + b"\x00",
        "a value lies inside 17": plain({"a": inside(16, 5)}),
        "values are nested 20 deep": plain({"a": inside(20, [])}),
    }


def bad_envelopes() -> dict[str, bytes]:
    sound = sign(body())
    flipped = bytearray(sound)
    flipped[-1] ^= 1
    return {
        "there are no bytes": b"",
        "there is only a signature": sound[-64:],
        "the last byte is missing": sound[:-1],
        "a byte follows": sound + b"\x00",
        "a byte follows the body": sign(body() + b"\x00"),
        "a bit of the signature is flipped": bytes(flipped),
        "another house signed it": sign(body(), OTHER_SEED),
        "it is signed without the domain": sign(body(), domain=b""),
        "it is signed as an answer": sign(body(), domain=ANSWER_DOMAIN),
        "the version is 2": sign(body(version=2)),
        "the version is true": sign(body(version=True)),
        "a field is missing": sign(plain([1, "yuexi-0007", EPOCH, 1, "day"])),
        "a field is too many": sign(plain([*cbor2.loads(body()), 0])),
        "the body is a map": sign(plain({"house": "yuexi-0007"})),
        "the house has a capital": sign(body(house="Yuexi-0007")),
        "the house is too short": sign(body(house="yu")),
        "the house is too long": sign(body(house="y" * 33)),
        "the house is bytes": sign(body(house=b"yuexi-0007")),
        "the house ends in a line feed": sign(body(house="yuexi-0007\n")),
        "the epoch has 7 bytes": sign(body(epoch=EPOCH[:7])),
        "the epoch is text": sign(body(epoch="01020304")),
        "the number is 0": sign(body(seq=0)),
        "the number is negative": sign(body(seq=-1)),
        "the number is text": sign(body(seq="1")),
        "the number is above 63 bits": sign(body(seq=2**63)),
        "the number is not in its shortest form": sign(
            body().replace(b"\x01cday", b"\x18\x01cday")
        ),
        "the kind is empty": sign(body(kind="")),
        "the kind has a capital": sign(body(kind="Day")),
        "the kind has 17 letters": sign(body(kind="d" * 17)),
        "the array has no length": sign(b"\x9f" + body()[1:] + b"\xff"),
        "nothing is sealed": sign(body(sealed=seal(b""))),
        "the seal is for another headquarters": sign(
            body(sealed=seal(plain(DAY), OTHER_HQ_PUBLIC))
        ),
        "the seal is damaged": sign(body(sealed=seal(plain(DAY))[:-1] + b"\x00")),
        **{why: sign(body(sealed=seal(clear))) for why, clear in bad_payloads().items()},
    }


def later_envelopes() -> dict[str, Any]:
    """Make envelopes of later versions: what can be read of them, and what is none."""
    header: list[Any] = [2, "yuexi-0007", EPOCH, 9, "day"]
    good = {
        "version 2 with a map for the seal": [*header, {"s": b"sealed otherwise"}],
        "version 2 with nothing but its header": header,
        "version 3 with more fields": [3, *header[1:], 1, None, ["x"]],
        "the highest version": [2**63 - 1, *header[1:], b""],
    }
    bad = {
        "a field of the header is missing": sign(plain(header[:4])),
        "another house signed it": sign(plain(header), OTHER_SEED),
        "the domain counts on": sign(plain(header), domain=b"aiyou-envelope-2\x00"),
        "the version is 0": sign(plain([0, *header[1:]])),
        "the version is negative": sign(plain([-2, *header[1:]])),
        "the epoch has 9 bytes": sign(plain([2, "yuexi-0007", EPOCH + b"9", 9, "day"])),
        "the kind is a number": sign(plain([*header[:4], 5])),
        "it is too long": sign(plain([*header, bytes(16384)])),
        "a value is a float": sign(plain([*header, 1.5])),
    }
    return {
        "good": [
            {
                "name": name,
                "version": fields[0],
                "house": fields[1],
                "epoch": fields[2].hex(),
                "seq": fields[3],
                "kind": fields[4],
                "envelope": sign(plain(fields)).hex(),
            }
            for name, fields in good.items()
        ],
        "bad": listed("envelope", bad),
    }


def changes() -> dict[str, Any]:
    """Make payloads of `key` in envelopes of house, epoch and the given numbers."""

    def change(seq: int, seed: bytes = NEXT_SEED, **more: Any) -> dict[str, Any]:
        header = plain(["yuexi-0007", EPOCH, seq])
        proof = SigningKey(seed).sign(b"aiyou-key-1\x00" + header).signature
        return {"k": public(seed), "p": proof, **more}

    without = SigningKey(NEXT_SEED).sign(plain(["yuexi-0007", EPOCH, 7])).signature
    good = {"a usual one": (7, change(7)), "one of a later version": (8, change(8, z=1))}
    bad = {
        "the proof is for another number": (7, change(8)),
        "the proof is of another key": (7, change(7) | {"k": public(OTHER_SEED)}),
        "the proof lacks the domain": (7, change(7) | {"p": without}),
        "there is no proof": (7, {"k": public(NEXT_SEED)}),
        "the key has 31 bytes": (7, change(7) | {"k": bytes(31)}),
        "the key is text": (7, change(7) | {"k": "k" * 32}),
    }
    return {
        verdict: [
            {"name": name, "seq": seq, "payload": plain(one).hex()}
            for name, (seq, one) in ones.items()
        ]
        for verdict, ones in (("good", good), ("bad", bad))
    }
