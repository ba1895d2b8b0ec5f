"""Writes the last run's figures into the README's table; rows that it left out stay as they are.

`python -m tests.bench.into_readme`, after `make bench` or `make bench-long` on a machine at rest.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.bench.rows import ROWS
from tests.bench.units import with_unit

ROOT = Path(__file__).parent.parent.parent
HEAD = "| what | ours | allowed | others |\n|---|---|---|---|\n"
_TABLE = re.compile(re.escape(HEAD) + r"((?:\| .+ \|\n)*)")


def names(readme: str) -> list[str]:
    """Tell the rows of the README's table."""
    return [*_lines(readme)]


def rewritten(readme: str, run: Mapping[str, Any]) -> str:
    """Write the README with what a run found."""
    found, before = {one["what"]: one for one in run["rows"]}, _lines(readme)
    lines = [
        line(found[name]) if name in found else before.get(name, f"| {name} | | | |")
        for name in ROWS
    ]
    return _TABLE.sub(lambda _: HEAD + "".join(f"{one}\n" for one in lines), readme)


def line(facts: Mapping[str, Any]) -> str:
    """Write one row."""
    ours, allowed = with_unit(facts["ours"], facts["unit"]), facts["allowed"]
    if facts["ratio"] is not None:
        ours += f", {facts['ratio']:.2f} × {facts['beside']}"
    allowed = allowed.replace(" × floor", " ×")
    return f"| {facts['what']} | {ours} | {allowed} | {facts['others']} |"


def _lines(readme: str) -> dict[str, str]:
    table = _TABLE.search(readme)
    lines = table[1].splitlines() if table else []
    return {one.split(" | ")[0].removeprefix("| "): one for one in lines}


if __name__ == "__main__":
    readme = ROOT / "README.md"
    run = json.loads((ROOT / "build" / "bench.json").read_text(encoding="utf-8"))
    readme.write_text(rewritten(readme.read_text(encoding="utf-8"), run), encoding="utf-8")
