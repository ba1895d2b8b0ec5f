from sync import tries


def test_trouble_is_written_only_when_it_is_news(db, enrolled):
    assert tries.note_trouble(db, None) is False
    assert tries.note_trouble(db, "Away.") is True
    assert tries.note_trouble(db, "Away.") is False
    assert tries.note_trouble(db, None) is True
