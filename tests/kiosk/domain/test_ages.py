from datetime import date

import pytest

from kiosk.domain.ages import AgeBand, age_on, band_of


@pytest.mark.parametrize(
    ("birth", "age", "band"),
    [
        (date(2023, 1, 1), 3, AgeBand.SMALL),
        (date(2018, 11, 25), 7, AgeBand.SMALL),
        (date(2018, 11, 24), 8, AgeBand.MIDDLE),
        (date(2015, 11, 24), 11, AgeBand.BIG),
        (date(2010, 1, 1), 16, AgeBand.BIG),
    ],
)
def test_a_band_changes_on_the_birthday(birth: date, age: int, band: AgeBand) -> None:
    today = date(2026, 11, 24)
    assert (age_on(birth, today), band_of(birth, today)) == (age, band)
