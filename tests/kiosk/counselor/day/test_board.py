from datetime import date, datetime, timedelta

from kiosk.counselor.day.board import Board, lay_out
from kiosk.domain.ages import AgeBand
from kiosk.domain.children import Child
from kiosk.domain.moment import HOUSE_ZONE
from kiosk.domain.talks import Talk
from kiosk.domain.visits import Arrival, Visit

DAY = date(2026, 11, 24)
CARDS = {
    name: Child(name, name, "1F43C", "leaf", AgeBand.SMALL, "zh_Hans") for name in ("panda", "owl")
}


def at(hour: int) -> datetime:
    return datetime(2026, 11, 24, hour, tzinfo=HOUSE_ZONE)


def touched(seq: int, came: int, left: int | None = None, child: str = "panda") -> Visit:
    return Visit(seq, child, DAY, at(came), at(left) if left else None, Arrival.TOUCH)


def on_paper(seq: int, came: int, left: int) -> Visit:
    return Visit(seq, "panda", DAY, at(came), at(left), Arrival.PAPER)


def of_day(*visits: Visit) -> Board:
    return lay_out(CARDS, visits, (), ())


def test_a_child_who_is_here_stays_here_when_an_earlier_visit_is_copied_from_paper() -> None:
    for copied in (on_paper(9, 9, 10), on_paper(9, 16, 17)):
        board = of_day(touched(5, 15), copied)
        assert ([stay.visit for stay in board.here], board.gone) == ([5], ())


def test_of_two_visits_that_ended_the_later_is_shown_whatever_their_numbers() -> None:
    for visits in (
        [touched(5, 14, 16), on_paper(9, 9, 10)],
        [on_paper(9, 9, 10), touched(5, 14, 16)],
    ):
        board = of_day(*visits)
        assert board.here == ()
        assert [(stay.visit, stay.arrived, stay.left) for stay in board.gone] == [
            (5, at(14), at(16))
        ]


def test_of_two_visits_that_never_ended_the_later_is_shown() -> None:
    assert [stay.visit for stay in of_day(touched(7, 15), touched(8, 9)).here] == [7]


def test_the_first_to_come_stands_first_by_the_visit_that_is_shown() -> None:
    board = of_day(touched(2, 15), touched(3, 9, child="owl"), on_paper(4, 8, 9))
    assert [stay.child.id for stay in board.here] == ["owl", "panda"]


def test_those_who_asked_are_shown_once_each_and_the_unknown_each_time() -> None:
    asked = ("panda", None, "owl", None, "panda")
    talks = [
        Talk(str(seq), child, at(8) + timedelta(minutes=seq), answered=False, seq=seq)
        for seq, child in enumerate(asked)
    ]
    requests = lay_out(CARDS, (), (), talks).requests
    assert [(one.id, one.child.id if one.child else None) for one in requests] == [
        ("0", "panda"),
        ("1", None),
        ("2", "owl"),
        ("3", None),
    ]
