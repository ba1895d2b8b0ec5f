from itertools import combinations

import pytest

from kiosk.domain.codes import THINGS, is_whole, opens, write


def test_the_order_of_the_taps_tells_nothing() -> None:
    for one, other in combinations(THINGS, 2):
        assert write([one, other]) == write([other, one])
        assert opens(write([one, other]), {other, one})


def test_another_pair_does_not_open() -> None:
    code = write(THINGS[:2])
    assert [pair for pair in combinations(THINGS, 2) if opens(code, pair)] == [THINGS[:2]]


@pytest.mark.parametrize(
    "things",
    [[], THINGS[:1], [THINGS[0]] * 2, THINGS[:3], ["1F43C", "1F302"], [THINGS[0], "1F43C"]],
)
def test_what_is_no_pair_of_things_is_no_code(things) -> None:
    with pytest.raises(ValueError, match="two of the nine"):
        write(things)


def test_nine_things_are_nine() -> None:
    assert len(set(THINGS)) == 9
    assert not is_whole([THINGS[0]])
