from random import Random

from hypothesis import given
from hypothesis import strategies as st

from games import bots
from games.bots import Bot
from games.feel_story import rules
from games.feel_story.content import stories

# Read before hypothesis takes the time.
STORIES = stories()
LEVELS = st.integers(1, 12)
SEEDS = st.integers(0, 10_000)

TOLD = rules.Round(
    level=10, seats=2, stories=("rain", "fine"), faces=(("sad", "happy"), ("sad", "proud"))
)


def after(now: rules.Round, *choices: str) -> rules.Round:
    for choice in choices:
        now, _ = rules.answer(now, choice)
    return now


@given(LEVELS, SEEDS)
def test_three_stories_are_told_two_of_them_of_the_level_and_none_twice(level, seed):
    now = rules.new_round(level, Random(seed), 1)
    levels = [STORIES[name].level for name in now.stories]
    assert len(set(now.stories)) == rules.STORIES
    assert levels.count(level) >= rules.OF_LEVEL
    assert set(levels) <= {level, max(level - 1, 1)}
    assert rules.told(now) == now.stories


@given(LEVELS, SEEDS)
def test_a_feeling_that_fits_is_always_among_the_faces_and_so_is_one_that_does_not(level, seed):
    now = rules.new_round(level, Random(seed), 1)
    for name, faces in zip(now.stories, now.faces, strict=True):
        assert STORIES[name].feels[0] in faces
        assert set(faces) - set(STORIES[name].feels)
        assert len(set(faces)) == len(faces)


@given(LEVELS, SEEDS, st.sampled_from([Bot.PERFECT, Bot.NOISY, Bot.RANDOM]))
def test_nothing_is_ever_right_or_wrong(level, seed, bot):
    trial = bots.play(rules, bot, level, seed, 2)
    assert trial.played.over
    assert trial.told == []
    assert [one.seat for one in trial.attempts] == [0, 1, 0]


def test_whatever_is_tapped_the_story_goes_on():
    for face in ("sad", "happy"):
        now = after(TOLD, face)
        assert now.felt == face
        assert rules.choices(now) == [rules.GO_ON]
        assert after(now, rules.GO_ON).story == 1


def test_another_feeling_than_was_thought_of_is_noticed_and_let_be():
    assert not rules.differs(TOLD)
    assert not rules.differs(after(TOLD, "sad"))
    assert rules.differs(after(TOLD, "happy"))


def test_what_can_help_is_told_after_what_was_felt():
    now = after(TOLD, "sad", rules.GO_ON, "sad")
    assert (now.story, now.page) == (1, 0)
    assert after(now, rules.GO_ON).page == 1
    assert rules.result(after(now, rules.GO_ON, rules.GO_ON)) is not None


def test_the_turn_passes_with_the_story():
    assert after(TOLD, "sad").seat == 0
    assert after(TOLD, "sad", rules.GO_ON).seat == 1


def test_at_the_end_the_stories_are_remembered_in_pictures():
    over = after(TOLD, "sad", rules.GO_ON, "proud", rules.GO_ON, rules.GO_ON)
    assert rules.result(over) == (STORIES["rain"].pictures[1], STORIES["fine"].pictures[1])
    assert rules.now_told(over) is None
    assert rules.noisy(over, Random(1)) is None
