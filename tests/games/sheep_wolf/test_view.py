import pytest

from games.sheep_wolf import rules, view
from games.stage.canvas import Canvas
from games.stage.round_scene import TICK, Deal
from games.stage.script import Cue
from games.stage.stage import NAP
from games.words import speaker
from tests.games.unseen import Voice, stage


def room(level: int, seats: int = 1) -> view.Room:
    deal = Deal(rules, "stopping", level, 5, seats, 0, still=False)
    return view.Room(deal, (154, 92), 0.0, lambda _: None)


def let_time_pass(scene: view.Room) -> float:
    now = scene.due()
    assert now is not None
    scene.step(now)
    return now


@pytest.mark.parametrize("level", range(1, 13))
def test_what_a_level_asks_is_said_in_mandarin(level: int) -> None:
    assert speaker("zh_Hans")(room(level).prompt) != room(level).prompt


def test_where_others_come_in_it_is_said_anew() -> None:
    scene = room(11)
    first = scene.prompt
    while scene.round.at < rules.WALK:
        let_time_pass(scene)
    assert scene.prompt != first
    assert speaker("zh_Hans")(scene.prompt) != scene.prompt


def test_nothing_is_drawn_while_an_animal_stands_and_waits() -> None:
    scene = room(1)
    came_at = let_time_pass(scene)
    assert rules.stands(scene.round)
    assert scene.moving(came_at + view.COMES / 2)
    assert not scene.moving(came_at + view.COMES)
    assert scene.due() == pytest.approx(came_at + scene.round.stay / 1000)
    assert scene.beat() > TICK


def test_a_tap_while_nobody_stands_there_does_nothing() -> None:
    scene = room(1)
    assert scene.press("choice:gate", 1.0) is None
    assert scene.round.let_in == ()
    let_time_pass(scene)
    assert scene.press("choice:gate", 4.0) == "pair"
    assert scene.press("choice:gate", 4.2) is None
    assert scene.round.let_in == (True,)


def test_without_motion_nothing_moves() -> None:
    deal = Deal(rules, "stopping", 1, 5, 1, 0, still=True)
    scene = view.Room(deal, (154, 92), 0.0, lambda _: None)
    assert not scene.moving(let_time_pass(scene))


def test_whoever_comes_last_is_seen_once_and_then_all_are_home() -> None:
    scene = room(1)
    animals = tuple("wolf" if at == 1 else "sheep" for at in range(rules.WALK))
    let_in = (False, False, *[True] * (rules.WALK - 3))
    scene.round = rules.Round(1, 1, 0, 3400, animals, let_in, since=rules.GAP)
    scene.choose(rules.GATE, 10.0)
    assert scene.is_over
    assert len(scene._herd(10.0 + view.GOES / 2)) == rules.WALK - 3
    assert len(scene._herd(10.1 + view.GOES)) == rules.WALK - 1


class Watched(view.Room):
    """Notes when, by the clock of the stage, each animal came to the gate; draws nothing."""

    def watch(self, clock: list[float]) -> None:
        self._clock, self.came = clock, list[float]()

    def passed(self, now: float) -> None:
        super().passed(now)
        if rules.stands(self.round) and self.round.at == len(self.came):
            self.came.append(self._clock[0])

    def draw(self, canvas: Canvas, now: float) -> None:
        pass


def test_no_animal_comes_while_it_is_said_who_may_come_in(clock: list[float]) -> None:
    deal, words = Deal(rules, "stopping", 11, 5, 1, 0, still=False), 6.0
    scene = Watched(deal, (154, 92), 0.0, lambda _: None)
    scene.watch(clock)
    stage(Voice(clock, words), [Cue("tap", "hint")] * 2 * rules.WALK).show(scene)
    assert scene.came[0] == pytest.approx(words + rules.BEGIN / 1000, abs=2 * NAP)
    before, after = scene.came[rules.WALK - 1 : rules.WALK + 1]
    assert after - before > words + rules.CHANGE / 1000 - view.GOES
