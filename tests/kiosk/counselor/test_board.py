"""A day laid out for the counselor, from visits as they may be numbered."""

from datetime import UTC, datetime, timedelta

from kiosk.counselor.board import lay_out
from kiosk.domain.ages import AgeBand
from kiosk.domain.children import Child
from kiosk.domain.visits import Arrival, Visit

EIGHT = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
PANDA = Child("a1", "小竹", "1F43C", "leaf", AgeBand.SMALL, "zh_Hans")


def visit(seq: int, came: int, left: int | None, how: Arrival = Arrival.TOUCH) -> Visit:
    """Make a visit that began and ended so many hours after eight."""
    end = None if left is None else EIGHT + timedelta(hours=left)
    return Visit(seq, PANDA.id, EIGHT.date(), EIGHT + timedelta(hours=came), end, how)


def test_who_is_here_is_here_though_a_visit_from_paper_has_a_later_number() -> None:
    board = lay_out({PANDA.id: PANDA}, [visit(1, 2, None), visit(9, 3, 4, Arrival.PAPER)], [], [])
    (stay,) = board.here
    assert (stay.visit, board.gone) == (1, ())


def test_the_last_visit_is_the_last_by_its_time_not_by_its_number() -> None:
    board = lay_out({PANDA.id: PANDA}, [visit(3, 5, 6), visit(9, 1, 2, Arrival.PAPER)], [], [])
    (stay,) = board.gone
    assert (stay.visit, board.here) == (3, ())
