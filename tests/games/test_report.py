import pytest
from hypothesis import given
from hypothesis import strategies as st

from games import report
from games.errors import GameError

EVENTS = st.one_of(
    st.just(report.Ready()),
    st.builds(report.Tagged, st.text()),
    st.builds(report.Ended, st.sampled_from(["done", "left", "idle", "stopped"])),
    st.builds(
        report.Answered,
        st.just("memory"),
        st.integers(1, 12),
        st.booleans(),
        st.integers(0, 10**6),
        st.integers(0, 3),
        st.integers(1, 4),
        st.sampled_from(["", "山"]),
    ),
    st.builds(
        report.Played,
        st.integers(1, 12),
        st.integers(0, 2**32),
        st.integers(1, 4),
        st.integers(0, 3),
        st.lists(st.one_of(st.integers(0, 9), st.just("go_on"), st.just({"tick": 250}))),
        st.booleans(),
        st.lists(st.sampled_from("山水火")),
    ),
)


@given(EVENTS)
def test_an_event_reads_back_as_it_was_written(event):
    line = report.write(event)
    assert "\n" not in line
    assert report.parse(line) == event


def test_a_game_that_tells_no_number_of_seats_is_played_alone():
    line = '{"event": "answer", "skill": "memory", "level": 2, "right": true, "ms": 9, "seat": 0}'
    assert report.parse(line) == report.Answered("memory", 2, True, 9, 0, seats=1, fact="")


@pytest.mark.parametrize(
    "line", ["", "hello", "[]", '{"event": "score"}', '{"event": "end", "why": 3}', '{"event": []}']
)
def test_a_line_that_is_no_event_is_refused(line):
    with pytest.raises(GameError):
        report.parse(line)


@pytest.mark.parametrize(("ms", "fits"), [(2**63 - 1, True), (2**63, False), (-(2**63), False)])
def test_a_number_that_no_table_holds_is_refused(ms: int, fits: bool) -> None:
    line = report.write(report.Answered("memory", 1, right=True, ms=ms, seat=0))
    if fits:
        assert report.parse(line)
    else:
        with pytest.raises(GameError):
            report.parse(line)
