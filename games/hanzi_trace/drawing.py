"""Characters as SVG, in the square of 1024 in which their strokes are."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from games.hanzi_trace.content import Character, Point, Stroke
from games.palette import palette

Box = tuple[int, int, int, int]

# The brush is wider than any stroke: what is beside its outline stays covered.
BRUSH = 170
_DOT = 38
# How much ink there is in what is still to be written, and in what is written beside a choice.
_FAINT, _WRITTEN = 0.15, 0.55
# A character leaves air around it, which a card has none to spare of.
_AIR = 44

_GRID = (
    "M512 0V1024M0 512H1024",
    "M0 0L1024 1024M1024 0L0 1024",
)


def sheet(character: Character, written: int) -> str:
    """Draw the character on the grid on which children learn to write, some strokes written."""
    done, later = character.strokes[:written], character.strokes[written:]
    return _svg(_paper() + _grid() + _strokes(later, _ink(_FAINT)) + _strokes(done, _ink()))


def cover(character: Character, written: int) -> str:
    """Draw the sheet with a hole where the last of the written strokes comes to be."""
    *done, growing = character.strokes[:written]
    later = _strokes(character.strokes[written:], _ink(_FAINT))
    return _svg(_paper(growing.outline) + _grid() + later + _strokes(done, _ink()))


def reach(stroke: Stroke) -> Box:
    """Tell how far the brush comes while it writes a stroke, on the sheet."""
    left, top = (max(min(ends) - BRUSH // 2, 0) for ends in zip(*stroke.way, strict=True))
    right, low = (min(max(ends) + BRUSH // 2, 1024) for ends in zip(*stroke.way, strict=True))
    return left, top, right - left, low - top


def brush(stroke: Stroke, share: float) -> str:
    """Draw the way of the brush, or the first part of it, as far as it reaches."""
    points = " ".join(f"{x:.0f},{y:.0f}" for x, y in part(stroke.way, share))
    look = 'fill="none" stroke-linecap="round" stroke-linejoin="round"'
    colour = palette()["berry_deep"]
    line = f'<polyline points="{points}" {look} stroke="{colour}" stroke-width="{BRUSH}"/>'
    return _view(reach(stroke), line)


def plain(character: Character) -> str:
    """Draw the character by itself."""
    return _svg(_strokes(character.strokes, _ink()), _AIR)


def card(character: Character, written: int, stroke: int, strength: float = 1.0) -> str:
    """Draw the character as it is, and a stroke to choose: a dot tells where the brush begins."""
    chosen = character.strokes[stroke]
    done, later = character.strokes[:written], character.strokes[written:]
    x, y = chosen.way[0]
    white, deep = palette()["card"], palette()["leaf_deep"]
    dot = f'<circle cx="{x}" cy="{y}" r="{_DOT}" fill="{deep}" stroke="{white}" stroke-width="18"/>'
    around = _strokes(later, _ink(_FAINT)) + _strokes(done, _ink(_WRITTEN))
    drawn = around + _strokes([chosen], palette()["berry_deep"]) + dot
    return _svg(f'<g opacity="{strength}">{drawn}</g>', _AIR)


def part(way: Sequence[Point], share: float) -> list[tuple[float, float]]:
    """Give the first part of a way, by how much of its length."""
    lengths = [hypot(x - a, y - b) for (a, b), (x, y) in pairwise(way)]
    rest, points = sum(lengths) * share, [(float(way[0][0]), float(way[0][1]))]
    for ((a, b), (x, y)), length in zip(pairwise(way), lengths, strict=True):
        if rest <= length:
            gone = rest / length if length else 0.0
            return [*points, (a + (x - a) * gone, b + (y - b) * gone)]
        points.append((x, y))
        rest -= length
    return points


def _svg(inner: str, air: int = 0) -> str:
    return _view((air, air, 1024 - 2 * air, 1024 - 2 * air), inner)


def _view(box: Box, inner: str) -> str:
    view = " ".join(map(str, box))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{inner}</svg>'


def _strokes(strokes: Sequence[Stroke], colour: str) -> str:
    return "".join(f'<path d="{one.outline}" fill="{colour}"/>' for one in strokes)


def _ink(share: float = 1.0) -> str:
    """Mix ink into the colour of the paper: where strokes cross, it grows no darker."""
    colours = (palette()["card"], palette()["ink"])
    paper, ink = ([int(colour[place : place + 2], 16) for place in (1, 3, 5)] for colour in colours)
    mixed = (round(a + (b - a) * share) for a, b in zip(paper, ink, strict=True))
    return "#" + "".join(f"{one:02X}" for one in mixed)


def _paper(hole: str = "") -> str:
    """Draw the paper, with a hole in it through which the brush is seen."""
    whole = "M0 0H1024V1024H0Z"
    return f'<path fill-rule="evenodd" fill="{palette()["card"]}" d="{whole}{_absolute(hole)}"/>'


def _absolute(outline: str) -> str:
    return outline.replace("m", "M", 1)


def _grid() -> str:
    """Draw the grid of a copybook: a cross, its diagonals, a frame."""
    colour = palette()["berry"]
    look = f'fill="none" stroke="{colour}"'
    lines = "".join(
        f'<path d="{line}" {look} stroke-width="4" stroke-opacity="{strength}"'
        ' stroke-dasharray="22 22"/>'
        for line, strength in zip(_GRID, (0.75, 0.4), strict=True)
    )
    return lines + f'<rect x="5" y="5" width="1014" height="1014" {look} stroke-width="10"/>'
