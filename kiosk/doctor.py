"""Examines a house and says in plain words how it is; changes nothing."""

import os
import resource
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from kiosk import box, memory, sodium
from kiosk.box import Finding
from kiosk.domain.guessing import Effort, in_words
from kiosk.domain.settings import write
from kiosk.house import House
from kiosk.keyholders import cost_of
from kiosk.store.keys import keyslots
from kiosk.store.keys.keyslots import Cost

_SWAPS = Path("/proc/swaps")
_AT_LEAST_SECONDS = 1.0
_AT_LEAST_RUNS = 3


def guessing(house: House) -> list[Finding]:
    """Measure what a guess at each kind of slot costs on this machine."""
    with house.database.reading() as db:
        slots = keyslots.passphrase_slots(db)
    kinds = {(keyslots.cost_of(slot), bool(slot["carried"])) for slot in slots}
    kinds = kinds or {(cost_of(house), False)}
    return [
        _about(cost, carried=carried)
        for cost, carried in sorted(kinds, key=lambda kind: (kind[0].work, kind[1]))
    ]


def sealing(_house: House) -> list[Finding]:
    """Tell whether libsodium seals; it does not say its version, PyNaCl that brings it does."""
    sodium.require()
    bound = version("pynacl")
    sentence = f"libsodium seals and opens (from PyNaCl {bound})."
    return [Finding("libsodium", well=True, sentence=sentence, figures={"pynacl": bound})]


def core(_house: House) -> list[Finding]:
    """Tell whether a crash would write the house's memory to the card."""
    soft, _ = resource.getrlimit(resource.RLIMIT_CORE)
    said = "A crash writes no core." if soft == 0 else "A crash would write the memory to the card."
    return [Finding("core", well=soft == 0, sentence=said, figures={"core_limit": soft})]


def swap(_house: House) -> list[Finding]:
    """Tell whether memory could come to lie on the card."""
    used = _SWAPS.read_text().splitlines()[1:] if _SWAPS.exists() else []
    on_card = [line.split()[0] for line in used if not line.startswith("/dev/zram")]
    kept = not on_card or memory.stay_out_of_swap()
    said = "No memory of the house is swapped to the card."
    if not kept:
        said = (
            f"Memory may be swapped to {', '.join(on_card)}: this user may not forbid it;"
            " the service may, by LimitMEMLOCK=infinity in its unit."
        )
    return [Finding("swap", well=kept, sentence=said, figures={"swap": on_card})]


def limits(house: House) -> list[Finding]:
    """Tell how long children play, what an adult has set, and where."""
    now, first = house.settings(), house.config.settings
    otherwise = write(now, first)
    said = (
        f"Children play {now.sitting_minutes:g} minutes at a time and {now.day_minutes:g} a day,"
        f" from {now.play_from:%H:%M} to {now.play_until:%H:%M}. How long, when, which games, how"
        " loud and the opening hours are set in the panel, under Upkeep; "
    )
    said += (
        f"set there: {', '.join(otherwise)}." if otherwise else "all is as the configuration says."
    )
    return [Finding("limits", well=True, sentence=said, figures=otherwise)]


def the_box(house: House) -> list[Finding]:
    """Tell how the machine is, as the panel does."""
    return [replace(found, sentence=found.sentence % found.figures) for found in box.look_at(house)]


# One line a check, in the order in which they are told.
CHECKS: tuple[Callable[[House], list[Finding]], ...] = (
    guessing,
    sealing,
    core,
    swap,
    limits,
    the_box,
)


def examine(house: House) -> list[Finding]:
    """Do every check."""
    return [finding for check in CHECKS for finding in check(house)]


def _about(cost: Cost, *, carried: bool) -> Finding:
    effort = Effort(measure(cost))
    kind = "passphrase and carried key" if carried else "passphrase"
    price = f"{cost.memory_kib / 1024:g} MiB, {cost.passes} passes, {cost.lanes} lanes"
    said = f"Slot by {kind} ({price}): this machine tries {effort.rate:.2g} passphrases a second. "
    if carried:
        said += "Without the carried key no guess can succeed; with a copy of it, what follows. "
    said += (
        f"Four words drawn by lot hold {in_words(effort.four_words)} on average, the weakest"
        f" passphrase that is taken {in_words(effort.least)}; a thousand such machines, a"
        " thousandth of that."
    )
    figures = {
        "kind": kind,
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "lanes": cost.lanes,
        "passphrases_per_second": round(effort.rate, 3),
        "four_words_years": effort.four_words / (365.25 * 86400),
    }
    return Finding("guessing", well=True, sentence=said, figures=figures)


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
