from datetime import date

import pytest

from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.house import House
from kiosk.store.attendance import plays, ratings
from kiosk.store.attendance.plays import Answered
from kiosk.store.attendance.ratings import Rating
from tests.cast import add_child


@pytest.fixture
def friend(unlocked: House) -> Child:
    return add_child(unlocked, "小松", keeps=set(Purpose), birth=date(2018, 1, 9))


def play(house: House, child: Child, skill: str, seats: int = 1) -> int:
    with house.database.transaction() as db:
        answered = Answered(skill, 3, right=True, ms=900, seats=seats)
        number = plays.keep(db, child.id, "pairs", answered, house.clock())
    assert number
    return number


def test_a_rating_is_of_one_child_and_one_skill(
    unlocked: House, panda: Child, friend: Child
) -> None:
    kept = {}
    for child, skill in ((panda, "sums"), (panda, "memory"), (friend, "sums")):
        last = play(unlocked, child, skill)
        kept[child.id, skill] = Rating(last / 10, last, last)
    with unlocked.database.transaction() as db:
        for (child_id, skill), rating in kept.items():
            ratings.keep(db, child_id, skill, rating)
        for (child_id, skill), rating in kept.items():
            assert ratings.of_child(db, child_id, skill) == rating
        assert ratings.of_child(db, friend.id, "memory") is None


def test_a_rating_is_kept_in_place_of_the_one_before(unlocked: House, panda: Child) -> None:
    for rating in (0.5, 0.75):
        last = play(unlocked, panda, "sums")
        with unlocked.database.transaction() as db:
            ratings.keep(db, panda.id, "sums", Rating(rating, 1, last))
    with unlocked.database.reading() as db:
        assert ratings.of_child(db, panda.id, "sums") == Rating(0.75, 1, last)
        assert db.table("ratings").count == 1


def test_what_was_only_played_together_misses_no_rating(
    unlocked: House, panda: Child, friend: Child
) -> None:
    play(unlocked, panda, "sums", seats=2)
    play(unlocked, panda, "memory")
    last = play(unlocked, friend, "memory")
    play(unlocked, friend, "sums")
    play(unlocked, friend, "words")
    with unlocked.database.transaction() as db:
        ratings.keep(db, friend.id, "memory", Rating(0.0, 1, last))
        found = ratings.missing(db, ["sums", "memory"])
    assert sorted(found) == sorted([(panda.id, "memory"), (friend.id, "sums")])
