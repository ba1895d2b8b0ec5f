from datetime import UTC, datetime, timedelta

from hardware import clock, health


def test_the_clock_says_what_the_machine_says() -> None:
    before = datetime.now(UTC)
    reading = clock.read()
    assert before <= reading.at <= before + timedelta(seconds=5)
    assert clock.read().steady >= reading.steady
    assert isinstance(reading.synchronised, bool)


def test_a_boot_has_one_id_for_all_its_life() -> None:
    assert clock.boot_id() == clock.boot_id()
    assert len(clock.boot_id()) == 36


def test_the_machine_tells_how_much_room_is_left(tmp_path) -> None:
    assert health.read(tmp_path)["disk_free_mb"] > 0
