"""What an adult sets, and when it holds."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.allowed import Allowed
from kiosk.domain.moment import HOUSE_ZONE, ClockState, Moment
from kiosk.domain.settings import READERS, WEEK, Loudness, Settings, fault_of, read, write

FIRST = Settings()
TUESDAY = date(2026, 11, 24)
NIGHT = replace(FIRST, quiet_from=time(20), quiet_until=time(6, 30))
AFTERNOONS = replace(
    FIRST, open_from=time(15, 40), open_until=time(18), open_days=frozenset({1, 2, 3, 4, 5})
)

times = st.times().map(lambda one: one.replace(second=0, microsecond=0))
maybe_times = st.none() | times
minutes = st.integers(1, 240).map(float)
games = st.none() | st.frozensets(st.sampled_from(["team_pairs", "other", "third"]))
everything = st.builds(
    Settings,
    sitting_minutes=minutes,
    rest_minutes=minutes,
    day_minutes=minutes,
    play_from=times,
    play_until=times,
    games=games,
    guests_play=st.sampled_from(Allowed),
    loudness=st.sampled_from(Loudness),
    quiet_from=maybe_times,
    quiet_until=maybe_times,
    open_from=maybe_times,
    open_until=maybe_times,
    open_days=st.frozensets(st.sampled_from(WEEK)),
)


def at(hour: int, minute: int = 0, day: date = TUESDAY, clock=ClockState.TRUSTED) -> Moment:
    return Moment(datetime.combine(day, time(hour, minute), HOUSE_ZONE), clock, "boot")


def test_each_setting_has_its_reader() -> None:
    assert set(READERS) == {field.name for field in fields(Settings)}


@given(everything, everything)
def test_what_is_written_is_read_again(wanted: Settings, first: Settings) -> None:
    texts = write(wanted, first)
    assert set(texts) == {n for n in READERS if getattr(wanted, n) != getattr(first, n)}
    if fault_of(wanted) is None:
        assert read(first, texts) == wanted


@given(st.dictionaries(st.sampled_from([*READERS, "something else"]), st.text()))
def test_what_nobody_understands_changes_nothing_and_breaks_nothing(texts) -> None:
    found = read(FIRST, texts)
    assert fault_of(found) is None
    for name in set(READERS) - set(texts):
        assert getattr(found, name) == getattr(FIRST, name)


def test_nothing_set_is_as_at_first() -> None:
    assert write(FIRST, FIRST) == {}
    assert read(FIRST, {}) == FIRST


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("0", None), ("0.5", 0.5), ("1", 1), ("1440", 1440), ("1441", None), ("-5", None)],
)
def test_a_rest_takes_more_than_no_time_and_at_most_a_day(text: str, minutes) -> None:
    expected = FIRST.rest_minutes if minutes is None else minutes
    assert read(FIRST, {"rest_minutes": text}).rest_minutes == expected


def test_what_nobody_understands_does_not_hide_what_comes_after_it() -> None:
    found = read(FIRST, {"play_from": "noon", "play_until": "19:30"})
    assert (found.play_from, found.play_until) == (FIRST.play_from, time(19, 30))


def test_what_does_not_go_together_leaves_the_first_values_unless_these_are_no_better() -> None:
    assert read(FIRST, {"sitting_minutes": "61", "loudness": "off"}) == FIRST
    assert read(FIRST, {"sitting_minutes": "60"}).sitting_minutes == 60
    bad = replace(FIRST, sitting_minutes=90)
    assert read(bad, {"loudness": "off"}) == replace(bad, loudness=Loudness.OFF)


def test_hours_can_be_taken_away_again() -> None:
    found = read(AFTERNOONS, {"open_from": "", "open_until": ""})
    assert (found.open_from, found.open_until) == (None, None)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"sitting_minutes": 30, "day_minutes": 15}, "sitting_minutes"),
        ({"play_from": time(8), "play_until": time(8)}, "play_from"),
        ({"quiet_from": time(20)}, "quiet_from"),
        ({"open_until": time(20)}, "open_from"),
        ({"open_from": time(9), "open_until": time(9)}, "open_from"),
        ({"open_days": frozenset()}, "open_days"),
    ],
)
def test_what_does_not_go_together_is_found(changes, name: str) -> None:
    fault = fault_of(replace(FIRST, **changes))
    assert fault
    assert fault.name == name


def test_no_game_at_all_is_another_thing_than_all() -> None:
    none = replace(FIRST, games=frozenset())
    assert not none.offers("team_pairs")
    assert read(FIRST, write(none, FIRST)) == none
    assert FIRST.offers("a game of next year")


def test_quiet_hours_are_silent_and_may_go_past_midnight() -> None:
    assert [NIGHT.volume_at(at(*one)) for one in ((19, 59), (20,), (3,), (6, 30))] == [65, 0, 0, 65]


@pytest.mark.parametrize(
    ("now", "wait"), [((19, 59), 60), ((6, 30), 13.5 * 3600), ((12,), 8 * 3600), ((20,), None)]
)
def test_how_long_it_is_until_quiet_hours_begin_is_known(now, wait: float | None) -> None:
    assert NIGHT.quiet_in(at(*now)) == wait
    assert FIRST.quiet_in(at(*now)) is None


def test_half_of_quiet_hours_are_none() -> None:
    for half in (replace(FIRST, quiet_from=time(20)), replace(FIRST, quiet_until=time(6))):
        assert half.volume_at(at(22)) == 65


@pytest.mark.parametrize("clock", [ClockState.UNKNOWN, ClockState.ESTIMATED])
def test_without_a_certain_clock_a_house_is_neither_quiet_nor_closed_and_its_games_are_awake(
    clock: ClockState,
) -> None:
    night = at(3, clock=clock)
    assert NIGHT.volume_at(night) == 65
    assert NIGHT.quiet_in(night) is None
    assert AFTERNOONS.is_open(night)
    assert AFTERNOONS.opens_next(night) is None
    assert FIRST.games_awake(night)
    assert not FIRST.games_awake(at(3))


def test_louder_is_more() -> None:
    heard = [replace(FIRST, loudness=one).volume_at(at(9)) for one in Loudness]
    assert heard == sorted(heard)
    assert (heard[0], heard[-1]) == (0, 100)


@given(times, times, st.datetimes(datetime(2026, 11, 1), datetime(2027, 11, 1)))
def test_it_is_quiet_when_the_time_until_then_is_over(begins, ends, now) -> None:
    night = replace(FIRST, quiet_from=begins, quiet_until=ends)
    moment = Moment(now.replace(tzinfo=UTC), ClockState.TRUSTED, "boot")
    wait = night.quiet_in(moment)
    if wait is None or begins == ends:
        return
    assert 0 <= wait <= 24 * 3600
    assert night.volume_at(moment) > 0
    then = replace(moment, at=moment.at + timedelta(seconds=wait, milliseconds=1))
    assert night.volume_at(then) == 0


@pytest.mark.parametrize(
    ("hour", "day", "opens"),
    [
        (8, TUESDAY, TUESDAY),
        (16, TUESDAY, None),
        (18, TUESDAY, date(2026, 11, 25)),
        (18, date(2026, 11, 27), date(2026, 11, 30)),
        (16, date(2026, 11, 28), date(2026, 11, 30)),
    ],
)
def test_a_closed_house_knows_when_it_opens(hour: int, day: date, opens: date | None) -> None:
    assert AFTERNOONS.opens_next(at(hour, day=day)) == opens


@given(everything, st.datetimes(datetime(2026, 11, 1), datetime(2027, 11, 1)))
def test_a_house_that_opens_again_does_so_on_an_open_day(settings: Settings, now) -> None:
    moment = Moment(now.replace(tzinfo=UTC), ClockState.TRUSTED, "boot")
    opens = settings.opens_next(moment)
    assert (opens is None) is (settings.is_open(moment) or not settings.open_days)
    if opens:
        assert opens.isoweekday() in settings.open_days
        assert 0 <= (opens - moment.day).days <= 7
