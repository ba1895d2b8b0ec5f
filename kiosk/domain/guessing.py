"""What guessing a passphrase costs whoever holds a copy of the card: pure."""

from dataclasses import dataclass

# Words drawn by lot from a list of 7,776 (Diceware), and the least that zxcvbn's score of 3 means.
FOUR_WORDS = 7776.0**4
LEAST = 1e8


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
