"""The calm end comes to be seen, and stays no longer than who looks at it likes."""

import pytest

from games.stage.scenes import LOOK, STAY, Goodbye

BEGUN = 30.0


@pytest.fixture
def end() -> Goodbye:
    return Goodbye((154.0, 92.0), BEGUN, "You found them.", ["1F411"])


def test_fingers_that_still_tap_what_was_there_before_do_not_end_it_unseen(end: Goodbye) -> None:
    for tap in (0.05, 0.3, LOOK - 0.01):
        assert end.press("end", BEGUN + tap) is None
        assert not end.done
    assert end.press("end", BEGUN + LOOK) == "tap"
    assert end.done


def test_it_ends_by_itself(end: Goodbye) -> None:
    assert end.due() == BEGUN + STAY
    end.step(BEGUN + STAY - 0.1)
    assert not end.done
    end.step(BEGUN + STAY)
    assert end.done
