"""What is measured, each a row of one table: ours beside its floor, and what is allowed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from tests.bench.units import middle, spread, with_unit


@dataclass(frozen=True, slots=True)
class Peer:
    """Another program that does the same, measured in the same run where it is installed.

    then: what it took by measurements of its own, earlier. times: ours may take at most so many
    times of what it takes in the same run.
    """

    name: str
    then: str
    times: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A figure that is always measured.

    name: stands in the README too. floor: what ours is measured beside, in the same run. At most
    one of these limits it: times or share, at most and at least so many times its floor; most,
    at most so much by itself; none prints it only. peer: may limit it, too. long: `make
    bench-long` measures it.
    """

    name: str
    unit: str
    floor: str = ""
    times: float | None = None
    share: float | None = None
    most: float | None = None
    peer: Peer | None = None
    long: bool = False

    @property
    def allowed(self) -> str:
        """Tell the limits in words."""
        peer = self.peer
        beside = f"≤ {peer.times:g} × {peer.name}" if peer and peer.times is not None else ""
        return ", ".join(filter(None, (self._by_itself, beside)))

    @property
    def _by_itself(self) -> str:
        if self.times is not None:
            return f"≤ {self.times:g} × floor"
        if self.share is not None:
            return f"≥ {self.share:g} × floor"
        return "" if self.most is None else f"≤ {with_unit(self.most, self.unit)}"


@dataclass(frozen=True, slots=True)
class Figure:
    """What a run found. ours, floors, peers: of each round, in the row's unit. note: of what."""

    row: Row
    ours: Sequence[float]
    floors: Sequence[float] = ()
    peers: Sequence[float] = ()
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
    def peer_ratio(self) -> float | None:
        """Tell how many times of another program's ours is, where that was there."""
        return median(self.ours) / median(self.peers) if self.peers else None

    @property
    def is_ok(self) -> bool:
        """Tell whether it keeps its limits."""
        peer, ratio = self.row.peer, self.peer_ratio
        if peer and peer.times is not None and ratio is not None and ratio > peer.times:
            return False
        return self._is_ok_by_itself

    @property
    def _is_ok_by_itself(self) -> bool:
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
        others = f"; {self.others(spread)}" if self.peers else ""
        return f"{self.row.name}{of}: {spread(self.ours, self.row.unit)}{beside}{ratio}{others}"

    def others(self, tell: Callable[[Sequence[float], str], str]) -> str:
        """Tell of the other program what `tell` tells of its values, or what it took earlier."""
        peer = self.row.peer
        if peer is None or self.peer_ratio is None:
            return f"{peer.name}: {peer.then} (earlier)" if peer else ""
        return f"{peer.name}: {tell(self.peers, self.row.unit)}, ours {self.peer_ratio:.2f} ×"

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
            "peer": self.row.peer.name if self.row.peer else "",
            "peer_took": median(self.peers) if self.peers else None,
            "peer_least_most": [min(self.peers), max(self.peers)] if self.peers else None,
            "peer_ratio": self.peer_ratio,
            "others": self.others(middle),
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
        peers: float | Sequence[float] = (),
        *,
        note: str = "",
    ) -> Figure:
        """Note what was found of a row, and print it."""
        figure = Figure(self.rows[name], _all(ours), _all(floors), _all(peers), note)
        self.found[name] = figure
        self._own.append(figure)
        print(f"\n{figure}", end="")
        return figure

    def hold(self) -> None:
        """Fail where something that this test told exceeds its limit."""
        over = [f"{figure}; {figure.row.allowed}" for figure in self._own if not figure.is_ok]
        assert not over, "\n".join(over)


def _all(values: float | Sequence[float]) -> Sequence[float]:
    return [values] if isinstance(values, int | float) else values
