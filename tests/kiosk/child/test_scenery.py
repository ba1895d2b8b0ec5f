import re
from dataclasses import replace
from datetime import datetime

import pytest

from kiosk.app import app_for
from kiosk.child.scenery import Season, Sky, season_of, sky_at
from kiosk.domain.provinces import Province
from kiosk.house import House


@pytest.mark.parametrize(
    ("hour", "sky"),
    [(0, "night"), (4, "night"), (5, "dawn"), (8, "day"), (17, "dusk"), (23, "night")],
)
def test_the_light_follows_the_hour(hour: int, sky: str) -> None:
    assert sky_at(datetime(2026, 11, 24, hour)) is Sky(sky)


@pytest.mark.parametrize(
    ("month", "season"),
    [(12, "winter"), (2, "winter"), (3, "spring"), (8, "summer"), (9, "autumn")],
)
def test_the_fields_follow_the_season(month: int, season: str) -> None:
    assert season_of(datetime(2026, month, 1)) is Season(season)


def test_every_province_has_a_land_of_its_own(unlocked: House) -> None:
    seen = set()
    for province in Province:
        config = replace(unlocked.config, province=province.value)
        page = app_for(replace(unlocked, config=config)).test_client().get("/").text
        (drawing,) = re.findall(r"<svg class=.scenery.*?</svg>", page, re.DOTALL)
        seen.add(drawing)
    assert len(seen) == len(Province)
