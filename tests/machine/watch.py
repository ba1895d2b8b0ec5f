"""Writes down each change of some lines: steady seconds, line, level. Runs in the machine."""

import os
import sys
import time

LOOKS_EVERY = 0.002


def main(lines: list[str]) -> None:
    """Watch until killed."""
    places = {one: os.open(f"/run/lines/sim_gpio{one}/value", os.O_RDONLY) for one in lines}
    before: dict[str, bytes] = {}
    while True:
        for line, place in places.items():
            level = os.pread(place, 1, 0)
            if before.get(line) != level:
                before[line] = level
                print(f"{time.monotonic():.4f} {line} {level.decode()}", flush=True)
        time.sleep(LOOKS_EVERY)


main(sys.argv[1:])
