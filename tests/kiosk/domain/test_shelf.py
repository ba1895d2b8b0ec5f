from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.shelf import ON_A_BOARD, board, of_the_day

GAMES = st.lists(st.integers(), unique=True, max_size=30)


@given(st.text(), st.dates(), GAMES)
def test_no_game_is_lost_and_a_day_has_one_order(child: str, day: date, games: list[int]) -> None:
    found = of_the_day(child, day, games)
    assert sorted(found) == sorted(games)
    assert found == of_the_day(child, day, games)


def test_over_a_month_every_game_stands_in_front() -> None:
    days = [date(2026, 11, 1) + timedelta(days=day) for day in range(60)]
    assert {of_the_day("panda", day, range(6))[0] for day in days} == set(range(6))


@given(GAMES)
def test_all_boards_together_are_the_shelf_and_none_is_much_fuller(games: list[int]) -> None:
    boards = [board(games, number) for number in range(1, board(games, 1).of + 1)]
    assert [game for one in boards for game in one.things] == games
    lengths = [len(one.things) for one in boards]
    assert len(boards) == max(-(-len(games) // ON_A_BOARD), 1)
    assert max(lengths) <= ON_A_BOARD and max(lengths) - min(lengths) <= 1


@given(GAMES, st.integers())
def test_a_board_that_is_not_there_is_the_nearest_one(games: list[int], number: int) -> None:
    found = board(games, number)
    assert 1 <= found.number <= found.of
    assert found.number == number or number < 1 or number > found.of
