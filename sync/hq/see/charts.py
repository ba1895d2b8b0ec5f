"""Where the bars of a chart stand, in percent of its width and height; pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """Place one bar; value is None where nothing is known."""

    x: float
    y: float
    width: float
    height: float
    value: int | None

    @property
    def middle(self) -> float:
        """Place the bar's label."""
        return round(self.x + self.width / 2, 2)


@dataclass(frozen=True, slots=True)
class Chart:
    """Hold the bars of a chart, and the lines (value, y) to read them by."""

    bars: tuple[Bar, ...]
    lines: tuple[tuple[int, float], ...]


def bars(values: Sequence[int | None], gap: float = 0.3) -> Chart:
    """Place bars from left to right on a scale that begins at zero; gap is a share of a step."""
    top, step = scale(max((value or 0 for value in values), default=0))
    room = 100 / max(len(values), 1)
    placed = tuple(
        _bar(value, (index + gap / 2) * room, room * (1 - gap), top)
        for index, value in enumerate(values)
    )
    lines = tuple((line, round(100 - 100 * line / top, 2)) for line in range(0, top + 1, step))
    return Chart(placed, lines)


def _bar(value: int | None, x: float, width: float, top: int) -> Bar:
    # A day with nobody keeps a sliver, so that it differs from a day without word.
    height = 0.0 if value is None else max(100 * value / top, 1.5)
    return Bar(round(x, 2), round(100 - height, 2), round(width, 2), round(height, 2), value)


def scale(highest: int) -> tuple[int, int]:
    """Choose a round top above a value, and the step between at most four reading lines."""
    step = 1
    while highest > step * 4:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return step * max(-(-highest // step), 2), step


def label_step(count: int) -> int:
    """Tell how many bars share one label below them, so that about four stand on any screen."""
    return max(1, -(-count // 4))
