from datetime import date, time

from kiosk.domain.activities import Activity, counted

MUSIC = Activity("唱歌", date(2026, 11, 30), time(16), 45, frozenset({"panda", "owl"}), others=3)


def test_an_activity_counts_in_its_month_with_its_minutes_and_all_who_took_part() -> None:
    assert counted(MUSIC) == {
        ("2026-11", "activities"): 1,
        ("2026-11", "activity_minutes"): 45,
        ("2026-11", "participations"): 5,
    }


def test_a_damaged_activity_counts_nowhere() -> None:
    assert counted(None) == {}
