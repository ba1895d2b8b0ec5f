"""What guessing a passphrase costs a thief, measured on this machine."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from hardware.language import Phrase, _
from kiosk.doctor.findings import Result, well
from kiosk.domain.guessing import Effort
from kiosk.house import House
from kiosk.keyholders import cost_of
from kiosk.store.keys import keyslots
from kiosk.store.keys.keyslots import Cost

_AT_LEAST_SECONDS = 1.0
_AT_LEAST_RUNS = 3

_YEAR = 365.25 * 86400
# Shorter than this it is said in days, longer than the second in thousands or hundred millions.
# Mandarin counts in ten thousands: each phrase has the figures of both.
_UNITS = (
    (1e9 * _YEAR, _("{billions} billion years"), {"billions": 1e9, "yi": 1e8}),
    (1e6 * _YEAR, _("{millions} million years"), {"millions": 1e6, "wan": 1e4}),
    (2 * _YEAR, _("{years} years"), {"years": 1.0}),
    (2 * 86400.0, _("{days} days"), {"days": 86400.0 / _YEAR}),
    (0.0, _("{hours} hours"), {"hours": 3600.0 / _YEAR}),
)


def guessing(house: House) -> Iterator[Result]:
    """Measure what a guess at each kind of slot costs on this machine."""
    with house.database.reading() as db:
        slots = keyslots.passphrase_slots(db)
    kinds = {(keyslots.cost_of(slot), bool(slot["carried"])) for slot in slots}
    kinds = kinds or {(cost_of(house), False)}
    for cost, carried in sorted(kinds, key=lambda kind: (kind[0].work, kind[1])):
        yield _about(cost, carried=carried)


def _about(cost: Cost, *, carried: bool) -> Result:
    rate = measure(cost)
    effort = Effort(rate)
    said = _(
        "Guessing a {kind}, this machine tries {rate} a second. Four words drawn by lot hold {four}"
        " on average, the weakest passphrase that is taken {least}."
    )
    return well(
        "guessing", said,
        kind=_("passphrase and carried key") if carried else _("passphrase"),
        rate=f"{rate:.2g}", four=span(effort.four_words), least=span(effort.least),
        memory_kib=cost.memory_kib, passes=cost.passes, lanes=cost.lanes,
        passphrases_per_second=round(rate, 3), four_words_years=effort.four_words / _YEAR,
    )  # fmt: skip


def span(seconds: float) -> Phrase:
    """Say a span with two digits that count."""
    said, units = next((said, units) for least, said, units in _UNITS if seconds >= least)
    years = seconds / _YEAR
    return Phrase(said, {name: _rounded(years / size) for name, size in units.items()})


def _rounded(number: float) -> str:
    return f"{number:.0f}" if number >= 10 else f"{number:.1f}"


def measure(cost: Cost) -> float:
    """Try passphrases as a guesser would, on all cores; returns how many a second."""
    salt, guessers = os.urandom(keyslots.SALT_BYTES), max(1, (os.cpu_count() or 1) // cost.lanes)
    began = time.perf_counter()

    def guess(first: int) -> int:
        runs = 0
        while runs < _AT_LEAST_RUNS or time.perf_counter() - began < _AT_LEAST_SECONDS:
            keyslots.stretch(f"guess {first} {runs}", salt, cost)
            runs += 1
        return runs

    with ThreadPoolExecutor(guessers) as pool:
        runs = sum(pool.map(guess, range(guessers)))
    return runs / (time.perf_counter() - began)
