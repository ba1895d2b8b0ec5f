"""Writes strokes.json from the npm package hanzi-writer-data, unpacked into a folder.

`python -m games.hanzi_trace.make_strokes FOLDER` once, when content.toml has other characters.
The package has a file for each character, in a square of 1024 whose y runs up from -124.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from games.content import content

HERE = Path(__file__).parent
# Where the package's y begins, seen from the top of the square.
TOP = 900
# A prominent notice of what was changed, as the licence asks for.
NOTICE = (
    "Strokes of 300 characters out of {source}, which has them from Make Me a Hanzi, and that from"
    " fonts of Arphic Technology Co., Ltd.; Arphic Public License, see ARPHICPL.TXT. Changed in"
    " November 2026 for the Ai You House kiosk: characters were chosen, outlines turned to run"
    " down from the top and written as whole numbers, each relative to the point before."
)

_COMMAND = re.compile(r"([MLQCZ])([^MLQCZ]*)")


def outline(path: str) -> str:
    """Write an outline whose points are absolute with points relative to the one before."""
    written, at = [], (0, 0)
    for command, numbers in _COMMAND.findall(path):
        points = list(_points([float(one) for one in numbers.split()]))
        written.append(command.lower() + _joined(points, at))
        at = points[-1] if points else at
    return "".join(written)


def _points(numbers: Sequence[float]) -> Iterator[tuple[int, int]]:
    for x, y in zip(numbers[::2], numbers[1::2], strict=True):
        yield round(x), TOP - round(y)


def _joined(points: Sequence[tuple[int, int]], at: tuple[int, int]) -> str:
    numbers = [one for x, y in points for one in (x - at[0], y - at[1])]
    return " ".join(map(str, numbers)).replace(" -", "-")


def strokes(facts: Mapping[str, Any]) -> list[tuple[str, list[int]]]:
    """Pair the outline of each stroke with the way of the brush, x and y by turns."""
    outlines, ways = map(outline, facts["strokes"]), map(_way, facts["medians"])
    return list(zip(outlines, ways, strict=True))


def _way(median: Sequence[Sequence[float]]) -> list[int]:
    return [one for x, y in median for one in (round(x), TOP - round(y))]


def main(folder: Path) -> None:
    """Write what the game needs of a package."""
    package = json.loads((folder / "package.json").read_text("utf-8"))
    notice = NOTICE.format(source=f"{package['name']} {package['version']}")
    signs = [sign for level in content(__file__)["characters"].values() for sign in level]
    lines = [
        f"{json.dumps(sign, ensure_ascii=False)}:"
        + json.dumps(
            strokes(json.loads((folder / f"{sign}.json").read_text("utf-8"))),
            separators=(",", ":"),
        )
        for sign in signs
    ]
    text = f'{{"notice":{json.dumps(notice)},\n"strokes":{{\n' + ",\n".join(lines) + "\n}}\n"
    (HERE / "strokes.json").write_text(text, "utf-8")
    (HERE / "ARPHICPL.TXT").write_bytes((folder / "ARPHICPL.TXT").read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
