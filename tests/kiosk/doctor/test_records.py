import sqlite3
from contextlib import closing
from datetime import UTC, datetime

from kiosk.doctor import records
from kiosk.house import House, open_house
from kiosk.repairing import look_at_everything
from kiosk.store.database import FILE_NAME
from kiosk.store.safety import soundness
from tests.disks import only_to_be_read
from tests.kiosk.doctor.looks import wells


def test_whole_records_are_well(house: House) -> None:
    assert wells(records.whole(house)) == {"whole": True}
    assert wells(records.audit(house)) == {"audit": True}
    assert wells(records.shape(house)) == {"shape": True}


def meddle(house: House, *sentences: str) -> None:
    """Change the records behind the house's back."""
    with closing(sqlite3.connect(house.database.path)) as thief:
        for sentence in sentences:
            thief.execute(sentence)
        thief.commit()


def test_a_record_that_refers_to_nothing_is_not_well(house: House) -> None:
    meddle(house, "INSERT INTO tags (digest, child) VALUES (x'00', 'nobody')")
    assert wells(records.whole(house)) == {"whole": False}


def test_a_line_of_the_audit_that_was_changed_is_not_well(house: House) -> None:
    meddle(house, "DROP TRIGGER audit_is_never_changed", "UPDATE audit SET who = 'nobody'")
    assert wells(records.audit(house)) == {"audit": False}


def test_records_that_are_shown_from_a_copy_are_not_well(house: House) -> None:
    config = house.config
    house.close()
    with only_to_be_read(config.directory):
        copied = open_house(config)
        try:
            assert wells(records.shape(copied)) == {"shape": False}
            assert wells(records.whole(copied)) == {"whole": True}
        finally:
            copied.close()


def test_when_the_house_looked_at_everything_itself_is_told(house: House) -> None:
    assert wells(records.last_look(house)) == {"last_look": None}
    look_at_everything(house)
    (found,) = records.last_look(house)
    assert (found.well, found.figures) == (True, {"day": "2026-11-24"})
    soundness.mark(house.config.directory)
    assert wells(records.last_look(house)) == {"last_look": False}


def test_a_note_that_cannot_be_read_says_nothing(house: House) -> None:
    soundness.note_look(house.config.directory, datetime(2026, 11, 24, tzinfo=UTC))
    (house.config.directory / soundness.LOOKED).write_text("what")
    assert soundness.looked_at(house.config.directory) is None
    assert (house.config.directory / FILE_NAME).exists()
