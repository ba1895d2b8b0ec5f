"""Whether tests notice: rules, changed in two thousand small ways, and what got past them.

Run `make mutants`: mutmut changes copies of the rules in build/mutants, one small thing at a time,
and runs the tests that reach it. There, `../../.venv/bin/mutmut results` names the changes that
no test noticed, `../../.venv/bin/mutmut show NAME` shows one. `[tool.mutmut]` of pyproject.toml
says which rules and which tests.
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from mutmut.stats import status_by_exit_code

ROOT = Path(__file__).parent.parent
WORKSHOP = ROOT / "build" / "mutants"
LOG = WORKSHOP / "log"
ROOMS = ("kiosk", "games", "sync", "hardware", "tests", "pyproject.toml")
WANTED = 0.85
# What is held to that share as a whole: a room, or a file by itself.
HELD = ("kiosk/domain/", "sync/disclosure.py", "sync/envelope.py", "games/learning.py")
# A change after which the tests run on and on, or bring Python down, was noticed as well.
NOTICED = {"killed", "timeout", "segfault"}


def main() -> int:
    """Change the rules, tell file by file how much the tests noticed, and refuse too little."""
    lay_out()
    print(f"mutmut tells how far it is in {LOG}", flush=True)
    if change():
        print(f"mutmut could not do it, see {LOG}")
        return 1
    found = counted()
    print("\n".join(table(found)))
    short = [held for held in HELD if share(together(found, held)) < WANTED]
    for held in short:
        print(f"{held} is under {WANTED:.0%}")
    return 1 if short else 0


def lay_out() -> None:
    """Give mutmut a tree to copy, where its copies are in nobody's way."""
    shutil.rmtree(WORKSHOP, ignore_errors=True)
    WORKSHOP.mkdir(parents=True)
    for name in ROOMS:
        (WORKSHOP / name).symlink_to(ROOT / name)


def change() -> int:
    """Let mutmut do its work, which it draws on the screen at length, and say how it ended."""
    # The tests must find the changed rules, and nowhere the right ones.
    surroundings = {name: os.environ[name] for name in os.environ if name != "PYTHONPATH"}
    command = [Path(sys.executable).with_name("mutmut"), "run"]
    with LOG.open("wb") as log:
        return subprocess.call(
            command, cwd=WORKSHOP, env=surroundings, stdout=log, stderr=subprocess.STDOUT
        )


def counted() -> dict[str, Counter[bool]]:
    """Count for each file what was noticed and what was not."""
    copies = WORKSHOP / "mutants"
    return {
        path.relative_to(copies).as_posix().removesuffix(".meta"): noticed(path)
        for path in sorted(copies.rglob("*.meta"))
    }


def noticed(path: Path) -> Counter[bool]:
    """Read what mutmut noted of a file's changes."""
    codes = json.loads(path.read_text("utf-8"))["exit_code_by_key"].values()
    return Counter(status_by_exit_code[code] in NOTICED for code in codes)


def together(found: Mapping[str, Counter[bool]], held: str) -> Counter[bool]:
    """Add up the files of a room, or take the one of that name."""
    return sum((of for file, of in found.items() if file.startswith(held)), Counter())


def share(of: Counter[bool]) -> float:
    """Tell which part was noticed; of nothing, none."""
    return of[True] / of.total() if of.total() else 0.0


def table(found: Mapping[str, Counter[bool]]) -> Iterator[str]:
    """Write one line a file, then one for each that is held to its share."""
    yield f"{'noticed':>9} {'of':>6} {'share':>7}"
    rows = [*((file, of) for file, of in found.items() if of.total())]
    for name, of in [*rows, *((held, together(found, held)) for held in HELD)]:
        yield f"{of[True]:9} {of.total():6} {share(of):7.1%}  {name}"


if __name__ == "__main__":
    sys.exit(main())
