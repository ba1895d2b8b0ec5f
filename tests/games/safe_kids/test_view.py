"""What a child knew is told truly."""

from games.report import Answered, Event
from games.safe_kids import rules
from games.safe_kids.view import Room
from games.stage.round_scene import Deal
from tests.games.panels import SIZES

# Longer than an answer is looked at.
LATER = 2.0


def answers(*, helped_to_choose: bool, helped_to_go_on: bool) -> list[bool]:
    """Play a scene and the next one; tell what was known."""
    told: list[Event] = []
    deal = Deal(rules, "safety", 3, 5, 1, 0, still=False)
    room = Room(deal, SIZES["7 inch"], 0.0, told.append)
    for at, helped in enumerate((helped_to_choose, helped_to_go_on, False), 1):
        if helped:
            room.showing_how()
        room.press(f"way:{rules.hint(room.round)}", at * LATER)
    return [one.right for one in told if isinstance(one, Answered)]


def test_what_the_hand_showed_counts_not_as_known() -> None:
    assert answers(helped_to_choose=True, helped_to_go_on=False) == [False, True]


def test_who_is_shown_to_go_on_knows_the_next_answer_all_the_same() -> None:
    assert answers(helped_to_choose=False, helped_to_go_on=True) == [True, True]


def test_how_long_a_child_hears_why_is_no_part_of_its_next_answer() -> None:
    told: list[Event] = []
    room = Room(Deal(rules, "safety", 3, 5, 1, 0, still=False), SIZES["7 inch"], 0.0, told.append)
    for now in (2.0, 30.0, 33.0):
        room.press(f"way:{rules.hint(room.round)}", now)
    assert [one.ms for one in told if isinstance(one, Answered)] == [2000, 3000]
