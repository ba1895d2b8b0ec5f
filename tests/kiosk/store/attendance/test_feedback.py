from datetime import date, timedelta

from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.holdings import Group
from kiosk.domain.moods import Face
from kiosk.house import House
from kiosk.store.attendance import feedback
from kiosk.store.rights import copying
from tests.cast import Hands, add_child


def test_an_answer_is_read_back_in_the_copy(unlocked: House, panda: Child) -> None:
    with unlocked.database.transaction() as db:
        assert feedback.keep(db, unlocked.vault, panda.id, Face.HIGH, unlocked.clock())
        assert feedback.keep(db, unlocked.vault, panda.id, None, unlocked.clock())
        copy = copying.copy_of(db, unlocked.vault, panda.id, unlocked.clock())
    found = copy[Group.FEEDBACK]
    assert [one["face"] for one in found] == ["high", None]
    assert {one["day"] for one in found} == {unlocked.clock().day.isoformat()}


def test_an_answer_and_a_skip_look_alike_on_the_card(unlocked: House, panda: Child) -> None:
    with unlocked.database.transaction() as db:
        for face in (*Face, None):
            feedback.keep(db, unlocked.vault, panda.id, face, unlocked.clock())
        lengths = db.execute("SELECT count(DISTINCT length(answer)) FROM feedback").fetchone()
    assert lengths == (1,)


def test_without_consent_no_answer_is_kept(unlocked: House, owl: Child) -> None:
    with unlocked.database.transaction() as db:
        assert not feedback.keep(db, unlocked.vault, owl.id, Face.LOW, unlocked.clock())
        assert db.table("feedback").count == 0


def test_one_damaged_answer_is_copied_as_that_and_stops_nothing(
    unlocked: House, panda: Child
) -> None:
    with unlocked.database.transaction() as db:
        for face in (Face.LOW, Face.HIGH):
            feedback.keep(db, unlocked.vault, panda.id, face, unlocked.clock())
        db.execute("UPDATE feedback SET answer = x'00' WHERE seq = (SELECT min(seq) FROM feedback)")
        copy = copying.copy_of(db, unlocked.vault, panda.id, unlocked.clock())
        assert feedback.has_said(db, panda.id, unlocked.clock())
    damaged, whole = copy[Group.FEEDBACK]
    assert damaged["unreadable"] and "face" not in damaged
    assert whole["face"] == "high"


def test_who_was_asked_is_one_child_on_one_day(unlocked: House, panda: Child, hands: Hands) -> None:
    friend = add_child(unlocked, "小松", keeps=set(Purpose), birth=date(2018, 1, 9))
    with unlocked.database.transaction() as db:
        feedback.keep(db, unlocked.vault, panda.id, None, hands())
        assert feedback.has_said(db, panda.id, hands())
        assert not feedback.has_said(db, friend.id, hands())
        hands.forward(days=1)
        assert not feedback.has_said(db, panda.id, hands())


def test_the_answers_of_some_days_are_those_of_no_other(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    first = hands().day
    for _ in range(4):
        with unlocked.database.transaction() as db:
            feedback.keep(db, unlocked.vault, panda.id, Face.HIGH, hands())
        hands.forward(days=1)
    wanted = [first + timedelta(days=1), first + timedelta(days=2)]
    with unlocked.database.reading() as db:
        found = feedback.sealed_between(db, *wanted)
    assert [one["day"] for one in found] == [day.isoformat() for day in wanted]
