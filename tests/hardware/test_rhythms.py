from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from hardware.rhythms import CALLING, MOST_FLASHES, RING, SIGNS, STEADY, TAKEN, Mood, Rhythm

levels = st.floats(0, 1)
steps = st.lists(st.tuples(levels, st.floats(0.05, 5)), min_size=1, max_size=6).map(tuple)
times = st.floats(0, 500)


def flashes(rhythm: Rhythm) -> list[float]:
    """Seconds from one lighting up to the next, over two rounds."""
    starts, at = [], 0.0
    before = rhythm.steps[-1][0]
    for level, seconds in rhythm.steps * 2:
        if level > before:
            starts.append(at)
        at, before = at + seconds, level
    return [later - one for one, later in pairwise(starts)]


@given(steps, times)
def test_a_level_stays_until_it_is_said_to_change(found: tuple, elapsed: float) -> None:
    rhythm = Rhythm(found)
    level, left = rhythm.at(elapsed)
    assert level in {one for one, _ in found}
    if left is None:
        assert len(found) == 1
    else:
        assert 0 <= left <= max(seconds for _, seconds in found)
        assert rhythm.at(elapsed + left * 0.9)[0] == level


@given(steps, times, st.integers(1, 5))
def test_a_rhythm_begins_anew_after_its_last_step(
    found: tuple, elapsed: float, rounds: int
) -> None:
    rhythm = Rhythm(found)
    late = elapsed % rhythm.seconds
    ends, total = [], 0.0
    for _, seconds in found:
        total += seconds
        ends.append(total)
    if min(abs(late - end) for end in [0.0, *ends]) > 1e-6:
        assert rhythm.at(late)[0] == rhythm.at(late + rounds * rhythm.seconds)[0]


@given(steps)
def test_what_sounds_once_is_silent_then(found: tuple) -> None:
    rhythm = Rhythm(found, repeats=False)
    assert rhythm.at(rhythm.seconds + 0.01) == (0.0, None)


def test_every_mood_has_a_sign_told_apart_by_rhythm_alone() -> None:
    assert set(SIGNS) == set(Mood)
    for one, other in combinations(SIGNS.values(), 2):
        assert one.rhythm.steps != other.rhythm.steps
        assert one.colour != other.colour
    # Not only in their figures: how often each lights up in a minute differs by a half at least.
    a_minute = sorted(60 / min(flashes(one.rhythm), default=60) for one in SIGNS.values())
    assert all(later >= 1.5 * one for one, later in pairwise(a_minute))


def test_no_light_is_half_lit() -> None:
    levels = {level for sign in SIGNS.values() for level, _ in sign.rhythm.steps}
    assert levels | {one for sign in SIGNS.values() for one in sign.colour} == {0, 1}


def test_nothing_flashes_faster_than_is_safe() -> None:
    for rhythm in (CALLING, *(sign.rhythm for sign in SIGNS.values())):
        assert all(gap >= 1 / MOST_FLASHES for gap in flashes(rhythm))


def test_a_steady_light_wakes_nobody() -> None:
    assert STEADY.at(3.7) == (1.0, None)


def test_tones_are_short() -> None:
    assert max(RING.seconds, TAKEN.seconds) < 1
