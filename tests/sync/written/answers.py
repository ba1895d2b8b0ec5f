"""Answers, good and bad."""

from typing import Any

import cbor2

from tests.sync.written.cast import ANSWER_DOMAIN, BULLETIN, EPOCH, HOUSE_SEED, HQ_SEED, plain, sign


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
        "the time is on the last day of 9999": as_hq(answer_body(at=253402214401)),
        "the refused are not in order": as_hq(answer_body(refused=[6, 3])),
        "a refused one comes twice": as_hq(answer_body(refused=[3, 3])),
        "a refused one is 0": as_hq(answer_body(refused=[0])),
        "the refused are no list": as_hq(answer_body(refused=3)),
        "the messages are no list": as_hq(answer_body(messages="hello")),
    }
