"""Writes the test vectors anew: python -m tests.sync.write_vectors.

Everything is fixed, the ephemeral key of each sealed box too, so the files never change
unless the protocol does.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import cbor2
from nacl import bindings
from nacl.signing import SigningKey

FOLDER = Path(__file__).parent / "vectors"
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


def inside(arrays: int, value: Any) -> Any:
    return [inside(arrays - 1, value)] if arrays else value


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


def answer_body(
    version: Any = 1,
    house: Any = "yuexi-0007",
    epoch: Any = EPOCH,
    accepted: Any = 5,
    at: Any = 1795483200,
    refused: Any = (),
    messages: Any = (),
) -> bytes:
    return plain([version, house, epoch, accepted, at, refused, messages])


def as_hq(written: bytes) -> bytes:
    return sign(written, HQ_SEED, ANSWER_DOMAIN)


def good_answers() -> list[dict[str, Any]]:
    english = {"e": ["Flu season", "From Wednesday on, measure the temperature daily."]}
    down = [
        [4, "announcement", BULLETIN],
        [5, "guidance", BULLETIN | english],
        [6, "well-2", {"a": [None, True, "爱"]}],
    ]
    facts: list[tuple[str, int, list[int], list[Any]]] = [
        ("all is kept", 5, [], []),
        ("two are refused", 7, [3, 6], []),
        ("nothing came yet", 0, [], []),
        ("it carries messages, one of a kind not known yet", 5, [], down),
        ("its messages are of a later version", 5, [], ["a text", 4]),
    ]
    return [
        {
            "name": name,
            "house": "yuexi-0007",
            "epoch": EPOCH.hex(),
            "accepted": accepted,
            "at": 1795483200,
            "refused": refused,
            "messages": messages,
            "answer": as_hq(
                answer_body(accepted=accepted, refused=refused, messages=messages)
            ).hex(),
        }
        for name, accepted, refused, messages in facts
    ]


def bad_answers() -> dict[str, bytes]:
    return {
        "there are no bytes": b"",
        "a page asks for a sign-in": b"<!DOCTYPE html><title>Welcome to the hotel</title>" * 3,
        "a byte follows": as_hq(answer_body()) + b"\x00",
        "a house signed it": sign(answer_body(), HOUSE_SEED, ANSWER_DOMAIN),
        "it is signed as an envelope": sign(answer_body(), HQ_SEED),
        "the version is 2": as_hq(answer_body(version=2)),
        "a field is missing": as_hq(plain(cbor2.loads(answer_body())[:6])),
        "the house is too short": as_hq(answer_body(house="yu")),
        "the epoch has 9 bytes": as_hq(answer_body(epoch=EPOCH + b"\x09")),
        "the count is negative": as_hq(answer_body(accepted=-1)),
        "the count is true": as_hq(answer_body(accepted=True)),
        "the time is text": as_hq(answer_body(at="now")),
        "the refused are not in order": as_hq(answer_body(refused=[6, 3])),
        "a refused one comes twice": as_hq(answer_body(refused=[3, 3])),
        "a refused one is 0": as_hq(answer_body(refused=[0])),
        "the refused are no list": as_hq(answer_body(refused=3)),
        "the messages are no list": as_hq(answer_body(messages="hello")),
    }


def day_payloads() -> dict[str, Any]:
    bad = {
        "there is no date": {key: value for key, value in DAY.items() if key != "d"},
        "the date is compact": DAY | {"d": "20261124"},
        "the date does not exist": DAY | {"d": "2026-02-30"},
        "a day has 1441 minutes": DAY | {"m": 1441},
        "children are negative": DAY | {"p": -1},
        "children are a text": DAY | {"p": "23"},
        "children are true": DAY | {"p": True},
        "newcomers are 10000": DAY | {"n": 10000},
        "the clock is 3": DAY | {"c": 3},
        "health is a list": DAY | {"h": []},
        "health has 9 facts": DAY | {"h": {f"fact_{n}": n for n in range(9)}},
        "a fact is a text": DAY | {"h": {"disk_free_mb": "much"}},
        "a fact's name has a capital": DAY | {"h": {"Disk": 1}},
        "a fact is above 32 bits": DAY | {"h": {"disk_free_mb": 2**31}},
    }
    good = {
        "a usual day": DAY,
        "an empty day": {"c": 0, "d": "2026-02-28", "h": {}, "m": 0, "n": 0, "p": 0},
        "the most of everything": {
            "c": 1,
            "d": "9999-12-31",
            "h": {f"one_of_eight___{n}": 2**31 - 1 if n % 2 else -(2**31) for n in range(8)},
            "m": 1440,
            "n": 9999,
            "p": 9999,
        },
        "a day of a later version": DAY | {"z": ["not", "known", None]},
    }
    return payloads(good, bad)


def month_payloads() -> dict[str, Any]:
    bad = {
        "there is no month": {key: value for key, value in MONTH.items() if key != "y"},
        "the month is a day": MONTH | {"y": "2026-11-01"},
        "the month is the 13th": MONTH | {"y": "2026-13"},
        "a day is too many": MONTH | {"h": [*MONTH["h"], 1]},
        "a day is missing": MONTH | {"h": MONTH["h"][1:]},
        "a headcount is 10000": MONTH | {"h": [10000, *MONTH["h"][1:]]},
        "a headcount is true": MONTH | {"h": [True, *MONTH["h"][1:]]},
        "it was open for longer than the month": MONTH | {"o": 30 * 1440 + 1},
        "children are negative": MONTH | {"c": -1},
        "children are a text": MONTH | {"e": "34"},
        "home visits are 65536": MONTH | {"v": 65536},
        "moods are not told": {key: value for key, value in MONTH.items() if key != "m"},
        "moods are two bands": MONTH | {"m": [5, 10]},
        "moods are exact": MONTH | {"m": [4, 11, 16]},
        "moods are negative": MONTH | {"m": [-5, 10, 15]},
        "moods are a number": MONTH | {"m": 0},
        "feedback is false": MONTH | {"f": False},
        "services are a list": MONTH | {"s": ["medical"]},
        "a service was given 0 times": MONTH | {"s": {"medical": 0}},
        "a service has 9 letters": MONTH | {"s": {"nineleter": 1}},
        "services are of 9 kinds": MONTH | {"s": dict.fromkeys("abcdefghi", 1)},
        "a standard is met too often": MONTH | {"q": {"open": [5, 4]}},
        "a standard is a number": MONTH | {"q": {"open": 4}},
        "there are 5 standards": MONTH | {"q": {one: [0, 1] for one in "abcde"}},
    }
    good = {
        "a usual month": MONTH,
        "nothing is counted yet": MONTH | {"f": [], "m": []},
        "a month of nothing": dict.fromkeys("acenopv", 0)
        | {"f": None, "h": [None] * 28, "m": None, "q": {}, "s": {}, "y": "2026-02"},
        "the most of everything": dict.fromkeys("acenpv", 9999)
        | {"a": 65535, "f": [9995, 0, 0], "m": [9995] * 3, "p": 65535, "v": 65535}
        | {"h": [9999] * 31, "o": 31 * 1440, "y": "9999-12"}
        | {"q": {f"quality{one}": [65535, 65535] for one in "abcd"}}
        | {"s": {f"service{one}": 65535 for one in "abcdefgh"}},
        "a leap year's February": MONTH | {"h": [0] * 29, "y": "2028-02"},
        "a month of a later version": MONTH | {"z": ["not", "known", None]},
    }
    return payloads(good, bad)


def payloads(good: dict[str, dict[str, Any]], bad: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "good": [
            {"name": name, "payload": plain(one).hex(), "means": one} for name, one in good.items()
        ],
        "bad": [{"name": name, "payload": plain(one).hex()} for name, one in bad.items()],
    }


def padded(record: dict[str, Any], length: int) -> bytes:
    return (plain(record) + b"\x80").ljust(length, b"\x00")


def settings() -> dict[str, Any]:
    line = {"k": "youth", "n": "12355", "s": True}
    good = {
        "numbers, thresholds and games": SETTINGS,
        "only that all games are offered": {"a": 0, "g": "all"},
        "nothing at all": {"a": 0},
        "a line of its own goes, by six letters": {"a": 0, "h": [{"p": "县儿童办公室", "s": True}]},
        "every threshold": {
            "a": 0,
            "t": {
                **dict.fromkeys(("lowest", "fall", "absence", "straight_lining"), True),
                "answers": 10,
                "lowest_answers": 5,
                "answers_before": 20,
                "fall_faces": 3,
                "days_missed": 18,
                "times_longer": 3,
                "weeks_known": 8,
                "same_answers": 20,
            },
        },
        "the longest number": {
            "a": 0,
            "h": [{"k": "government", "n": "+86 834 12345", "s": False}],
        },
        "one of a later version": {
            "a": 0,
            "h": [line | {"z": 1}, {"k": "police", "n": "111", "s": False}],
            "t": {"moons": -1, "times_longer": 1},
            "z": [1],
        },
    }
    bad: dict[str, dict[str, Any]] = {
        "there is no time": {"g": "all"},
        "the lines are a map": {"a": 0, "h": line},
        "there is no line": {"a": 0, "h": []},
        "there are 9 lines": {"a": 0, "h": [{"p": f"站{n}", "s": True} for n in range(9)]},
        "a line is nobody's": {"a": 0, "h": [{"n": "12355", "s": True}]},
        "a line is of the program and the county's": {"a": 0, "h": [line | {"p": "县"}]},
        "a line comes twice": {"a": 0, "h": [line, line]},
        "a purpose has 7 letters": {"a": 0, "h": [{"n": "12355", "p": "儿" * 7, "s": True}]},
        "a purpose ends in a space": {"a": 0, "h": [{"n": "12355", "p": "县 ", "s": True}]},
        "a purpose is empty": {"a": 0, "h": [{"n": "12355", "p": "", "s": True}]},
        "a number has two digits": {"a": 0, "h": [line | {"n": "12"}]},
        "a number has two digits and a hyphen": {"a": 0, "h": [line | {"n": "1-2"}]},
        "a purpose holds a line feed": {"a": 0, "h": [{"n": "12355", "p": "县\n办", "s": True}]},
        "a number has 14 signs": {"a": 0, "h": [line | {"n": "0834-661234567"}]},
        "a number ends in a hyphen": {"a": 0, "h": [line | {"n": "12355-"}]},
        "a number has digits of another script": {"a": 0, "h": [line | {"n": "１２３５５"}]},
        "a number is empty": {"a": 0, "h": [line | {"n": ""}]},
        "whether children see it is a number": {"a": 0, "h": [line | {"s": 1}]},
        "the thresholds are an array": {"a": 0, "t": []},
        "a threshold is between two values": {"a": 0, "t": {"days_missed": 5}},
        "a threshold is true": {"a": 0, "t": {"fall_faces": True}},
        "a switch is 1": {"a": 0, "t": {"fall": 1}},
        "of two thresholds there is one": {"a": 0, "t": {"answers": 5}},
        "more answers are to be low than are looked at": {
            "a": 0,
            "t": {"answers": 4, "lowest_answers": 5},
        },
        "there is no game": {"a": 0, "g": []},
        "the games are null": {"a": 0, "g": None},
        "there are 65 games": {"a": 0, "g": [f"game_{n}" for n in range(65)]},
        "a game comes twice": {"a": 0, "g": ["team_pairs", "team_pairs"]},
        "a game's name has a capital": {"a": 0, "g": ["Pairs"]},
    }
    return sorted_out(good, bad)


def messages() -> dict[str, Any]:
    contents = {
        "in Mandarin": BULLETIN,
        "in English as well": BULLETIN | {"e": ["Flu season", "Please measure daily."]},
        "one of a later version": BULLETIN | {"z": [1]},
    }
    bad = {
        "there is no title": {"a": 1, "b": "text"},
        "the title is too long": BULLETIN | {"t": "题" * 81},
        "the text is empty": BULLETIN | {"b": ""},
        "the time is a text": BULLETIN | {"a": "today"},
        "the English has no text": BULLETIN | {"e": ["Flu season"]},
    }
    question, reply = padded(QUESTION, 4096), padded(REPLY, 8192)
    return {
        "bulletins": sorted_out(contents, bad),
        "keys": [
            {
                "content": plain({"s": HQ_PUBLIC, "v": public(HQ_SEED)}).hex(),
                "mark": hashlib.blake2b(
                    HQ_PUBLIC + public(HQ_SEED), digest_size=8, person=b"aiyou hq keys"
                ).hexdigest(),
            }
        ],
        "settings": settings(),
        "questions": [
            {
                "record": in_hex(QUESTION),
                "padded": question.hex(),
                "sealed": seal(question, PANEL_PUBLIC).hex(),
            }
        ],
        "replies": [
            {
                "record": in_hex(REPLY),
                "padded": reply.hex(),
                "sealed": seal(reply, REPLY_PUBLIC).hex(),
            }
        ],
    }


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
    }
    return {
        "requests": sorted_out(good_requests, bad_requests),
        "responses": sorted_out(good_responses, bad_responses),
        "errors": {
            "good": [{"name": "a sentence", "bytes": plain({"error": "Used already."}).hex()}],
            "bad": [{"name": "no sentence", "bytes": plain({"error": 3}).hex()}],
        },
    }


def in_hex(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: one.hex() if isinstance(one, bytes) else one for key, one in fields.items()}


def sorted_out(good: dict[str, dict[str, Any]], bad: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "good": [
            {"name": name, "bytes": plain(one).hex(), "means": in_hex(one)}
            for name, one in good.items()
        ],
        "bad": [{"name": name, "bytes": plain(one).hex()} for name, one in bad.items()]
        + [{"name": "an array", "bytes": "80"}, {"name": "a byte follows", "bytes": "a000"}],
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


def vectors() -> dict[str, Any]:
    """Make the content of every file of vectors, by file name."""
    good = [
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
    return {
        "keys.json": keys(),
        "envelopes.json": {"good": good, "bad": listed("envelope", bad_envelopes())},
        "changes.json": changes(),
        "later.json": later_envelopes(),
        "answers.json": {"good": good_answers(), "bad": listed("answer", bad_answers())},
        "days.json": day_payloads(),
        "months.json": month_payloads(),
        "messages.json": messages(),
        "enrolment.json": enrolment(),
        "batches.json": batches(),
    }


def listed(what: str, bad: dict[str, bytes]) -> list[dict[str, str]]:
    return [{"name": name, what: data.hex()} for name, data in bad.items()]


def written(content: object) -> str:
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, content in vectors().items():
        (FOLDER / name).write_text(written(content), encoding="utf-8")
