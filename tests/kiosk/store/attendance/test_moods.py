from datetime import date, datetime
from itertools import product

from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.moment import HOUSE_ZONE
from kiosk.domain.moods import About, Face
from kiosk.house import House
from kiosk.store.attendance import moods, visits
from tests.cast import Hands, add_child


def test_an_answer_is_read_back_by_the_counselor(unlocked: House, panda: Child) -> None:
    with unlocked.database.transaction() as db:
        assert moods.keep(db, unlocked.vault, panda.id, Face.LOW, unlocked.clock())
        assert moods.keep(db, unlocked.vault, panda.id, None, unlocked.clock())
        today = unlocked.clock().day
        found = moods.between(db, unlocked.vault, today, today)
    assert [mood.face for mood in found] == [Face.LOW, None]
    assert found[0].child == panda.id


def test_an_answer_and_a_skip_look_alike_on_the_card(unlocked: House, panda: Child) -> None:
    marked = ((), tuple(About), (About.HOME,), (About.SLEEP, About.OTHER))
    with unlocked.database.transaction() as db:
        for face, about in product((*Face, None), marked):
            moods.keep(db, unlocked.vault, panda.id, face, unlocked.clock(), about)
        assert db.execute("SELECT count(DISTINCT length(answer)) FROM moods").fetchone() == (1,)


def test_what_it_is_about_is_read_back_and_a_skip_is_about_nothing(
    unlocked: House, panda: Child
) -> None:
    about = (About.HOME, About.SLEEP)
    with unlocked.database.transaction() as db:
        for face in (Face.LOW, None):
            moods.keep(db, unlocked.vault, panda.id, face, unlocked.clock(), about)
        today = unlocked.clock().day
        found = moods.between(db, unlocked.vault, today, today)
    assert [mood.about for mood in found] == [about, ()]


def test_an_answer_of_before_anybody_was_asked_what_about_is_read(
    unlocked: House, panda: Child
) -> None:
    with unlocked.database.transaction() as db:
        moods.keep(db, unlocked.vault, panda.id, Face.LOW, unlocked.clock())
        db.execute("UPDATE moods SET answer = ?", [unlocked.vault.seal({"face": "high"})])
        today = unlocked.clock().day
        (mood,) = moods.between(db, unlocked.vault, today, today)
    assert (mood.face, mood.about) == (Face.HIGH, ())


def test_without_consent_no_answer_is_kept(unlocked: House, owl: Child) -> None:
    with unlocked.database.transaction() as db:
        assert not moods.keep(db, unlocked.vault, owl.id, Face.LOW, unlocked.clock())
        assert db.table("moods").count == 0


def test_whether_a_child_has_answered_is_told_by_the_index_of_its_own_answers(
    unlocked: House, panda: Child
) -> None:
    asked: list[str] = []
    with unlocked.database.transaction() as db:
        visit = visits.check_in(db, panda.id, unlocked.clock())
        db.conn.set_trace_callback(asked.append)
        for one in (visit, None):
            assert not moods.has_said(db, panda.id, one, unlocked.clock())
        db.conn.set_trace_callback(None)
        for question in asked:
            if "FROM moods" in question:
                ((*_, plan),) = db.execute(f"EXPLAIN QUERY PLAN {question}").fetchall()
                assert "COVERING INDEX moods_of_child (child=?" in plan
        moods.keep(db, unlocked.vault, panda.id, None, unlocked.clock())
        assert all(moods.has_said(db, panda.id, one, unlocked.clock()) for one in (visit, None))


def test_one_damaged_answer_shows_as_that_and_stops_nothing(unlocked: House, panda: Child) -> None:
    with unlocked.database.transaction() as db:
        moods.keep(db, unlocked.vault, panda.id, Face.LOW, unlocked.clock())
        db.execute("UPDATE moods SET answer = zeroblob(length(answer))")
        moods.keep(db, unlocked.vault, panda.id, Face.HIGH, unlocked.clock())
        today = unlocked.clock().day
        found = moods.between(db, unlocked.vault, today, today)
    assert [(mood.face, mood.unreadable) for mood in found] == [(None, True), (Face.HIGH, False)]


def test_of_a_damaged_answer_whose_time_was_sealed_too_the_day_is_left(
    unlocked: House, panda: Child
) -> None:
    with unlocked.database.transaction() as db:
        moods.keep(db, unlocked.vault, panda.id, Face.LOW, unlocked.clock())
        db.execute("UPDATE moods SET answer = zeroblob(length(answer)), at = NULL")
        today = unlocked.clock().day
        (mood,) = moods.between(db, unlocked.vault, today, today)
    assert mood.unreadable and mood.at == datetime(2026, 11, 24, tzinfo=HOUSE_ZONE)


def test_how_many_faces_were_shown_is_sealed_with_the_answer(unlocked: House, panda: Child) -> None:
    with unlocked.database.transaction() as db:
        moods.keep(db, unlocked.vault, panda.id, Face.LOW, unlocked.clock())
        db.table("children").update(panda.id, {"band": "8-10"})
        moods.keep(db, unlocked.vault, panda.id, Face.LOW, unlocked.clock())
        today = unlocked.clock().day
        found = moods.between(db, unlocked.vault, today, today)
    assert [mood.shown for mood in found] == [3, 5]


def test_only_the_newest_answers_of_a_child_are_read(unlocked: House, panda: Child) -> None:
    with unlocked.database.transaction() as db:
        for face in Face:
            moods.keep(db, unlocked.vault, panda.id, face, unlocked.clock())
        seqs = moods.newest(db, panda.id, 2)
        rows = moods.sealed(db, seqs)
    found = moods.opened(unlocked.vault, rows)
    assert tuple(mood.seq for mood in found) == seqs
    assert [mood.face for mood in found] == [Face.HIGH, Face.VERY_HIGH]


def test_each_child_has_its_own_answers_and_each_day_too(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    friend = add_child(unlocked, "小松", keeps=set(Purpose), birth=date(2018, 1, 9))
    days = []
    for face in (Face.LOW, Face.HIGH, Face.VERY_HIGH):
        with unlocked.database.transaction() as db:
            for child in (panda, friend):
                moods.keep(db, unlocked.vault, child.id, face, hands())
        days.append(hands().day)
        hands.forward(days=1)
    with unlocked.database.reading() as db:
        own = moods.of_child(db, unlocked.vault, panda.id, days[1], days[2])
        newest = moods.newest(db, panda.id, 2)
        of_all = moods.between(db, unlocked.vault, days[0], days[1])
    assert [(one.child, one.face) for one in own] == [
        (panda.id, Face.HIGH),
        (panda.id, Face.VERY_HIGH),
    ]
    assert newest == tuple(one.seq for one in own)
    assert [one.face for one in of_all] == [Face.LOW, Face.LOW, Face.HIGH, Face.HIGH]


def test_what_was_answered_by_another_child_or_before_the_visit_is_no_answer_in_it(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    friend = add_child(unlocked, "小松", keeps=set(Purpose), birth=date(2018, 1, 9))
    with unlocked.database.transaction() as db:
        moods.keep(db, unlocked.vault, panda.id, Face.LOW, hands())
        hands.forward(days=1)
        visit = visits.check_in(db, panda.id, hands())
        moods.keep(db, unlocked.vault, friend.id, Face.LOW, hands())
        assert not moods.has_said(db, panda.id, visit, hands())
        assert not moods.has_said(db, panda.id, None, hands())
