"""The table of a run: as Markdown, and as JSON for programs."""

import json
import os
import platform
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.figures import Figure, Row
from tests.bench.peers import installed
from tests.bench.rows import EARLIER, ROWS
from tests.bench.units import spread

HEAD = ("what", "ours, median (spread)", "floor", "ratio", "allowed", "others", "")


def markdown(found: Mapping[str, Figure]) -> str:
    """Write the rows that were measured as a table, in the order of all rows."""
    lines = [HEAD, ["---"] * len(HEAD), *(_cells(found[name]) for name in ROWS if name in found)]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    return f"{table}\n\n{about(found)}\n"


def plain(found: Mapping[str, Figure]) -> Iterator[str]:
    """Write the same in columns, for a terminal."""
    lines = [[*HEAD], *(_cells(found[name]) for name in ROWS if name in found)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for cells in lines:
        yield "  ".join(map(str.ljust, cells, widths)).rstrip()
    yield about(found)


def as_json(found: Mapping[str, Figure]) -> str:
    """Write all of it for a program."""
    told = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "on": machine(),
        "peers": installed.versions(),
        "earlier": EARLIER,
        "rows": [found[name].facts() for name in ROWS if name in found],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def about(found: Mapping[str, Figure]) -> str:
    """Tell where it was measured, and what was not."""
    left = len(ROWS) - len(found)
    lacks = f" {left} of {len(ROWS)} rows were not measured." if left else ""
    at = f"{machine()}, {datetime.now(UTC):%Y-%m-%d}."
    return f"{at} {installed.told()} Earlier: {EARLIER}.{lacks}"


def machine() -> str:
    """Tell on what it was measured, and how busy that was."""
    kind = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    return f"{kind}, load {os.getloadavg()[2]:.1f}"


def keep(found: Mapping[str, Figure], folder: Path) -> None:
    """Write both into a folder."""
    folder.mkdir(exist_ok=True)
    (folder / "bench.md").write_text(markdown(found), encoding="utf-8")
    (folder / "bench.json").write_text(as_json(found), encoding="utf-8")


def _cells(figure: Figure) -> list[str]:
    row = figure.row
    return [
        f"{row.name} ({figure.note})" if figure.note else row.name,
        spread(figure.ours, row.unit),
        f"{spread(figure.floors, row.unit)}, {row.floor}" if figure.floors else "",
        "" if figure.ratio is None else f"{figure.ratio:.2f}",
        row.allowed,
        figure.others(spread),
        _verdict(figure, row),
    ]


def _verdict(figure: Figure, row: Row) -> str:
    if not row.allowed:
        return ""
    return "ok" if figure.is_ok else "NOT OK"
