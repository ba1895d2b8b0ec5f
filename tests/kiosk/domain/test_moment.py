from datetime import UTC, date, datetime

from kiosk.domain.moment import ClockState, Moment, day_of, from_ms, start_of


def test_the_house_lives_in_shanghai() -> None:
    late = Moment(datetime(2026, 11, 24, 16, 30, tzinfo=UTC), ClockState.TRUSTED, "b")
    assert late.day.isoformat() == "2026-11-25"
    assert from_ms(late.ms) == late.at


def test_every_millisecond_comes_back_as_it_went() -> None:
    for ms in (0, 1, 1795483200123, 1795483200999, 4102444799999):
        assert Moment(from_ms(ms), ClockState.TRUSTED, "b").ms == ms


def test_a_day_begins_at_midnight_in_shanghai() -> None:
    begins = start_of(date(2026, 11, 25))
    assert from_ms(begins) == datetime(2026, 11, 24, 16, tzinfo=UTC)
    assert (day_of(begins - 1), day_of(begins)) == (date(2026, 11, 24), date(2026, 11, 25))
