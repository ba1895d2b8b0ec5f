"""What days and months say, good and bad."""

from typing import Any

from tests.sync.written.cast import DAY, MONTH, payloads


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
