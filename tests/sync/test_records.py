import pytest

from sync import records
from sync.commands.options import opened
from sync.errors import NotEnrolled, SyncError
from tests.disks import as_nobody, for_everybody


def test_a_directory_without_a_house_is_one_sentence(tmp_path):
    with pytest.raises(NotEnrolled, match="There is no house"):
        records.open_database(tmp_path / "house.db")
    assert not (tmp_path / "house.db").exists()


def test_a_house_where_nobody_may_look_is_no_missing_one():
    with for_everybody() as place:
        (place / "hers").mkdir(mode=0o700)
        with as_nobody(), pytest.raises(SyncError) as refused, opened(place / "hers" / "house"):
            pass
    assert "unable to open database file" in str(refused.value)
