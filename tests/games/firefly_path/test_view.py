"""A child who knows the way is heard at every bush, however quickly she taps."""

import pytest

from games.catalog import find
from games.contract import rules_of
from games.firefly_path.view import BEGIN, Room
from games.report import Answered, Event
from games.stage.canvas import Canvas
from games.stage.round_scene import Deal
from games.stage.touch import LOCKOUT
from tests.games.unseen import Voice, stage


def tap_every_way(level: int, gap: float, taps: int = 1) -> list[bool | None]:
    """Tap each way as the firefly flew it, and tell what each was taken for."""
    told: list[Event] = []
    deal = Deal(rules_of(find("firefly_path")), "span", level, 42, 1, 0, False)
    room, now = Room(deal, (154.0, 92.0), 0.0, told.append), 0.0
    while not room.is_over:
        while room.flying:
            now = room.due()
            room.step(now)
        now += 1.0
        for bush in room.round.ways[room.round.way]:
            for _ in range(taps):
                room.press(f"bush:{bush}", now)
                now += gap
    return [one.right for one in told if isinstance(one, Answered)]


@pytest.mark.parametrize("gap", [0.1, 0.3, LOCKOUT, 1.0])
@pytest.mark.parametrize("level", [1, 5, 9])
def test_a_way_that_is_tapped_quickly_is_right(level: int, gap: float) -> None:
    assert tap_every_way(level, gap) == [True, True, True]


@pytest.mark.parametrize("level", [1, 5, 9])
def test_a_finger_that_trembles_makes_no_way_wrong(level: int) -> None:
    assert tap_every_way(level, 0.1, taps=3) == [True, True, True]


def test_no_hand_points_at_a_bush_that_does_not_answer() -> None:
    deal = Deal(rules_of(find("firefly_path")), "span", 5, 42, 1, 0, False)
    room = Room(deal, (154.0, 92.0), 0.0, lambda _: None)
    assert (room.flying, room.hint()) == (True, None)
    while room.flying:
        room.step(room.due())
    next_bush = room.round.ways[0][0]
    assert room.hint() == f"bush:{next_bush}"
    now = room.asked_at + 1.0
    room.press(f"bush:{next(one for one in room.places() if one != next_bush)}", now)
    assert (room.flying, room.hint()) == (True, None)


class Unseen(Room):
    """A round that notes when the firefly lights its first bush, and ends then."""

    def draw(self, canvas: Canvas, now: float) -> None:
        pass

    def step(self, now: float) -> str | None:
        self.done = True
        return super().step(now)


def test_the_firefly_flies_when_what_to_do_was_heard(clock: list[float]) -> None:
    deal = Deal(rules_of(find("firefly_path")), "span", 5, 42, 1, 0, False)
    stage(Voice(clock, 5.0)).show(Unseen(deal, (154.0, 92.0), 0.0, lambda _: None))
    # Its time goes on while the bushes come to rest.
    assert clock[0] == pytest.approx(5.0 + BEGIN - Room.look, abs=0.1)
