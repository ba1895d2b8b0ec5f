from sync.carrying import tries
from tests.sync.conftest import NOW


def test_trouble_is_written_only_when_it_is_news(db, enrolled):
    assert tries.note_trouble(db, None) is False
    assert tries.note_trouble(db, "Away.") is True
    assert tries.note_trouble(db, "Away.") is False
    assert tries.note_trouble(db, None) is True


def test_what_failed_outlives_the_process(db, enrolled):
    assert tries.kept(db) == (0, None)
    tries.note_wait(db, 3, NOW + 8)
    assert tries.kept(db) == (3, NOW + 8)


def test_a_house_that_is_not_enrolled_has_tried_nothing(db):
    tries.note_wait(db, 3, NOW)
    assert tries.kept(db) == (0, None)
