from hypothesis import given
from hypothesis import strategies as st

from sync.hq.running.this_minute import ThisMinute


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 9), st.floats(0, 5))))
def test_each_has_a_count_of_its_own_within_a_minute(
    calls: list[tuple[str, int, float]],
) -> None:
    now = [1000.0]
    minute = ThisMinute(lambda: now[0])
    sums = {"a": 0, "b": 0}
    for who, amount, passed in calls:
        now[0] += passed / 100
        sums[who] += amount
        assert minute.add(who, amount) == sums[who]


def test_the_next_minute_begins_at_nothing() -> None:
    now = [1000.0]
    minute = ThisMinute(lambda: now[0])
    assert [minute.add("a"), minute.add("a")] == [1, 2]
    now[0] += 59.9
    assert minute.add("a") == 3
    now[0] += 0.2
    assert (minute.add("b"), minute.add("a")) == (1, 1)
