"""What is heard in each step, whose card it is, and what is shown of it."""

import pytest

from games.peace_steps import rules, view
from games.stage.round_scene import Deal
from games.words import speaker

SIZE = (154, 92)


def room(scene: str, *offers: tuple[int | str, ...], seats: int = 1) -> view.Room:
    deal = Deal(rules, "peace", 5, 5, seats, 0, still=True)
    made = view.Room(deal, SIZE, 0.0, lambda _: None)
    made.round = rules.Round(5, seats, scene, offers)
    return made


def nickname() -> view.Room:
    return room("nickname", ("hit", "count", "run"), (2, 0, 1), (1, 2, 0))


def tap(scene: view.Room, *names: int | str) -> str | None:
    sound = None
    for name in names:
        sound = scene.press(f"choice:{name}", 1.0)
    return sound


def test_a_scene_is_told_and_asked_about_and_its_cards_are_read_in_their_order() -> None:
    scene = nickname()
    told, asks, *cards = scene.says()
    assert (told, asks) == (scene.scene.tells, view.Room.alone)
    assert cards == ["Hit", "Count to five on the fingers", "Run off in anger"]


def test_what_was_said_well_is_heard_once_more_before_the_next_question() -> None:
    scene = nickname()
    tap(scene, "count", 0)
    first, asks, *cards = scene.says()
    assert first == scene.scene.sayings[0].says
    assert asks == view.Room.ask_solve
    assert cards == [scene.scene.ways[one].says for one in (1, 2, 0)]


def test_what_helps_nobody_is_told_with_what_comes_of_it_and_the_rest_is_read_again() -> None:
    scene = nickname()
    assert tap(scene, "count", 0, 1) == "back"
    assert list(scene.says()) == [
        scene.scene.ways[1].then,
        *(scene.scene.ways[one].says for one in (2, 0)),
    ]
    assert set(scene.places()) == {2, 0}
    assert len(scene._cards()) == 3


def test_what_brings_peace_is_shown_until_one_goes_on() -> None:
    scene = nickname()
    assert tap(scene, "count", 0, 2) == "pair"
    assert list(scene.says()) == [scene.scene.ways[2].then]
    assert set(scene.places()) == {rules.GO_ON}
    assert not scene.insists()
    assert tap(scene, rules.GO_ON) == "turn"
    assert scene.is_over and list(scene.says()) == []


def test_what_is_left_alone_is_done_together() -> None:
    scene = nickname()
    tap(scene, "hit")
    assert not scene.insists()
    tap(scene, "run")
    assert scene.insists()
    assert scene.hint() == "choice:count"


def test_the_card_that_is_being_read_is_shown_with_its_words() -> None:
    scene = nickname()
    assert scene._shown() == (scene.scene.tells, None)
    assert not scene.saying(0)
    assert scene.saying(3)
    assert scene._shown() == ("Count to five on the fingers", "count")
    assert scene.saying(None)
    tap(scene, "count")
    assert scene._shown() == (view.Room.ask_say, None)
    assert scene.saying(0)
    assert scene._shown() == ("Counted to five: the anger is smaller.", None)


def test_a_line_that_is_there_no_more_shows_nothing_wrong() -> None:
    scene = nickname()
    scene.saying(4)
    tap(scene, "count", 0, 0)
    assert scene._shown() == (scene.scene.ways[0].then, None)


@pytest.mark.parametrize(
    ("name", "move", "asks"),
    [
        ("shoved", "away", (view.Room.safe_first, view.Room.ask_adult, view.Room.ask_then)),
        ("chat_group", "put_down", (view.Room.alone, view.Room.ask_adult, view.Room.ask_then)),
        ("nickname", "count", (view.Room.alone, view.Room.ask_say, view.Room.ask_solve)),
    ],
)
def test_where_only_an_adult_can_help_one_asks_how_to_tell(name, move, asks) -> None:
    scene = room(name, (move, "hit"), (0, 1, 2), (0, 1, 2))
    heard = [scene.says()[1]]
    for choice in (move, 0):
        tap(scene, choice)
        heard.append(scene.says()[1])
    assert tuple(heard) == asks
    assert all(speaker("zh_Hans")(one) != one for one in heard)


def test_an_adult_stands_at_the_good_end_and_not_at_another_one() -> None:
    scene = room("lunch_money", ("away", "rush"), (0, 1, 2), (0, 1, 2))
    teacher = "1F469-200D-1F3EB"
    assert scene.scene.two(well=True)[1] == teacher
    assert scene.scene.two()[1] != teacher
