"""What a child is told that wants to talk: never more than is so."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.absence import (
    MOST_NIGHTS,
    Absence,
    Answer,
    Said,
    StandIn,
    is_away,
    redated,
    reply_to,
)
from kiosk.domain.moment import HOUSE_ZONE, ClockState, Moment
from kiosk.domain.settings import Settings

TUESDAY = date(2026, 11, 24)
WEDNESDAY = date(2026, 11, 25)
AUNT = StandIn("王阿姨", time(15), time(18, 30))
OPEN = Settings()
AFTERNOONS = replace(OPEN, open_from=time(15, 40), open_until=time(18))


def at(hour: int, clock: ClockState = ClockState.TRUSTED) -> Moment:
    return Moment(datetime.combine(TUESDAY, time(hour), HOUSE_ZONE), clock, "boot")


def test_she_comes_where_nothing_is_said() -> None:
    assert reply_to(None, OPEN, at(3)).answer is Answer.TALK
    assert reply_to(None, AFTERNOONS, at(16)).answer is Answer.TALK


def test_away_tells_who_is_there_and_for_how_many_nights() -> None:
    reply = reply_to(Absence(date(2026, 11, 25), AUNT), OPEN, at(16))
    assert (reply.answer, reply.stand_in, reply.nights) == (Answer.AWAY, AUNT, 2)


def test_who_stands_in_comes_no_more_today_when_her_hours_are_over() -> None:
    for until, hour, there, comes in (
        (TUESDAY, 9, AUNT, True),
        (TUESDAY, 18, AUNT, True),
        (TUESDAY, 19, None, False),
        (WEDNESDAY, 19, AUNT, False),
    ):
        reply = reply_to(Absence(until, AUNT), OPEN, at(hour))
        assert (reply.stand_in, reply.comes_today) == (there, comes), (until, hour)
    night = StandIn("邻居", time(22), time(6))
    assert reply_to(Absence(TUESDAY, night), OPEN, at(9)).stand_in == night
    uncertain = reply_to(Absence(TUESDAY, AUNT), OPEN, at(19, ClockState.ESTIMATED))
    assert (uncertain.stand_in, uncertain.comes_today) == (AUNT, True)


@pytest.mark.parametrize(
    ("days", "until", "hour", "found"),
    [
        ({2, 3}, WEDNESDAY, 9, (AUNT, 0, True)),
        ({2, 3}, WEDNESDAY, 19, (AUNT, 1, False)),
        # The house is closed on this day, or on the next one.
        ({3}, WEDNESDAY, 9, (AUNT, 1, False)),
        ({2, 4}, WEDNESDAY, 19, (None, 0, False)),
        ({2, 4}, date(2026, 11, 26), 19, (AUNT, 2, False)),
        ({1}, WEDNESDAY, 9, (None, 0, False)),
        # More nights than can be seen: she would stand there as if she came today.
        ({1}, date(2026, 11, 30), 9, (None, 0, False)),
        (set(), WEDNESDAY, 9, (None, 0, False)),
    ],
)
def test_who_stands_in_for_days_is_shown_with_the_nights_until_she_is_there(
    days: set[int], until: date, hour: int, found: tuple[StandIn | None, int, bool]
) -> None:
    settings = replace(OPEN, open_days=frozenset(days))
    reply = reply_to(Absence(until, AUNT), settings, at(hour))
    assert (reply.stand_in, reply.nights_alone, reply.comes_today) == found
    if found[0]:
        uncertain = reply_to(Absence(until, AUNT), settings, at(hour, ClockState.ESTIMATED))
        assert (uncertain.stand_in, uncertain.nights_alone) == (AUNT, 0)


def test_away_counts_before_closed_and_closed_tells_when_it_opens() -> None:
    assert reply_to(Absence(TUESDAY), AFTERNOONS, at(19)).answer is Answer.AWAY
    closed = reply_to(None, AFTERNOONS, at(19))
    assert (closed.answer, closed.opens, closed.nights) == (Answer.CLOSED, time(15, 40), 1)
    assert reply_to(None, AFTERNOONS, at(9)).nights == 0


def test_an_absence_is_over_with_its_last_day() -> None:
    over = Absence(date(2026, 11, 23), AUNT)
    assert not is_away(over, at(0))
    assert not is_away(None, at(0))
    assert reply_to(over, OPEN, at(0)).answer is Answer.TALK


def test_without_a_clock_she_is_away_by_the_houses_own_days_and_no_nights_are_counted() -> None:
    for until, answer in ((TUESDAY, Answer.AWAY), (date(2026, 11, 23), Answer.TALK)):
        reply = reply_to(Absence(until), AFTERNOONS, at(3, ClockState.UNKNOWN))
        assert (reply.answer, reply.nights) == (answer, 0)
    assert reply_to(None, AFTERNOONS, at(3, ClockState.UNKNOWN)).answer is Answer.TALK


@pytest.mark.parametrize("clock", ClockState)
def test_where_no_clock_tells_that_it_is_the_same_day_one_day_away_ends_with_its_boot(
    clock: ClockState,
) -> None:
    today = Absence(TUESDAY, said=Said(TUESDAY, "boot"))
    week = Absence(date(2026, 11, 29), said=Said(TUESDAY, "boot"))
    again = replace(at(17, clock), boot="the next one")
    assert is_away(today, at(17, clock))
    assert is_away(today, again) is (clock is ClockState.TRUSTED)
    assert is_away(week, again)


@pytest.mark.parametrize(
    ("said", "until", "truly", "found"),
    [
        ("1970-01-01", "1970-01-01", "2026-11-24", "2026-11-24"),
        ("2026-11-20", "2026-11-21", "2026-11-24", "2026-11-25"),
        ("2027-03-01", "2027-03-02", "2026-11-24", "2026-11-25"),
        ("2027-03-01", "2027-03-06", "2026-11-24", "2026-11-29"),
        ("2026-11-20", "2026-12-01", "2026-11-24", "2026-12-01"),
    ],
)
def test_a_day_that_was_found_to_be_another_one_takes_the_absence_along(
    said: str, until: str, truly: str, found: str
) -> None:
    told = Absence(date.fromisoformat(until), AUNT, Said(date.fromisoformat(said), "boot"))
    moved = redated(told, date.fromisoformat(truly))
    assert (moved.until, moved.stand_in) == (date.fromisoformat(found), AUNT)
    assert redated(moved, date.fromisoformat(truly)) == moved
    assert redated(replace(told, said=None), TUESDAY) == told


def test_an_estimated_evening_closes_no_house_and_counts_no_nights() -> None:
    evening = at(19, ClockState.ESTIMATED)
    assert reply_to(None, AFTERNOONS, evening).answer is Answer.TALK
    away = reply_to(Absence(date(2026, 11, 25), AUNT), AFTERNOONS, evening)
    assert (away.answer, away.stand_in, away.nights) == (Answer.AWAY, AUNT, 0)


@pytest.mark.parametrize(("until", "nights"), [(24, 1), (28, 5), (29, 0)])
def test_more_nights_than_can_be_seen_are_not_shown(until: int, nights: int) -> None:
    assert reply_to(Absence(date(2026, 11, until)), OPEN, at(9)).nights == nights


@pytest.mark.parametrize(
    ("days", "until", "nights"),
    [({1, 2, 3, 4}, 26, 0), ({2, 5}, 24, 3), ({2, 5}, 26, 3), ({2, 6}, 26, 4), ({2}, 24, 0)],
)
def test_the_nights_end_on_a_day_on_which_the_house_opens(
    days: set[int], until: int, nights: int
) -> None:
    settings = replace(AFTERNOONS, open_days=frozenset(days))
    assert reply_to(Absence(date(2026, 11, until)), settings, at(9)).nights == nights


def test_a_house_without_an_open_day_counts_no_nights() -> None:
    never = replace(OPEN, open_days=frozenset())
    assert reply_to(Absence(TUESDAY), never, at(9)).nights == 0


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.datetimes(datetime(2026, 11, 1), datetime(2027, 11, 1)),
    st.sampled_from([OPEN, AFTERNOONS]),
    st.sampled_from(ClockState),
)
def test_nobody_is_promised_to_come_who_is_away(until, now, settings, clock) -> None:
    moment = Moment(now.replace(tzinfo=UTC), clock, "boot")
    absence = Absence(until, AUNT)
    reply = reply_to(absence, settings, moment)
    assert (reply.answer is Answer.AWAY) is is_away(absence, moment)
    assert 0 <= reply.nights <= MOST_NIGHTS
    assert reply.stand_in is None or reply.answer is Answer.AWAY
