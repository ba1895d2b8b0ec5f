import pytest

from games.number_road import rules, view
from games.report import Answered
from games.stage.round_scene import Deal
from games.words import speaker

CALM = 10.0


def room(level: int, told: list | None = None, seats: int = 1) -> view.Room:
    tell = (told if told is not None else []).append
    return view.Room(Deal(rules, "numbers", level, 5, seats, 0, still=False), (154, 92), 0.0, tell)


def wrong(scene: view.Room) -> str:
    choices = rules.choices(scene.round)
    return f"stone:{next(one for one in choices if one != rules.hint(scene.round))}"


def test_what_the_round_is_about_is_said_first_and_then_where_it_stands():
    scene = room(1)
    assert scene.says() == (scene.alone, *rules.asks(scene.round))
    assert scene.press(scene.hint(), CALM) == "pair"
    reached = rules.spoken(scene.round.stops[0])
    assert scene.says() == (reached, *rules.asks(scene.round))


def test_where_a_number_is_to_be_found_no_other_is_said_before_it():
    scene = room(8)
    scene.press(scene.hint(), CALM)
    assert scene.says() == rules.asks(scene.round)


def test_a_number_that_was_counted_in_dots_is_said_before_the_next_dots():
    scene = room(4)
    assert scene.press(scene.hint(), CALM) == "pair"
    reached = rules.spoken(scene.round.stops[0])
    assert scene.says() == (reached, *rules.asks(scene.round))


def test_a_miss_is_counted_once_more_and_the_second_together():
    scene = room(5)
    assert scene.press(wrong(scene), CALM) == "back"
    assert scene.says()[0] == scene.missed
    assert not scene.insists()
    scene.press(wrong(scene), 2 * CALM)
    assert scene.says()[0] == scene.helps
    assert scene.insists()


def test_on_its_way_it_steps_on_every_stone_between_and_nothing_else_counts():
    scene = room(5)
    start = scene.round
    scene.press(scene.hint(), CALM)
    assert scene._way() == list(range(start.start, start.stops[0] + 1))
    hopped = CALM + view.HOP * (len(scene._way()) - 1)
    assert scene.moving(hopped)
    assert scene.press(scene.hint(), hopped) is None
    assert not scene.moving(hopped + view.LOOKS + 0.01)


def test_time_to_think_begins_when_it_has_arrived():
    told: list = []
    scene = room(5, told)
    scene.press(scene.hint(), CALM)
    hops = len(scene._way()) - 1
    scene.press(scene.hint(), 2 * CALM)
    assert isinstance(told[-1], Answered)
    assert told[-1].ms == round((CALM - view.LOOKS - view.HOP * hops) * 1000)


def test_the_end_is_seen_when_the_last_hop_is_done():
    scene = room(1)
    now = 0.0
    while not scene.is_over:
        now += CALM
        scene.press(scene.hint(), now)
    assert scene.due() >= now + view.HOP + view.LOOKS + scene.joy
    scene.step(scene.due())
    assert scene.done


@pytest.mark.parametrize("name", ["alone", "together", "missed", "helps", "praise"])
def test_what_is_said_is_said_in_mandarin(name):
    text = getattr(view.Room, name)
    assert speaker("zh_Hans")(text) != text
