from sync.hq.told import health


def test_a_full_card_and_a_hot_machine_are_worrying() -> None:
    assert health.is_worrying("disk_free_mb", 1023)
    assert health.is_worrying("temperature_c", 80)
    assert not health.is_worrying("disk_free_mb", 1024)
    assert not health.is_worrying("uptime_h", 1)


def test_one_worrying_figure_of_a_day_is_enough() -> None:
    assert health.needs_somebody('{"disk_free_mb": 4000, "temperature_c": 81}')
    assert not health.needs_somebody('{"disk_free_mb": 4000}')
    assert not health.needs_somebody("{}")
