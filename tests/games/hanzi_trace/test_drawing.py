"""What is drawn of a character, before and after the brush has been there."""

import pytest

from games.hanzi_trace import drawing
from games.hanzi_trace.content import characters
from games.palette import palette

MOUNTAIN = characters()["山"]
FIRST, SECOND, LAST = MOUNTAIN.strokes


def paths(svg: str, colour: str) -> list[str]:
    """List the outlines that are filled with a colour."""
    return [part.split('"')[1] for part in svg.split("<path ") if f'fill="{colour}"/>' in part]


def test_what_is_written_is_in_ink_and_the_rest_shows_faintly() -> None:
    sheet = drawing.sheet(MOUNTAIN, 1)
    assert paths(sheet, palette()["ink"]) == [FIRST.outline]
    assert len(paths(sheet, drawing._ink(drawing._FAINT))) == 2
    assert "polyline" not in sheet


def test_while_the_brush_writes_it_is_seen_through_its_stroke_only() -> None:
    cover = drawing.cover(MOUNTAIN, 2)
    assert paths(cover, palette()["ink"]) == [FIRST.outline]
    assert paths(cover, drawing._ink(drawing._FAINT)) == [LAST.outline]
    assert SECOND.outline.replace("m", "M", 1) in cover
    assert "polyline" in drawing.brush(SECOND, 0.5)


def test_the_brush_stays_on_the_sheet_and_comes_as_far_as_every_stroke() -> None:
    for stroke in (stroke for one in characters().values() for stroke in one.strokes):
        left, top, width, height = drawing.reach(stroke)
        assert left >= 0 and top >= 0 and left + width <= 1024 and top + height <= 1024
        assert all(left <= x <= left + width and top <= y <= top + height for x, y in stroke.way)


def test_a_card_shows_one_stroke_strongly_and_where_it_begins() -> None:
    card = drawing.card(MOUNTAIN, 1, 2)
    assert paths(card, palette()["berry_deep"]) == [LAST.outline]
    x, y = LAST.way[0]
    assert f'cx="{x}" cy="{y}"' in card


@pytest.mark.parametrize(
    ("share", "end"),
    [(0.0, (0, 0)), (0.25, (5, 0)), (0.5, (10, 0)), (0.75, (10, 5)), (1, (10, 10)), (2, (10, 10))],
)
def test_the_brush_goes_along_its_way_evenly(share: float, end: tuple[int, int]) -> None:
    assert drawing.part([(0, 0), (10, 0), (10, 10)], share)[-1] == end


def test_ink_is_mixed_into_the_paper() -> None:
    assert drawing._ink(0) == palette()["card"]
    assert drawing._ink(1) == palette()["ink"]
