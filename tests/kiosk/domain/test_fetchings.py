from dataclasses import replace

import pytest

from kiosk.domain.ages import AgeBand
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.fetchings import is_asked

SMALL = Child("1", "小竹", "1F43C", "leaf", AgeBand.SMALL, "zh_Hans", frozenset({Purpose.VISITS}))


@pytest.mark.parametrize(
    ("child", "asked"),
    [
        (SMALL, True),
        (replace(SMALL, band=AgeBand.MIDDLE), False),
        (replace(SMALL, band=AgeBand.BIG), False),
        (replace(SMALL, keeps=frozenset({Purpose.MOODS})), False),
    ],
)
def test_a_small_child_whose_visits_may_be_kept_is_asked(child: Child, asked: bool) -> None:
    assert is_asked(child) is asked
