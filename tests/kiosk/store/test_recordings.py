import pytest

from kiosk.domain.recordings import Recording
from kiosk.errors import UnknownRecord
from kiosk.house import House
from kiosk.store import recordings
from tests.sounds import tone

SAID = "你是谁？点一点你的图。"


def keep(house: House, sound: bytes, prompt: str = "who") -> None:
    with house.database.transaction() as db:
        recordings.keep(db, "bo", prompt, SAID, sound, house.clock(), "li")


def test_a_recording_is_heard_between_its_approval_and_its_taking_back(house: House) -> None:
    keep(house, tone(1))
    with house.database.transaction() as db:
        assert recordings.find(db, "bo", "who") == Recording(SAID)
        assert recordings.heard(db, "bo", "who", SAID) is None
        recordings.approve(db, "bo", "who", SAID, house.clock(), "li")
        assert recordings.heard(db, "bo", "who", SAID)
        recordings.take_back(db, "bo", "who", house.clock(), "li")
        assert recordings.heard(db, "bo", "who", SAID) is None
        assert recordings.sound(db, "bo", "who") == tone(1)


def test_it_is_heard_for_its_own_language_prompt_and_sentence_only(house: House) -> None:
    keep(house, tone(1))
    with house.database.transaction() as db:
        recordings.approve(db, "bo", "who", SAID, house.clock(), "li")
        for locale, prompt, sentence in (
            ("ii", "who", SAID),
            ("bo", "feel", SAID),
            ("bo", "who", "你是谁？"),
        ):
            assert recordings.heard(db, locale, prompt, sentence) is None


def test_a_new_one_takes_the_place_of_an_approved_one_and_is_approved_anew(house: House) -> None:
    keep(house, tone(1))
    with house.database.transaction() as db:
        recordings.approve(db, "bo", "who", SAID, house.clock(), "li")
        first = recordings.heard(db, "bo", "who", SAID)
    keep(house, tone(2))
    with house.database.transaction() as db:
        assert recordings.listed(db, "bo") == {"who": Recording(SAID)}
        recordings.approve(db, "bo", "who", "ཁྱེད་རང་སུ་ཡིན།", house.clock(), "li")
        assert recordings.heard(db, "bo", "who", SAID) is None
        assert recordings.heard(db, "bo", "who", "ཁྱེད་རང་སུ་ཡིན།") not in (None, first)
        assert recordings.sound(db, "bo", "who") == tone(2)


def test_one_that_is_deleted_leaves_nothing_and_what_is_not_there_is_told_apart(
    house: House,
) -> None:
    keep(house, tone(1))
    with house.database.transaction() as db:
        recordings.delete(db, "bo", "who", house.clock(), "li")
        assert recordings.listed(db, "bo") == {}
        for change in (recordings.delete, recordings.take_back):
            with pytest.raises(UnknownRecord):
                change(db, "bo", "who", house.clock(), "li")
        with pytest.raises(UnknownRecord):
            recordings.approve(db, "bo", "who", SAID, house.clock(), "li")
        with pytest.raises(UnknownRecord):
            recordings.sound(db, "bo", "who")


def test_each_change_is_audited_with_the_language_and_the_prompt(house: House) -> None:
    keep(house, tone(1))
    with house.database.transaction() as db:
        recordings.approve(db, "bo", "who", SAID, house.clock(), "li")
        recordings.take_back(db, "bo", "who", house.clock(), "li")
        recordings.delete(db, "bo", "who", house.clock(), "li")
        lines = db.execute("SELECT action, subject FROM audit ORDER BY seq").fetchall()
    assert [action for action, subject in lines if subject == "bo who"] == [
        "kept recording",
        "approved recording",
        "took back recording",
        "deleted recording",
    ]
