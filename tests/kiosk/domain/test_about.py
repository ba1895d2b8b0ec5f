from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ages import AgeBand
from kiosk.domain.children import Child
from kiosk.domain.moods import About, about_of, asks_about

CHILD = Child("1", "小竹", "1F43C", "leaf", AgeBand.SMALL, "zh_Hans")


def test_from_eight_on_a_child_may_show_what_its_feeling_is_about() -> None:
    asked = {band: asks_about(replace(CHILD, band=band)) for band in AgeBand}
    assert asked == {AgeBand.SMALL: False, AgeBand.MIDDLE: True, AgeBand.BIG: True}


@given(st.lists(st.sampled_from(About)), st.lists(st.text()))
def test_it_is_read_in_one_order_each_once_and_nothing_else(
    marked: list[About], other: list[str]
) -> None:
    words = [*(one.value for one in marked), *(one for one in other if one not in set(About))]
    found = about_of(words)
    assert set(found) == set(marked)
    assert list(found) == sorted(found, key=list(About).index)
    assert about_of(reversed(words)) == found
