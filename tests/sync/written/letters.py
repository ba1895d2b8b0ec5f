"""Messages down, and what is sealed to experts and counselors."""

import hashlib
from typing import Any

from tests.sync.written.cast import (
    BULLETIN,
    HQ_PUBLIC,
    HQ_SEED,
    PANEL_PUBLIC,
    QUESTION,
    REPLY,
    REPLY_PUBLIC,
    SETTINGS,
    in_hex,
    padded,
    plain,
    public,
    seal,
    sorted_out,
)


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
        "the time is on the last day of 9999": {"a": 253402214401, "g": "all"},
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
        "a purpose turns round": {"a": 0, "h": [{"n": "12355", "p": "县\u202e办", "s": True}]},
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
        "the time is on the last day of 9999": BULLETIN | {"a": 253402214401},
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
