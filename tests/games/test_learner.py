"""Who chooses the levels while a game runs."""

from random import Random

from games.catalog import find
from games.contract import rules_of
from games.learner import Learner
from games.learning import LOWEST, Standing, answered, level_for
from games.report import Answered, Event, Ready

CHARACTERS = rules_of(find("hanzi_trace"))
ABLE, NEW = Standing(2.0, answers=60), Standing()


def heard(learner: Learner, *events: Event) -> list[Event]:
    told: list[Event] = []
    tell = learner.hears(told.append)
    for event in events:
        tell(event)
    return told


def answer(*, right: bool = True, seat: int = 0, seats: int = 1) -> Answered:
    return Answered("memory", 4, right, 900, seat, seats)


def test_an_answer_alone_moves_the_standing_and_is_told():
    learner = Learner(Random(1), ABLE, guess=0.1)
    events = [Ready(), answer(right=False)]
    assert heard(learner, *events) == events
    assert learner.present == [answered(ABLE, 4, False, 0.1)]


def test_what_is_answered_together_moves_nobody_and_is_told():
    learner = Learner(Random(1), ABLE, NEW)
    events = [answer(seat=seat, seats=2, right=right) for seat in (0, 1) for right in (True, False)]
    assert heard(learner, *events) == events
    assert learner.present == [ABLE, NEW]


def test_together_the_lowest_rating_counts_and_of_a_guest_beside_it_nothing_is_known():
    assert Learner(Random(1), ABLE, NEW).level(seats=2) == LOWEST
    alone, beside = (Learner(Random(1), ABLE).level(seats) for seats in (1, 4))
    assert alone == beside > LOWEST


def test_whoever_is_new_begins_low_and_rises():
    learner = Learner(Random(1), NEW)
    assert learner.level(1) == LOWEST
    heard(learner, *[answer()] * 20)
    assert learner.level(1) > 4


def test_a_level_that_was_fixed_stays():
    learner = Learner(Random(1), NEW, fixed=9)
    heard(learner, *[answer(right=False)] * 5)
    assert learner.level(1) == learner.level(4) == 9


def test_little_ones_are_asked_easier():
    level = level_for(ABLE, Random(1), young=True)
    assert Learner(Random(1), ABLE, young=True).level(1) == level
    assert level <= Learner(Random(1), ABLE).level(1)


def test_what_is_about_to_be_forgotten_is_asked_again_and_never_twice_in_a_sitting():
    learner = Learner(Random(1), NEW, recalled={"山": 0.3, "木": 0.5, "十": 0.95})
    first = learner.facts(CHARACTERS, 4, 1, set())
    assert first[:2] == ("山", "木")
    assert first[2] in CHARACTERS.facts(4)
    second = learner.facts(CHARACTERS, 4, 1, {*first})
    assert set(second) <= {*CHARACTERS.facts(4)} - {*first}


def test_what_is_too_hard_now_waits_though_it_is_due():
    learner = Learner(Random(1), NEW, recalled={"鹅": 0.1})
    assert set(learner.facts(CHARACTERS, 1, 1, set())) <= {*CHARACTERS.facts(1)}


def test_together_nothing_is_asked_because_one_of_them_forgets_it():
    recalled = dict.fromkeys(CHARACTERS.facts(1), 0.1)
    alone, together = (
        {
            Learner(Random(seed), NEW, recalled=recalled).facts(CHARACTERS, 2, seats, set())[:2]
            for seed in range(9)
        }
        for seats in (1, 2)
    )
    assert alone == {CHARACTERS.facts(1)[:2]}
    assert set().union(*together) <= {*CHARACTERS.facts(2)}


def test_a_game_without_facts_is_asked_none():
    assert Learner(Random(1), NEW).facts(rules_of(find("team_pairs")), 3, 1, set()) == ()
