"""What envelopes say, in words."""

from dataclasses import fields, replace
from datetime import date

import pytest
from flask import Flask
from flask_babel import force_locale

from kiosk.counselor.sending import letters
from sync.month_summary import Answers, MonthSummary
from sync.summary import DaySummary
from tests.sync.test_month_summary import NOVEMBER


@pytest.fixture
def tell(app: Flask):
    def told(month: MonthSummary, locale: str = "en") -> list[str]:
        with app.test_request_context(), force_locale(locale):
            return list(letters.facts_of("month", month.payload()))

    return told


def test_a_month_is_told_fact_by_fact(tell):
    days = ", ".join(["21", "23", "–", "19", "0", *["22"] * 25])
    assert tell(NOVEMBER) == [
        f"Children on each day, from the first to the last: {days} (–: not closed).",
        "31 children came in all.",
        "2 of them came for the first time.",
        "34 children were enrolled at the end.",
        "The house was open for 156 h 0 min.",
        "Activities took 12 h 0 min.",
        "Children took part in activities 164 times.",
        "9 home visits.",
        "Medical aid: given 1 time.",
        "Welfare pack: given 12 times.",
        "In 3 of 4 weeks children came on at least 5 days.",
        "Week by week, 101 of 132 enrolled children came at least once.",
        "How children felt, by dice and in fives: low 5, middle 10, high 15.",
        "How they liked the house is kept back: too few children in all, or in one group.",
    ]


def test_whatever_changes_in_a_month_changes_what_is_told(tell):
    """So nothing leaves that is not told."""
    changes = {
        "headcounts": (1, *NOVEMBER.headcounts[1:]),
        "minutes_open": 1,
        "children": 1,
        "newcomers": 1,
        "enrolled": 1,
        "activity_minutes": 1,
        "participations": 1,
        "home_visits": 1,
        "services": {"cash": 1, "later": 2},
        "standards": {"open": (1, 4), "later": (1, 2)},
        "moods": Answers((0, 10, 20)),
        "feedback": None,
    }
    assert {"month", *changes} == {field.name for field in fields(MonthSummary)}
    for name, value in changes.items():
        changed = tell(replace(NOVEMBER, **{name: value}))
        assert changed != tell(NOVEMBER), name
        assert len(set(changed)) == len(changed)
    # What a later version counts is told by its name.
    assert "later: 1 / 2" in tell(replace(NOVEMBER, standards=changes["standards"]))


@pytest.mark.parametrize("answers", [None, Answers(None), Answers((5, 5, 5))])
def test_what_is_kept_back_or_not_counted_yet_is_said_and_why(tell, answers):
    month = replace(NOVEMBER, moods=answers, feedback=answers)
    why = {None: "unlocked", Answers(None): "too few children"}.get(answers, "5, middle 5")
    assert all(why in fact for fact in tell(month)[-2:])
    assert tell(month, "zh_Hans")[-2].startswith("孩子的心情" if answers else "没有孩子的心情")


def test_a_day_is_told_fact_by_fact_and_what_nobody_knows_yet_as_it_came(app: Flask) -> None:
    health = {"temperature_c": 51, "later": 7, "disk_free_mb": 12_345}
    day = DaySummary(date(2026, 11, 24), 75, 12, 1, "estimated", health)
    with app.test_request_context(), force_locale("en"):
        assert list(letters.facts_of("day", day.payload())) == [
            "12 children came.",
            "1 of them came for the first time.",
            "The house was open for 1 h 15 min.",
            "The house's clock was estimated.",
            "The card has 12.3 GB of free room.",
            "later: 7",
            "The machine was 51 °C warm.",
        ]


def test_a_month_is_named_by_its_month(app: Flask):
    for locale, name in (("en", "November\N{NO-BREAK SPACE}2026"), ("zh_Hans", "2026年11月")):
        with app.test_request_context(), force_locale(locale):
            assert letters.name("month", NOVEMBER.payload()).endswith(name)
            for said in ({"y": "soon"}, {"d": 24}, {}, None):
                assert " · " not in letters.name("month", said)
