from hypothesis import given
from hypothesis import strategies as st

from hardware.held import Held

# What happens, and how long after what happened before.
happenings = st.lists(
    st.tuples(st.sampled_from(("begin", "end", "look")), st.floats(0, 10)), max_size=40
)


@given(st.floats(0.1, 10), happenings)
def test_it_counts_once_for_each_time_that_it_was_so_for_long_enough(
    seconds: float, happenings: list[tuple[str, float]]
) -> None:
    held, now, since, counted = Held(seconds), 0.0, None, 0
    for what, passed in happenings:
        now += passed
        if what == "begin":
            held.begin(now)
            since, counted = (now, 0) if since is None else (since, counted)
        elif what == "end":
            was_so = since is not None
            assert held.end() == (was_so and not counted)
            since, counted = None, 0
        elif held.step(now):
            counted += 1
            assert since is not None and now >= since + seconds
        assert counted <= 1
        if since is None or counted:
            assert held.due is None
        else:
            assert held.due == since + seconds


@given(st.floats(0.1, 10), st.floats(0, 1000))
def test_it_counts_at_the_moment_it_is_due_and_not_before(seconds: float, begun: float) -> None:
    held = Held(seconds)
    held.begin(begun)
    due = held.due
    assert due is not None
    assert not held.step(due - 0.01)
    assert held.step(due)
    assert not held.step(due + 100)


def test_what_is_said_again_does_not_begin_again() -> None:
    held = Held(2)
    held.begin(0)
    held.begin(1.5)
    assert held.step(2)
