"""The 40-pin header: which pin carries which GPIO line."""

from collections.abc import Sequence

# GPIO line (BCM number) to the pin of the header on which it is found.
HEADER = {
    2: 3, 3: 5, 4: 7, 14: 8, 15: 10, 17: 11, 18: 12, 27: 13, 22: 15, 23: 16, 24: 18, 10: 19,
    9: 21, 25: 22, 11: 23, 8: 24, 7: 26, 5: 29, 6: 31, 12: 32, 13: 33, 19: 35, 16: 36, 26: 37,
    20: 38, 21: 40,
}  # fmt: skip

GROUNDS = (6, 9, 14, 20, 25, 30, 34, 39)
THREE_VOLTS = (1, 17)
FIVE_VOLTS = (2, 4)
# The board asks an add-on on these who it is; nothing else is connected there.
IDENTITY = (27, 28)
PINS = range(1, 41)


def line_of(pin: int) -> int | None:
    """Tell which line a pin carries; None for power, ground and identity."""
    return next((line for line, found in HEADER.items() if found == pin), None)


def nearest_ground(pin: int, grounds: Sequence[int] = GROUNDS) -> int:
    """Tell which of some grounds is the shortest wire away."""
    return min(grounds, key=lambda ground: _distance(ground, pin))


def _distance(one: int, other: int) -> float:
    """Tell how far apart two pins are; there are two rows, odd and even."""
    along = abs((one - 1) // 2 - (other - 1) // 2)
    return along + 0.5 * ((one - other) % 2)
