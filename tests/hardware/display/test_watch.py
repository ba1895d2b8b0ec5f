import pytest

from hardware.display.watch import Care, Pulse, Watch


def beating(watch: Watch, since: float, until: float) -> None:
    at = since
    while at <= until:
        assert watch.step(at, Pulse(0.5)) is Care.NONE
        at += 1


@pytest.fixture
def watch() -> Watch:
    """A page that has been well for ten seconds."""
    one = Watch(0)
    one.begin(0)
    beating(one, 1, 10)
    assert one.is_well
    return one


def when(
    watch: Watch, since: float, pulse: Pulse | None, until: float = 1000
) -> tuple[float, Care]:
    """Look twice a second; tell when something is to be done, and what."""
    at = since
    while at < until:
        care = watch.step(at, pulse and Pulse(at - since + (pulse.age or 0), pulse.plays))
        if care is not Care.NONE:
            return at, care
        at += 0.5
    raise AssertionError("nothing was done")


def test_a_page_that_hangs_has_a_fresh_browser_after_five_seconds(watch: Watch) -> None:
    at, care = when(watch, 10, Pulse(0.5))
    assert (at, care) == (14.5, Care.BROWSER)


def test_it_is_looked_at_when_it_is_due(watch: Watch) -> None:
    assert watch.due == pytest.approx(14.5)


def test_a_page_that_is_gone_is_opened_anew_at_once(watch: Watch) -> None:
    assert watch.broken(11) is Care.PAGE
    assert not watch.is_well


def test_a_page_that_is_gone_again_before_it_beat_needs_a_browser(watch: Watch) -> None:
    watch.broken(11)
    assert watch.broken(12) is Care.BROWSER
    assert watch.broken(13) is Care.NONE


def test_what_was_told_before_is_no_sign_of_life(watch: Watch) -> None:
    watch.broken(11)
    at, care = when(watch, 12, Pulse(2.0))
    assert (at, care) == (17, Care.BROWSER)


def test_a_page_that_beats_again_is_well(watch: Watch) -> None:
    watch.broken(11)
    beating(watch, 13, 20)
    assert watch.is_well
    assert watch.broken(21) is Care.PAGE


def test_the_page_of_a_silent_house_is_not_to_blame(watch: Watch) -> None:
    for second in range(11, 600):
        assert watch.step(second, None) is Care.NONE
    assert watch.is_hopeful(599)


def test_a_page_that_shows_that_nothing_answered_is_opened_anew_when_the_house_is_back(
    watch: Watch,
) -> None:
    for second in range(11, 20):
        watch.step(second, None)
    assert watch.step(20, Pulse(None)) is Care.NONE
    assert watch.step(22, Pulse(None)) is Care.PAGE


def test_under_a_game_or_in_the_dark_a_page_need_not_beat(watch: Watch) -> None:
    for second in range(11, 300):
        assert watch.step(second, Pulse(second - 10, plays=True)) is Care.NONE
        assert watch.step(second, Pulse(second - 10, dark=True)) is Care.NONE
    assert watch.step(301, Pulse(291.0)) is Care.NONE
    assert watch.step(303, Pulse(293.0)) is Care.BROWSER


def test_without_a_page_on_purpose_there_is_hope_however_long_that_takes(watch: Watch) -> None:
    for second in range(11, 600):
        watch.wait(second)
        assert watch.is_hopeful(second + 1)
    watch.begin(600)
    assert when(watch, 600, Pulse(None)) == (625, Care.BROWSER)
    assert watch.is_hopeful(740)
    assert not watch.is_hopeful(750)


def test_it_never_gives_up_and_grows_more_patient(watch: Watch) -> None:
    now, seen = 15.5, []
    for _ in range(12):
        at, care = when(watch, now, Pulse(None), until=now + 1000)
        seen.append((care, at - now))
        watch.begin(at)
        now = at
    cares, pauses = zip(*seen, strict=True)
    assert cares[:3] == (Care.BROWSER, Care.BROWSER, Care.ALL)
    assert list(pauses[1:]) == sorted(pauses[1:])
    assert max(pauses) <= 100
    assert cares[-1] is not Care.NONE


def test_what_cannot_be_mended_is_left_to_systemd(watch: Watch) -> None:
    assert watch.is_hopeful(100)
    when(watch, 11, Pulse(None))
    assert not watch.is_hopeful(200)
