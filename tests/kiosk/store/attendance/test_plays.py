from datetime import date
from itertools import groupby

import pytest

from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.moment import HOUSE_ZONE
from kiosk.house import House
from kiosk.store.attendance import plays
from kiosk.store.attendance.plays import Answered
from tests.cast import Hands, add_child

ANSWERS = (
    Answered("memory", 2, True, 900),
    Answered("words", 1, False, 2100),
    Answered("memory", 4, False, 1300, seats=2),
    Answered("memory", 3, True, 700),
    Answered("characters", 1, True, 4000, fact="山"),
    Answered("characters", 1, False, 4000, fact="水"),
    Answered("characters", 1, True, 4000, fact="山"),
    Answered("characters", 1, True, 4000, seats=2, fact="火"),
)


@pytest.fixture
def played(unlocked: House, hands: Hands, panda: Child) -> House:
    for answer in ANSWERS:
        with unlocked.database.transaction() as db:
            assert plays.keep(db, panda.id, "team_pairs", answer, unlocked.clock())
        hands.forward(days=1)
    return unlocked


def test_answers_are_summed_up_skill_by_skill(played: House, panda: Child, owl: Child) -> None:
    with played.database.reading() as db:
        skills = plays.skills_of_child(db, panda.id)
        assert plays.skills_of_child(db, owl.id) == []
    ordered = sorted(ANSWERS, key=lambda one: one.skill)
    for skill, (name, group) in zip(
        skills, groupby(ordered, key=lambda one: one.skill), strict=True
    ):
        of_skill = list(group)
        levels = [one.level for one in of_skill]
        assert (skill.name, skill.answers) == (name, len(of_skill))
        assert skill.right == sum(one.right for one in of_skill)
        assert (skill.lowest, skill.highest) == (min(levels), max(levels))
    by_name = {skill.name: skill for skill in skills}
    days = [
        one.astimezone(HOUSE_ZONE).day for one in (by_name["memory"].first, by_name["memory"].last)
    ]
    assert days[1] - days[0] == 3
    assert {skill.name: set(skill.facts) for skill in skills} == {
        "memory": set(),
        "words": set(),
        "characters": {"山", "水", "火"},
    }


def test_what_was_asked_alone_comes_in_its_order_with_what_it_was(
    played: House, panda: Child
) -> None:
    with played.database.reading() as db:
        found = plays.asked(db, panda.id, "characters", "team_pairs")
        assert plays.asked(db, panda.id, "memory", "team_pairs") == []
        assert plays.asked(db, panda.id, "characters", "firefly_path") == []
    assert [(one.answer.fact, one.answer.right) for one in found] == [
        ("山", True), ("水", False), ("山", True),
    ]  # fmt: skip


def test_the_answers_of_a_skill_come_in_their_order(played: House, panda: Child) -> None:
    with played.database.reading() as db:
        found = plays.of_child(db, panda.id, "memory")
        assert plays.last_at(db, panda.id, "memory") == found[-1].at
        assert plays.last_at(db, panda.id, "sums") is None
    assert [one.answer for one in found] == [ANSWERS[0], ANSWERS[2], ANSWERS[3]]
    assert [(one.number, one.at) for one in found] == sorted((one.number, one.at) for one in found)


def test_what_another_child_answers_is_not_told_of_this_one(
    played: House, panda: Child, hands: Hands
) -> None:
    friend = add_child(played, "小松", keeps=set(Purpose), birth=date(2018, 1, 9))

    def told(child: Child) -> tuple[object, ...]:
        with played.database.reading() as db:
            return (
                plays.of_child(db, child.id, "characters"),
                plays.asked(db, child.id, "characters", "team_pairs"),
                plays.last_at(db, child.id, "characters"),
            )

    before = told(panda)
    assert told(friend) == ([], [], None)
    with played.database.transaction() as db:
        plays.keep(db, friend.id, "team_pairs", ANSWERS[4], hands())
    assert told(panda) == before


def test_without_consent_no_answer_is_kept(unlocked: House, owl: Child) -> None:
    with unlocked.database.transaction() as db:
        assert plays.keep(db, owl.id, "pairs", ANSWERS[0], unlocked.clock()) is None
        assert db.table("plays").count == 0
