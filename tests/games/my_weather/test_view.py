from itertools import product

from games.my_weather import rules, view
from games.my_weather.content import UNKNOWN, weathers_at
from games.stage.round_scene import Deal


def room(*choices: str) -> view.Room:
    deal = Deal(rules, "weather", 12, 5, 1, 0, still=True)
    scene = view.Room(deal, (154, 92), 0.0, lambda _: None)
    for now, choice in enumerate(choices, 1):
        assert scene.press(f"card:{choice}", float(now)) == "turn"
    return scene


def test_what_is_said_aloud_is_the_same_whatever_was_chosen():
    chosen = [*product(weathers_at(12), (*rules.PLACES, UNKNOWN)), (UNKNOWN,)]
    assert {room(*one).says() for one in chosen} == {(view.Room.what,)}
    assert {room(one).says() for one in weathers_at(12)} == {(view.Room.allowed, view.Room.where)}


def test_an_idea_is_told_and_so_is_that_none_is_needed():
    assert room("thunder", "belly", rules.TALK).says() == ("You can talk with the teacher.",)
    assert room("thunder", "belly", UNKNOWN).says() == (view.Room.nothing,)
    over = room("thunder", "belly", UNKNOWN, rules.GO_ON)
    assert over.is_over
    assert over.says() == ()
