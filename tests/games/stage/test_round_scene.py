"""A round in which time passes: what passed before a press counts before it."""

from dataclasses import dataclass, replace

from games.contract import Attempt
from games.report import Answered
from games.stage.area import Area
from games.stage.round_scene import TICK, Deal, RoundScene


@dataclass(frozen=True)
class Round:
    ms: int = 0
    caught: int = 0


class Catching:
    """Rules in which something is there for the first of every two seconds."""

    Round = Round

    def new_round(self, *_: object) -> Round:
        return Round()

    def choices(self, now: Round) -> list[str]:
        return ["it"] if now.ms < 1000 else []

    def answer(self, now: Round, choice: object) -> tuple[Round, Attempt | None]:
        if choice not in self.choices(now):
            return now, None
        return replace(now, caught=now.caught + 1), Attempt(0, right=True)

    def tick(self, now: Round, ms: int) -> tuple[Round, Attempt | None]:
        is_new = now.ms + ms >= 2000
        return replace(now, ms=(now.ms + ms) % 2000), Attempt(0, right=False) if is_new else None

    def hint(self, now: Round) -> str | None:
        return "it" if self.choices(now) else None

    def noisy(self, now: Round, _: object) -> str | None:
        return self.hint(now)

    def result(self, now: Round) -> tuple[str, ...] | None:
        return ("1F31E",) if now.caught == 3 else None


class Room(RoundScene):
    def places(self):
        return {"it": Area(50, 50, 20, 20)}

    def passed(self, now: float) -> None:
        self.passed_at = now


def scene(told: list) -> Room:
    return Room(Deal(Catching(), "stopping", 1, 1, 1, 0, still=False), (154, 92), 0.0, told.append)


def test_time_passes_in_beats_and_each_beat_is_a_move():
    room = scene([])
    assert room.due() == TICK
    room.step(0.3)
    assert (room.round.ms, room.moves, room.passed_at) == (300, [{"tick": 300}], 0.3)
    assert room.due() == 0.3 + TICK


def test_what_is_gone_by_the_clock_cannot_be_pressed_any_more():
    room = scene([])
    room.step(0.9)
    assert room.press("choice:it", 1.2) is None
    assert room.round == Round(1200)


def test_a_press_counts_for_what_is_there_when_it_comes():
    told: list = []
    room = scene(told)
    assert room.press("choice:it", 0.6) == "pair"
    assert room.moves == [{"tick": 600}, "it"]
    assert told == [Answered("stopping", 1, right=True, ms=600, seat=0)]


def test_while_the_hand_shows_how_what_goes_by_untouched_tells_nothing():
    told: list = []
    room = scene(told)
    room.showing_how()
    room.step(2.0)
    assert told == []
    room.press("choice:it", 2.9)
    assert [one.right for one in told] == [False]
    room.step(4.1)
    room.press("choice:it", 4.8)
    assert [one.right for one in told] == [False, False, True]


class Vanishing(Room):
    """A room that offers only what is there now."""

    def places(self):
        return super().places() if self.deal.rules.choices(self.round) else {}


def test_a_press_that_comes_just_after_something_went_finds_nothing():
    deal = Deal(Catching(), "stopping", 1, 5, 1, 0, still=True)
    room = Vanishing(deal, (154.0, 92.0), 0.0, lambda _: None)
    assert [target.name for target in room.targets()] == ["choice:it"]
    assert room.press("choice:it", 1.5) is None
    assert room.round.caught == 0
