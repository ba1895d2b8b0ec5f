"""Room on the card that is held back, and what a start calls room enough."""

from pathlib import Path

import pytest

from kiosk.store.safety import reserve
from tests.disks import may_mount, small_disk


def test_room_is_held_whole_and_given_up_once(tmp_path: Path) -> None:
    assert reserve.keep(tmp_path)
    assert (tmp_path / reserve.FILE_NAME).stat().st_blocks * 512 >= reserve.SIZE
    assert reserve.keep(tmp_path)
    assert reserve.give_up(tmp_path)
    assert not reserve.give_up(tmp_path)


def test_room_that_a_power_cut_took_only_in_part_is_taken_whole(tmp_path: Path) -> None:
    (tmp_path / reserve.FILE_NAME).write_bytes(bytes(1000))
    assert reserve.keep(tmp_path)
    assert (tmp_path / reserve.FILE_NAME).stat().st_size == reserve.SIZE


@pytest.mark.skipif(not may_mount(), reason="mounting is not permitted here")
def test_it_is_not_what_fills_the_card(tmp_path: Path) -> None:
    with small_disk(tmp_path / "card", "8m") as card:
        assert not reserve.keep(card)
        assert not (card / reserve.FILE_NAME).exists()


@pytest.mark.skipif(not may_mount(), reason="mounting is not permitted here")
def test_room_is_what_a_start_needs_beyond_what_was_too_little(tmp_path: Path) -> None:
    with small_disk(tmp_path / "card", "8m") as card:
        free = reserve.room(card)
        assert reserve.has_room(card)
        assert reserve.has_room(card, free - reserve.SIZE)
        assert not reserve.has_room(card, free - reserve.SIZE + 1)
        (card / "filled").write_bytes(bytes(free - reserve.SIZE + 8192))
        assert not reserve.has_room(card)


def test_a_card_that_is_not_there_has_no_room(tmp_path: Path) -> None:
    assert reserve.room(tmp_path / "gone") == 0
    assert not reserve.has_room(tmp_path / "gone")
    assert not reserve.keep(tmp_path / "gone")
