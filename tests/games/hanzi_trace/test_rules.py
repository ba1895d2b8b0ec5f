from functools import partial
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from games.hanzi_trace import rules
from games.hanzi_trace.content import characters
from tests.games import choosing

# Read before hypothesis takes the time.
CHARACTERS = characters()
LEVELS = st.integers(1, 12)
SEEDS = st.integers(0, 10_000)

TEN_MOUNTAIN = rules.Round(
    level=1, seats=2, characters=("十", "山"), cards=(((1, 0), (1,)), ((2, 0, 1), (2, 1), (2,)))
)


after = partial(choosing.after, rules)


@given(LEVELS, SEEDS)
def test_a_round_writes_two_or_three_characters_of_its_level(level, seed):
    now = rules.new_round(level, Random(seed), 1)
    assert len(set(now.characters)) in {2, 3}
    assert {CHARACTERS[one].level for one in now.characters} == {level}
    assert rules.told(now) == now.characters


@given(LEVELS, SEEDS)
def test_at_each_stroke_it_and_some_later_ones_are_offered_once(level, seed):
    now = rules.new_round(level, Random(seed), 1)
    for sign, of_character in zip(now.characters, now.cards, strict=True):
        assert len(of_character) == len(CHARACTERS[sign].strokes)
        for stroke, cards in enumerate(of_character):
            assert min(cards) == stroke
            assert max(cards) < len(of_character)
            assert len(set(cards)) == len(cards)
            most = min(4, len(of_character) - stroke)
            assert min(2, most) <= len(cards) <= most


@given(st.sampled_from([6, 7, 10, 11, 12]), SEEDS)
def test_on_the_hard_levels_the_very_next_strokes_are_to_choose_from(level, seed):
    now = rules.new_round(level, Random(seed), 1)
    for of_character in now.cards:
        for stroke, cards in enumerate(of_character):
            assert sorted(cards) == list(range(stroke, stroke + len(cards)))


def test_a_character_of_a_lower_level_is_asked_as_hard_as_the_round_is():
    now = rules.asking(12, Random(1), 2, 1, ["木", "大"])
    assert (now.characters, now.seat) == (("木", "大"), 1)
    assert [len(cards) for cards in now.cards[0]] == [4, 3, 2, 1]


def test_the_brush_goes_from_seat_to_seat_stroke_by_stroke():
    now, attempt = after(TEN_MOUNTAIN, 0)
    assert attempt is None
    assert (now.written, now.seat) == (1, 1)
    now, attempt = after(now, 1)
    assert attempt == rules.Attempt(seat=1, right=True, fact="十")
    assert rules.choices(now) == [rules.GO_ON]
    now, attempt = after(now, rules.GO_ON)
    assert attempt is None
    assert (rules.sign(now), now.written, now.seat) == ("山", 0, 0)


def test_a_character_tells_once_at_the_first_wrong_stroke_or_at_the_end():
    mountain, _ = after(TEN_MOUNTAIN, 0, 1, rules.GO_ON)
    now, attempt = after(mountain, 2)
    assert attempt == rules.Attempt(seat=0, right=False, fact="山")
    now, attempt = after(now, 1)
    assert attempt == rules.Attempt(seat=0, right=None, fact="山")
    now, attempt = after(now, 0, 1, 2)
    assert attempt == rules.Attempt(seat=0, right=None, fact="山")
    assert rules.is_written(now)


def test_a_stroke_that_comes_later_is_put_aside_until_the_next_one_is_found():
    now, _ = after(TEN_MOUNTAIN, 1)
    assert rules.choices(now) == [0]
    assert rules.hint(now) == 0
    now, _ = after(now, 0)
    assert now.aside == ()
    assert rules.choices(now) == [1]


def test_of_a_single_stroke_there_is_nothing_to_know():
    one = rules.Round(level=1, seats=1, characters=("一",), cards=(((0,),),))
    assert after(one, 0)[1] == rules.Attempt(seat=0, right=None, fact="一")


def test_at_the_end_the_characters_are_remembered_by_their_pictures():
    over, _ = after(TEN_MOUNTAIN, 0, 1, rules.GO_ON, 0, 1, 2, rules.GO_ON)
    assert rules.result(TEN_MOUNTAIN) is None
    assert rules.result(over) == ("1F51F", "26F0")
    assert rules.sign(over) == "山"
    assert rules.noisy(over, Random(1)) is None
    plain = rules.Round(level=1, seats=1, characters=("千",), cards=(), character=1)
    assert rules.result(plain) == (rules.PENCIL,)
