"""How many branches of the rules their tests take, room by room.

Run `make branches`: it measures, and ends with this. Of games, rules are what draws nothing.
"""

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
MEASURED = ROOT / "build" / "branches.json"
WANTED = 0.95
# A file belongs to the first of these that its path begins with.
ROOMS = ("kiosk/domain/", "sync/hq/", "sync/", "games/")
DRAWS = re.compile(r"^\s*(?:from|import) (?:games\.stage|pygame)\b", re.MULTILINE)


def main() -> int:
    """Tell which branches no test took and which share each room has, and refuse too little."""
    files = json.loads(MEASURED.read_text("utf-8"))["files"]
    rules = {name: of for name, of in files.items() if is_a_rule(name)}
    for name, of in rules.items():
        if of["missing_branches"]:
            print(f"{name}: {steps(of['missing_branches'])}")
    shares = {room: share(rules, room) for room in ROOMS}
    for room, part in shares.items():
        print(f"{part:7.2%}  {room}{'' if part >= WANTED else f' is under {WANTED:.0%}'}")
    return 0 if min(shares.values()) >= WANTED else 1


def is_a_rule(name: str) -> bool:
    """Tell whether a file decides something; in games, those that draw do not."""
    if not name.startswith("games/"):
        return True
    return "/stage/" not in name and not DRAWS.search((ROOT / name).read_text("utf-8"))


def room_of(name: str) -> str | None:
    """Tell to which room a file belongs."""
    return next((room for room in ROOMS if name.startswith(room)), None)


def share(rules: Mapping[str, Mapping[str, Any]], room: str) -> float:
    """Tell which part of a room's branches was taken; of none that were measured, none."""
    sums = [of["summary"] for name, of in rules.items() if room_of(name) == room]
    taken, of_all = (sum(one[key] for one in sums) for key in ("covered_branches", "num_branches"))
    return taken / of_all if of_all else 0.0


def steps(missing: list[tuple[int, int]]) -> str:
    """Write branches that no test took as from line to line; one below zero leaves a function."""
    return ", ".join(f"{start} to {end if end > 0 else 'the end'}" for start, end in missing)


if __name__ == "__main__":
    sys.exit(main())
