import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.bands import HIGH, LOW, MIDDLE, band_of
from kiosk.domain.moods import Face

V, L, M, H, W = Face.VERY_LOW, Face.LOW, Face.MIDDLE, Face.HIGH, Face.VERY_HIGH


@pytest.mark.parametrize(
    ("faces", "band"),
    [
        ([V], LOW),
        ([L], LOW),
        ([M], MIDDLE),
        ([H], HIGH),
        ([W], HIGH),
        ([L, M, H], MIDDLE),
        ([L, L, H, H], MIDDLE),
        ([L, M], LOW),
        ([M, H], MIDDLE),
        ([None, W, None], HIGH),
        ([None, None], None),
        ([], None),
    ],
)
def test_the_band_is_the_median_of_the_answers(faces, band):
    assert band_of(faces) == band


@given(st.lists(st.none() | st.sampled_from(Face)))
def test_skips_and_the_order_change_nothing(faces):
    assert band_of(faces) == band_of([face for face in reversed(faces) if face])
    assert band_of([V, *faces, W]) in (MIDDLE, band_of(faces))
