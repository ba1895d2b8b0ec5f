from itertools import combinations

import pytest

from games.number_road import layout, stones
from games.stage.area import corners
from tests.games.panels import PANELS, SIZES, apart, check


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("rows", [1, 2, 3])
def test_a_small_hand_can_hit_every_stone_and_nothing_covers_another(panel, rows):
    board = layout.board(rows, SIZES[panel])
    check(list(board.stones), SIZES[panel])
    shown = [board.card, board.home, *board.stones, *corners(SIZES[panel])]
    assert all(apart(one, other) >= 0 for one, other in combinations(shown, 2))
    assert all(apart(board.start, other) >= 0 for other in shown if other is not board.home)


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("rows", [1, 2, 3])
def test_what_is_asked_and_the_way_are_large_enough_to_be_seen(panel, rows):
    board = layout.board(rows, SIZES[panel])
    assert min(board.card.w, board.card.h) >= 13
    assert min(board.home.w, board.start.w) >= 13
    assert board.sky.h >= 10


def test_a_row_of_dots_has_five_at_most():
    assert [stones.dots_size(count) for count in (1, 5, 6, 10)] == [(1, 1), (5, 1), (5, 2), (5, 2)]
    assert stones.dots(7).count("<circle") == 7


@pytest.mark.parametrize("number", [16, 47, 99])
def test_rods_show_all_of_a_number_within_their_frame(number):
    assert stones.rods(number).count("<rect") == number
    tens, ones = divmod(number, 10)
    widest = tens * 1.5 + (1.2 if ones > 5 else 0) + 1
    assert stones.rods_size(number)[0] >= widest - 0.001
