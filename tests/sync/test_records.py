import pytest

from sync import records
from sync.errors import NotEnrolled


def test_a_directory_without_a_house_is_one_sentence(tmp_path):
    with pytest.raises(NotEnrolled, match="There is no house"):
        records.open_database(tmp_path / "house.db")
    assert not (tmp_path / "house.db").exists()
