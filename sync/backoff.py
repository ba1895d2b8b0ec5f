"""How long to wait after failed tries; pure."""

from random import Random

_FIRST = 2.0
_LEAST = 1.0
LONGEST = 900.0

# Where headquarters refuses, only a person there can help: the wait goes on to double.
_LONGEST_OF_REFUSALS = 24

# So long at most whoever answers may ask to be left alone: nothing of that is signed.
LONGEST_ASKED = 6 * 3600.0

# From so many tries on the wait does not grow, and there is nothing new to note.
GROWS_FOR = 10


def delay(tries: int, rng: Random, longest: float = LONGEST) -> float:
    """Choose the seconds to wait after this many failed tries in a row, at least one.

    Anything from 1 second to a ceiling of 2, 4, 8... seconds, never above `longest`: the
    wide spread keeps 200 houses from knocking together when headquarters comes back
    ("full jitter", Brooker, AWS Architecture Blog, 2015).
    """
    ceiling = min(longest, _FIRST * 2.0 ** min(tries - 1, 32))
    return rng.uniform(min(_LEAST, ceiling), ceiling)


def after_refusal(tries: int, rng: Random, longest: float = LONGEST) -> float:
    """Choose the seconds to wait where trying again soon cannot help.

    From half to the whole of `longest`, then of twice as much and so on, up to 24 times.
    """
    ceiling = longest * min(2.0 ** min(tries - 1, 32), _LONGEST_OF_REFUSALS)
    return rng.uniform(ceiling / 2, ceiling)


def resumed(
    tries: int, next_try: int | None, now: int | None, rng: Random, longest: float = LONGEST
) -> float:
    """Choose the seconds to wait when begun anew after failed tries, by what was kept of them.

    A clock that was set since, or is not known, makes no wait longer than tries would.
    """
    if not tries:
        return 0.0
    most = max(longest * _LONGEST_OF_REFUSALS, LONGEST_ASKED + longest)
    if next_try is None or now is None or next_try - now > most:
        return delay(tries, rng, longest)
    return max(0.0, float(next_try - now))
