"""How far children are in the games, as the house keeps it: what the plays tell, no more."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from games import facts
from games.catalog import GAMES, find
from games.facts import FIRST, SHORTEST
from games.learning import AWAY, LOST, Standing, answered, k_after, returned
from games.mastery import Mastery
from kiosk import standings
from kiosk.domain.ages import AgeBand
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.retention import Keeping, Shelf
from kiosk.errors import StoreFull
from kiosk.house import House, fill_ratings
from kiosk.store.attendance import by_hand, ratings, visits
from kiosk.store.attendance.plays import Answered
from kiosk.store.rights import erasing, retention
from tests.cast import Hands, add_child

GAME = GAMES[0]
WRITING = find("hanzi_trace")
ANSWERS = st.lists(
    st.tuples(st.integers(1, 12), st.booleans(), st.integers(1, 2), st.integers(0, 40)),
    max_size=12,
)


def answer(level: int = 3, *, right: bool = True, seats: int = 1) -> Answered:
    return Answered(GAME.skill, level, right, 900, seats)


def play(house: House, child: Child, *answers: Answered) -> None:
    for one in answers:
        with house.database.transaction() as db:
            standings.keep(db, child.id, GAME.name, one, house.clock())


def standing_of(house: House, child: Child) -> Standing:
    with house.database.reading() as db:
        return standings.of_child(db, child.id, GAME.skill, house.clock())


def write(house: House, child: Child, sign: str, *, right: bool = True, seats: int = 1) -> None:
    one = Answered(WRITING.skill, 1, right, 900, seats, sign)
    with house.database.transaction() as db:
        standings.keep(db, child.id, WRITING.name, one, house.clock())


def recalled_by(house: House, child: Child) -> dict[str, float]:
    with house.database.reading() as db:
        return standings.recalled(db, child.id, WRITING, house.clock())


def rows(house: House, query: str) -> list[tuple]:
    with house.database.reading() as db:
        return db.execute(query).fetchall()


def test_who_never_played_is_new(unlocked: House, panda: Child) -> None:
    assert standing_of(unlocked, panda) == Standing()


def test_every_answer_moves_a_child_as_it_moved_it_in_the_game(
    unlocked: House, panda: Child
) -> None:
    play(unlocked, panda, answer(3), answer(5, right=False))
    expected = answered(answered(Standing(), 3, True, GAME.guess), 5, False, GAME.guess)
    found = standing_of(unlocked, panda)
    assert (found.rating, found.answers) == (expected.rating, expected.answers)


def test_an_answer_given_together_is_kept_and_moves_nobody(unlocked: House, panda: Child) -> None:
    play(unlocked, panda, answer(seats=3))
    assert standing_of(unlocked, panda) == Standing()
    assert rows(unlocked, "SELECT seats FROM plays") == [(3,)]
    assert rows(unlocked, "SELECT * FROM ratings") == []


def test_without_consent_neither_the_answer_nor_a_rating_is_kept(
    unlocked: House, owl: Child
) -> None:
    play(unlocked, owl, answer())
    assert rows(unlocked, "SELECT * FROM plays") == []
    assert rows(unlocked, "SELECT * FROM ratings") == []


def test_who_was_away_for_thirty_days_comes_back_easier(
    unlocked: House, hands: Hands, panda: Child
) -> None:
    play(unlocked, panda, *[answer(6)] * 60)
    before = standing_of(unlocked, panda)
    hands.forward(days=AWAY)
    back = standing_of(unlocked, panda)
    assert back == returned(before, AWAY)
    assert back.rating == before.rating - LOST
    assert k_after(back.answers) > k_after(before.answers)
    # It came back once: the next answer begins where the first one led.
    play(unlocked, panda, answer(6))
    assert standing_of(unlocked, panda) == answered(back, 6, True, GAME.guess)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANSWERS)
def test_what_is_stored_is_what_the_plays_tell(unlocked: House, hands: Hands, answers) -> None:
    child = add_child(unlocked, "小鹿", keeps=set(Purpose), birth=date(2016, 1, 1))
    for level, right, seats, days in answers:
        hands.forward(days=days)
        play(unlocked, child, answer(level, right=right, seats=seats))
    with unlocked.database.transaction() as db:
        stored = ratings.of_child(db, child.id, GAME.skill)
        db.execute("DELETE FROM ratings WHERE child = ?", [child.id])
    fill_ratings(unlocked.database)
    with unlocked.database.reading() as db:
        assert ratings.of_child(db, child.id, GAME.skill) == stored
        assert ratings.missing(db, [GAME.skill]) == []


def test_a_house_opens_where_nothing_can_be_stored_and_asks_the_plays(
    unlocked: House, panda: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(unlocked, panda, answer())
    before = standing_of(unlocked, panda)
    with unlocked.database.transaction() as db:
        db.execute("DELETE FROM ratings")

    def full() -> None:
        raise StoreFull("The card is full: nothing more can be kept.")

    monkeypatch.setattr(unlocked.database, "transaction", full)
    fill_ratings(unlocked.database)
    assert rows(unlocked, "SELECT * FROM ratings") == []
    assert standing_of(unlocked, panda) == before


def test_a_sitting_that_was_another_childs_takes_what_it_taught_along(
    unlocked: House, hands: Hands, panda: Child
) -> None:
    own = [answer(2), answer(3)]
    for answers in (own, [answer(9)] * 5):
        with unlocked.database.transaction() as db:
            seq = visits.check_in(db, panda.id, unlocked.clock()).seq
        play(unlocked, panda, *answers)
        with unlocked.database.transaction() as db:
            visits.leave(db, panda.id, unlocked.clock())
        hands.forward(days=1)
    with unlocked.database.transaction() as db:
        by_hand.strike(db, seq, unlocked.clock(), "li", with_answers=True)
    assert rows(unlocked, "SELECT * FROM ratings") == []
    expected = answered(answered(Standing(), 2, True, GAME.guess), 3, True, GAME.guess)
    assert standing_of(unlocked, panda) == expected


def test_a_rating_stays_while_one_play_of_it_is_kept_and_goes_with_the_last(
    unlocked: House, hands: Hands, panda: Child
) -> None:
    play(unlocked, panda, answer())
    hands.forward(days=10)
    play(unlocked, panda, answer())
    stored = rows(unlocked, "SELECT rating, answers FROM ratings")
    keeping = Keeping(moods=90, visits=1096, plays=400, audit=1096)
    today = hands().day + timedelta(days=395)
    for day, plays_left, ratings_left in (
        (today, 1, stored),
        (today + timedelta(days=10), 0, []),
    ):
        with unlocked.database.transaction() as db:
            retention.step(db, Shelf.PLAYS, keeping.first_kept(Shelf.PLAYS, day), 50)
        assert rows(unlocked, "SELECT count(*) FROM plays") == [(plays_left,)]
        assert rows(unlocked, "SELECT rating, answers FROM ratings") == ratings_left


def test_a_consent_that_is_taken_back_takes_the_ratings(unlocked: House, panda: Child) -> None:
    play(unlocked, panda, answer())
    with unlocked.database.transaction() as db:
        erasing.forget_purposes(db, unlocked.vault, panda.id, {Purpose.PLAYS})
    assert rows(unlocked, "SELECT * FROM ratings") == []
    assert standing_of(unlocked, panda) == Standing()


@pytest.mark.parametrize(
    ("level", "times", "band"), [(1, 1, Mastery.BEGINNING), (12, 300, Mastery.SURE)]
)
def test_mastery_is_told_of_what_was_played(
    unlocked: House, panda: Child, level: int, times: int, band: Mastery
) -> None:
    with unlocked.database.reading() as db:
        assert standings.masteries(db, panda, unlocked.clock()) == {}
    play(unlocked, panda, *[answer(level)] * times)
    with unlocked.database.reading() as db:
        assert standings.masteries(db, panda, unlocked.clock()) == {GAME.skill: band}


def test_the_age_band_tells_who_is_little(unlocked: House, panda: Child) -> None:
    assert not standings.is_young(None)
    assert standings.is_young(panda) is (panda.band is AgeBand.SMALL)


def test_each_character_is_forgotten_by_its_own_half_life(
    unlocked: House, hands: Hands, panda: Child
) -> None:
    write(unlocked, panda, "山")
    write(unlocked, panda, "水", right=False)
    assert recalled_by(unlocked, panda) == pytest.approx({"山": 1.0, "水": 1.0}, abs=0.001)
    hands.forward(days=1)
    found = recalled_by(unlocked, panda)
    assert found == pytest.approx({"山": 2 ** (-1 / FIRST), "水": 2 ** (-1 / SHORTEST)}, abs=0.001)


def test_what_is_asked_again_and_known_is_remembered_for_longer(
    unlocked: House, hands: Hands, panda: Child
) -> None:
    memory, day = None, 0.0
    for wait in (0, 1, 2, 5):
        hands.forward(days=wait)
        day += wait
        write(unlocked, panda, "山")
        memory = facts.asked(memory, right=True, now=day)
    assert memory.half_life > 5 * FIRST
    hands.forward(days=6)
    expected = facts.recall(memory, day + 6)
    assert recalled_by(unlocked, panda) == pytest.approx({"山": expected}, abs=0.001)


def test_what_was_written_together_or_in_another_game_is_nobodys_to_forget(
    unlocked: House, panda: Child, owl: Child
) -> None:
    write(unlocked, panda, "山", seats=2)
    play(unlocked, panda, answer())
    write(unlocked, owl, "山")
    assert recalled_by(unlocked, panda) == recalled_by(unlocked, owl) == {}


def test_what_is_remembered_goes_with_the_plays_that_told_it(
    unlocked: House, hands: Hands, panda: Child
) -> None:
    with unlocked.database.transaction() as db:
        seq = visits.check_in(db, panda.id, unlocked.clock()).seq
    write(unlocked, panda, "山")
    with unlocked.database.transaction() as db:
        by_hand.strike(db, seq, unlocked.clock(), "li", with_answers=True)
    assert recalled_by(unlocked, panda) == {}
    hands.forward(days=1)
    write(unlocked, panda, "火")
    with unlocked.database.transaction() as db:
        erasing.forget_purposes(db, unlocked.vault, panda.id, {Purpose.PLAYS})
    assert recalled_by(unlocked, panda) == {}
