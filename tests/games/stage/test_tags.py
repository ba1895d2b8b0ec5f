"""A tag held up while a game is on is heard by the game, answered, and told to the house."""

from collections.abc import Iterator, Sequence

import pygame
import pytest

from games.palette import palette
from games.report import Event, Tagged
from games.stage import tags
from games.stage.area import MAIN, MARGIN, Area, Target
from games.stage.canvas import Canvas
from games.stage.scene import Scene
from games.stage.stage import Stage
from games.stage.tags import GAP, SEEN, WORDS, Reader
from games.stage.text import Text
from tests.games.unseen import Silence, Voice

NUMBER = "0004829173"
TAKES = 5.0


class Tale(Scene):
    """Says something, and notes how often its one thing was pressed and what it hears of itself."""

    prompt = "a tale"

    def __init__(self) -> None:
        self.pressed = 0
        self.learnt: list[int | None] = []

    def targets(self) -> Sequence[Target]:
        return [Target("thing", Area(50, 40, 20, 20))]

    def saying(self, at: int | None) -> bool:
        self.learnt.append(at)
        return False

    def press(self, name: str, now: float) -> str | None:
        self.pressed += 1
        return None

    def draw(self, canvas: Canvas, now: float) -> None:
        canvas.clear()


@pytest.fixture
def clock() -> list[float]:
    return [100.0]


@pytest.fixture
def told() -> list[Event]:
    return []


@pytest.fixture
def voice(clock: list[float]) -> Voice:
    return Voice(clock, TAKES)


@pytest.fixture
def stage(monkeypatch, clock, told, voice) -> Iterator[Stage]:
    pygame.display.init()
    canvas = Canvas(pygame.display.set_mode((800, 480)), 5.2, Text(str))
    stage = Stage(canvas, str.upper, voice, Silence(), told.append, iter(()), 1.0, None)
    monkeypatch.setattr(stage, "_clock", lambda: clock[0])
    yield stage
    pygame.display.quit()


def keys(sign: str) -> list[pygame.event.Event]:
    """Give what SDL tells of a key, and of what it types."""
    names = {"Enter": pygame.K_RETURN, "Shift": pygame.K_LSHIFT, "Right": pygame.K_RIGHT}
    pressed = pygame.event.Event(pygame.KEYDOWN, key=names.get(sign) or ord(sign.lower()))
    types = [] if sign in names else [pygame.event.Event(pygame.TEXTINPUT, text=sign)]
    return [pressed, *types]


def heard(signs: Sequence[str], gap: float = 0.01) -> list[str | None]:
    reader = Reader()
    return [
        reader.hear(event, at * gap) for at, sign in enumerate(signs, 1) for event in keys(sign)
    ]


def whole(found: list[str | None]) -> list[str]:
    return [one for one in found if one]


def live(stage: Stage, *signs: str) -> None:
    """Let one turn of the loop pass, after some keys."""
    for event in (event for sign in signs for event in keys(sign)):
        pygame.event.post(event)
    stage._wait(stage._clock())
    stage._speak_when_new()
    stage._follow_the_voice()
    stage._listen()
    stage._greet(stage._clock())
    stage._draw(stage.now())


def greets(stage: Stage) -> bool:
    canvas = stage.display.canvas
    edge = round((canvas.size[0] / 2 - MAIN + 3) * canvas.mm), round((MARGIN + 1.5) * canvas.mm)
    return canvas.surface.get_at(edge) != pygame.Color(palette()["paper"])


@pytest.mark.parametrize(
    ("signs", "number"),
    [
        ([*NUMBER, "Enter"], NUMBER),
        (["0", "4", "Shift", "A", "2", "Shift", "F", "Enter"], "04A2F"),
        ([*"04 27", "Enter"], "04 27"),
    ],
)
def test_what_a_reader_types_is_one_number(signs: list[str], number: str) -> None:
    assert whole(heard(signs)) == [number]


def test_what_a_person_types_and_the_keys_that_play_are_no_number() -> None:
    assert whole(heard([*NUMBER, "Enter"], gap=GAP + 0.01)) == []
    assert heard([*"123", "Enter"])[-1] is None
    assert [one for one in heard(["Right", " ", "Enter", *"    ", "Enter"]) if one != ""] == [
        None
    ] * 8


def test_a_key_whose_quick_second_press_is_taken_for_the_first_is_typed_twice() -> None:
    reader, (pressed, typed) = Reader(), keys("0")
    enter = keys("Enter")[0]
    found = [reader.hear(one, 1.0) for one in (pressed, typed, typed, typed, *keys("7"), enter)]
    assert whole(found) == ["0007"]


def test_a_tag_is_told_and_answered_and_the_game_goes_on(stage, clock, told, voice) -> None:
    scene = stage._scene = Tale()
    live(stage)
    clock[0] += TAKES
    live(stage)
    assert not greets(stage)
    scene.learnt.clear()
    live(stage, "Right", *NUMBER, "Enter")
    assert told == [Tagged(NUMBER)]
    assert voice.said[-1] == (WORDS.upper(),)
    assert greets(stage)
    # Neither did its Enter press what the keys are at, nor does the scene take it for its words.
    assert (scene.pressed, scene.learnt) == (0, [])
    live(stage, "Enter")
    assert scene.pressed == 1
    clock[0] += max(SEEN, TAKES) + 0.1
    live(stage)
    live(stage)
    assert not greets(stage)


def test_it_is_heard_when_the_game_has_said_what_it_says_and_seen_until_then(
    stage, clock, voice
) -> None:
    stage._scene = Tale()
    stage._speak()
    clock[0] += 1
    live(stage, *NUMBER, "Enter")
    assert (voice.said, greets(stage)) == ([("A TALE",)], True)
    clock[0] += TAKES - 0.5
    live(stage)
    assert voice.said == [("A TALE",), (WORDS.upper(),)]
    clock[0] += 1
    # A tag that lies on the reader is read again and again.
    live(stage, *NUMBER, "Enter")
    clock[0] += TAKES
    live(stage)
    assert len(voice.said) == 2


def test_a_new_sentence_of_the_game_is_followed_though_it_cuts_the_answer_off(stage) -> None:
    scene = stage._scene = Tale()
    live(stage, *NUMBER, "Enter")
    scene.prompt = "another page"
    live(stage)
    assert scene.learnt == [0]


def test_as_short_a_number_is_heard_as_a_house_gives_to_a_child() -> None:
    from kiosk.domain.tags import SHORTEST

    assert tags.LEAST == SHORTEST
