"""How long a house may be silent, measured by its own habit; pure.

One in a valley with a signal on Tuesdays is well after six days, one in town is not after four:
each is expected again as it used to come, as a dead man's switch is.
"""

import json
from datetime import timedelta

_DAY = timedelta(days=1).total_seconds()

# What comes within the same hours is one visit of the network, not a habit.
_ONE_VISIT = timedelta(hours=6).total_seconds()
_REMEMBERED = 12
_GRACE = 1.5 * _DAY
_LONGEST = 30 * _DAY


def remember(gaps: str, seconds: float) -> str:
    """Add how long a house was not heard to its last twelve silences, as they are kept."""
    if seconds < _ONE_VISIT:
        return gaps
    return json.dumps([*_read(gaps), round(seconds)][-_REMEMBERED:])


def patience(gaps: str, least_days: int) -> float:
    """Tell the seconds without word after which a house is silent, at least so many days."""
    return max(least_days * _DAY, own_patience(gaps))


def own_patience(gaps: str) -> float:
    """Tell how long a house may be silent by its habit alone, in seconds.

    Its second longest silence and a day and a half: a holiday, the longest, was once.
    """
    known = sorted(_read(gaps))
    usual = known[-2] if len(known) > 1 else 0
    return min(usual + _GRACE, _LONGEST)


def _read(gaps: str) -> list[int]:
    return [int(one) for one in json.loads(gaps)]
