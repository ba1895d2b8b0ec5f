"""What guessing a passphrase costs whoever holds a copy of the card: pure."""

from dataclasses import dataclass

# Words drawn by lot from a list of 7,776 (Diceware), and the least that zxcvbn's score of 3 means.
FOUR_WORDS = 7776.0**4
LEAST = 1e8

_SPANS = (("years", 365.25 * 86400), ("days", 86400.0), ("hours", 3600.0), ("minutes", 60.0))
_NAMES = ((1e9, "billion"), (1e6, "million"), (1e3, "thousand"))


@dataclass(frozen=True, slots=True)
class Effort:
    """How many passphrases a second can be tried, and for how long until half are: seconds."""

    rate: float

    @property
    def four_words(self) -> float:
        """Tell how long four words drawn by lot hold, on average."""
        return FOUR_WORDS / 2 / self.rate

    @property
    def least(self) -> float:
        """Tell how long the weakest passphrase that is taken holds, on average."""
        return LEAST / 2 / self.rate


def in_words(seconds: float) -> str:
    """Say a span with two digits that count."""
    for name, length in _SPANS:
        if seconds >= 2 * length:
            return f"{_rounded(seconds / length)} {name}"
    return f"{max(seconds, 1):.0f} seconds"


def _rounded(number: float) -> str:
    for size, name in _NAMES:
        if number >= size:
            many = number / size
            return f"{many:.0f} {name}" if many >= 10 else f"{many:.1f} {name}"
    return f"{number:.0f}"
