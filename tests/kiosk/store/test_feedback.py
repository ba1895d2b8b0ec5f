from kiosk.domain.children import Child
from kiosk.domain.moods import Face
from kiosk.house import House
from kiosk.store import feedback


def test_an_answer_is_read_back_by_the_counselor(unlocked: House, panda: Child) -> None:
    with unlocked.database.transaction() as db:
        assert feedback.keep(db, unlocked.vault, panda.id, Face.HIGH, unlocked.clock())
        assert feedback.keep(db, unlocked.vault, panda.id, None, unlocked.clock())
        found = feedback.of_day(db, unlocked.vault, unlocked.clock().day)
        assert feedback.of_child(db, unlocked.vault, panda.id) == found[::-1]
    assert [one.face for one in found] == [Face.HIGH, None]
    assert found[0].child == panda.id
    assert found[0].at.date() == unlocked.clock().at.date()


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


def test_one_damaged_answer_shows_as_that_and_stops_nothing(unlocked: House, panda: Child) -> None:
    with unlocked.database.transaction() as db:
        feedback.keep(db, unlocked.vault, panda.id, Face.LOW, unlocked.clock())
        db.execute("UPDATE feedback SET answer = zeroblob(length(answer))")
        feedback.keep(db, unlocked.vault, panda.id, Face.HIGH, unlocked.clock())
        found = feedback.of_child(db, unlocked.vault, panda.id)
    assert [(one.face, one.unreadable) for one in found] == [(Face.HIGH, False), (None, True)]
