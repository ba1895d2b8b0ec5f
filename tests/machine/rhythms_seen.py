"""What was seen on a line, beside the rhythm that it should have."""

from collections.abc import Sequence
from itertools import pairwise
from math import inf

from hardware.rhythms import Rhythm
from tests.machine.on_lines import BUZZER, PATIENCE, Change, Pi
from tests.processes import wait_for


def ms(seconds: float) -> str:
    """Say seconds in words, as milliseconds."""
    return f"{1000 * seconds:.0f} ms"


def lengths(changes: Sequence[Change]) -> list[tuple[int, float]]:
    """Tell the level and the seconds of each whole step between two changes of a line."""
    return [(one.level, two.at - one.at) for one, two in pairwise(changes)]


def sounds(pi: Pi, since: float) -> list[float]:
    """Tell after how many seconds the buzzer stroke."""
    return [one.at - since for one in pi.seen(BUZZER, since=since) if one.level]


def lateness(told: Sequence[tuple[int, float]], rhythm: Rhythm) -> float:
    """Tell by how much steps are off, wherever in the rhythm the first one is."""
    steps = [(int(level), seconds) for level, seconds in rhythm.steps]
    turned = [(steps[n:] + steps[:n]) * len(told) for n in range(len(steps))]
    return min(
        max(
            abs(was - seconds) if level == wanted else inf
            for (level, was), (wanted, seconds) in zip(told, turn, strict=False)
        )
        for turn in turned
    )


def waits_for_rhythm(pi: Pi, rhythm: Rhythm, line: int, since: float) -> None:
    """Wait until a line went through a whole rhythm and a step as it should.

    On a machine that is played beside others a light may be late now and then.
    """
    count = len(rhythm.steps) + 1
    late = inf

    def is_seen() -> bool:
        nonlocal late
        told = lengths(pi.seen(line, since=since))
        windows = [told[n : n + count] for n in range(len(told) - count + 1)]
        late = min((lateness(one, rhythm) for one in windows), default=inf)
        return late < 0.1

    wait_for(f"the rhythm of line {line}", PATIENCE, is_seen)
    print(f"line {line}: no step is off by more than {ms(late)}")
