"""What a child sees and hears while it writes a character."""

import pytest

from games.catalog import find
from games.contract import rules_of
from games.hanzi_trace import layout, rules
from games.hanzi_trace.view import Room
from games.report import Answered, Event
from games.stage.round_scene import Deal
from tests.games.panels import SIZES, apart, check

GAME = find("hanzi_trace")
# Longer than a stroke takes.
LATER = 2.0


class Table:
    """A room, its clock and what it told."""

    def __init__(self, level: int = 4, seed: int = 3, seats: int = 1) -> None:
        self.now, self.told = 0.0, list[Event]()
        deal = Deal(rules_of(GAME), GAME.skill, level, seed, seats, 0, still=False)
        self.room = Room(deal, SIZES["7 inch"], 0.0, self.told.append)

    def tap(self, choice: int | str) -> None:
        self.now += LATER
        self.room.press(f"stroke:{choice}", self.now)

    def miss(self) -> None:
        later = [one for one in self.room.places() if one != self.room.round.written]
        self.tap(later[0])

    def write(self) -> None:
        while not rules.is_written(self.room.round):
            self.tap(self.room.round.written)

    @property
    def answers(self) -> list[bool]:
        return [one.right for one in self.told if isinstance(one, Answered)]


def test_the_first_character_is_asked_for_and_a_written_one_is_named_again():
    table = Table()
    said = table.room.character.said
    assert table.room.says() == (Room.alone, said)
    table.write()
    assert table.room.says() == (said,)
    table.tap(rules.GO_ON)
    assert table.room.says() == (table.room.character.said, Room.alone)


def test_several_are_asked_to_take_turns():
    assert Table(seats=3).room.says()[0] == Room.together


def test_the_next_stroke_is_shown_when_two_were_put_aside():
    table = Table()
    table.miss()
    assert not table.room.insists()
    table.miss()
    assert table.room.insists()
    assert table.room.hint() == f"stroke:{table.room.round.written}"


def test_what_is_shown_is_not_known_and_to_go_on_is_no_question():
    table = Table()
    table.room.showing_how()
    table.write()
    table.room.showing_how()
    table.tap(rules.GO_ON)
    table.write()
    assert table.answers == [False, True]


def test_the_time_of_a_character_begins_with_it():
    table = Table()
    table.write()
    table.now += 30
    table.tap(rules.GO_ON)
    strokes = len(table.room.character.strokes)
    table.write()
    assert table.told[-1].ms == strokes * LATER * 1000


def test_nothing_is_heard_while_the_brush_writes():
    table = Table()
    table.tap(0)
    table.room.press("stroke:1", table.now + 0.1)
    assert table.room.round.written == 1


@pytest.mark.parametrize("panel", SIZES)
def test_the_cards_stand_beside_the_sheet(panel):
    size = SIZES[panel]
    for count in range(1, 5):
        for card in layout.cards(count, size):
            assert apart(card, layout.sheet(size)) >= 4 - 0.001
    assert layout.sheet(size).w > 2.5 * layout.cards(4, size)[0].w


def test_the_cards_can_be_tapped_on_a_screen_that_stands_upright_or_is_nearly_square():
    for size in ((154.0, 256.7), (123.0, 92.0)):
        for count in range(1, 5):
            cards = layout.cards(count, size)
            check(cards, size)
            assert all(apart(card, layout.sheet(size)) >= 4 - 0.001 for card in cards)
        check([layout.done(size)[2]], size)
