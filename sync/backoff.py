"""How long to wait after failed tries; pure."""

from random import Random

_FIRST = 2.0
_LEAST = 1.0
LONGEST = 900.0


def delay(tries: int, rng: Random, longest: float = LONGEST) -> float:
    """Choose the seconds to wait after this many failed tries in a row, at least one.

    Anything from 1 second to a ceiling of 2, 4, 8... seconds, never above `longest`: the
    wide spread keeps 200 houses from knocking together when headquarters comes back
    ("full jitter", Brooker, AWS Architecture Blog, 2015).
    """
    ceiling = min(longest, _FIRST * 2.0 ** min(tries - 1, 32))
    return rng.uniform(min(_LEAST, ceiling), ceiling)
