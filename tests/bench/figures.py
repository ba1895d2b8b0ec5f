"""What is measured, each a row of one table: ours beside its floor, and what is allowed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """A figure that is always measured.

    name: stands in the README too. floor: what ours is measured beside, in the same run. At most
    one of these limits it: times or share, at most and at least so many times its floor; most,
    at most so much by itself; none prints it only. peer: what another program takes, by
    measurements of its own. long: `make bench-long` measures it.
    """

    name: str
    unit: str
    floor: str = ""
    times: float | None = None
    share: float | None = None
    most: float | None = None
    peer: str = ""
    long: bool = False

    @property
    def allowed(self) -> str:
        """Tell the limit in words."""
        if self.times is not None:
            return f"≤ {self.times:g} × floor"
        if self.share is not None:
            return f"≥ {self.share:g} × floor"
        return "" if self.most is None else f"≤ {with_unit(self.most, self.unit)}"


@dataclass(frozen=True, slots=True)
class Figure:
    """What a run found. ours, floors: of each round, both in the row's unit. note: of what."""

    row: Row
    ours: Sequence[float]
    floors: Sequence[float] = ()
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Tell how many floors ours is: of rounds that were taken in turn, the median of each."""
        if not self.floors:
            return None
        if self.row.share is not None:
            return median(one / floor for one, floor in zip(self.ours, self.floors, strict=True))
        return median(self.ours) / median(self.floors)

    @property
    def is_ok(self) -> bool:
        """Tell whether it keeps its limit."""
        row, ratio = self.row, self.ratio
        if row.times is not None:
            return ratio is not None and ratio <= row.times
        if row.share is not None:
            return ratio is not None and ratio >= row.share
        return row.most is None or median(self.ours) <= row.most

    def __str__(self) -> str:
        of = f" ({self.note})" if self.note else ""
        beside = f", floor {spread(self.floors, self.row.unit)}" if self.floors else ""
        ratio = "" if self.ratio is None else f": {self.ratio:.2f} times"
        return f"{self.row.name}{of}: {spread(self.ours, self.row.unit)}{beside}{ratio}"

    def facts(self) -> Mapping[str, Any]:
        """Tell all of it for a program."""
        return {
            "what": self.row.name,
            "of": self.note,
            "unit": self.row.unit,
            "ours": median(self.ours),
            "ours_least_most": [min(self.ours), max(self.ours)],
            "beside": self.row.floor,
            "floor": median(self.floors) if self.floors else None,
            "floor_least_most": [min(self.floors), max(self.floors)] if self.floors else None,
            "ratio": self.ratio,
            "allowed": self.row.allowed,
            "peer": self.row.peer,
            "ok": self.is_ok,
        }


@dataclass
class Figures:
    """What one test finds; `found` is of the whole run, by the names of its rows."""

    rows: Mapping[str, Row]
    found: dict[str, Figure]
    _own: list[Figure] = field(default_factory=list)

    def tell(
        self,
        name: str,
        ours: float | Sequence[float],
        floors: float | Sequence[float] = (),
        *,
        note: str = "",
    ) -> Figure:
        """Note what was found of a row, and print it."""
        figure = Figure(self.rows[name], _all(ours), _all(floors), note)
        self.found[name] = figure
        self._own.append(figure)
        print(f"\n{figure}", end="")
        return figure

    def hold(self) -> None:
        """Fail where something that this test told exceeds its limit."""
        over = [f"{figure}; {figure.row.allowed}" for figure in self._own if not figure.is_ok]
        assert not over, "\n".join(over)


def spread(values: Sequence[float], unit: str) -> str:
    """Tell the median, and between what it lies."""
    middle = with_unit(median(values), unit)
    if len(values) == 1:
        return middle
    return f"{middle} ({_short(min(values), unit)}–{_short(max(values), unit)})"


def with_unit(value: float, unit: str) -> str:
    """Write a value with its unit."""
    return f"{_short(value, unit)}{'' if unit == '%' else ' '}{unit}".rstrip()


def _short(value: float, unit: str) -> str:
    if unit.endswith(("bytes", "cuts")) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _all(values: float | Sequence[float]) -> Sequence[float]:
    return [values] if isinstance(values, int | float) else values
