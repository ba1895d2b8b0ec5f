from kiosk.domain.children import Child
from kiosk.domain.moods import Face
from kiosk.house import House
from kiosk.store import moods


def test_an_answer_is_read_back_by_the_counselor(unlocked: House, panda: Child) -> None:
    with unlocked.database.transaction() as db:
        assert moods.keep(db, unlocked.vault, panda.id, Face.LOW, unlocked.clock())
        assert moods.keep(db, unlocked.vault, panda.id, None, unlocked.clock())
        found = moods.of_day(db, unlocked.vault, unlocked.clock().day)
    assert [mood.face for mood in found] == [Face.LOW, None]
    assert found[0].child == panda.id


def test_an_answer_and_a_skip_look_alike_on_the_card(unlocked: House, panda: Child) -> None:
    with unlocked.database.transaction() as db:
        for face in (*Face, None):
            moods.keep(db, unlocked.vault, panda.id, face, unlocked.clock())
        assert db.execute("SELECT count(DISTINCT length(answer)) FROM moods").fetchone() == (1,)


def test_without_consent_no_answer_is_kept(unlocked: House, owl: Child) -> None:
    with unlocked.database.transaction() as db:
        assert not moods.keep(db, unlocked.vault, owl.id, Face.LOW, unlocked.clock())
        assert db.table("moods").count == 0


def test_one_damaged_answer_stops_nothing(unlocked: House, panda: Child) -> None:
    with unlocked.database.transaction() as db:
        moods.keep(db, unlocked.vault, panda.id, Face.LOW, unlocked.clock())
        db.execute("UPDATE moods SET answer = zeroblob(length(answer))")
        moods.keep(db, unlocked.vault, panda.id, Face.HIGH, unlocked.clock())
        found = moods.of_day(db, unlocked.vault, unlocked.clock().day)
    assert [mood.face for mood in found] == [Face.HIGH]
