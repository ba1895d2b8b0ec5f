"""What a year's answers told: what each page that came back said was kept."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date


@dataclass
class Ledger:
    """Who was let in on which day and told how it felt, and what the counselor wrote down.

    wishes: of whom the counselor is to hear; asking twice is one wish.
    perhaps: who touched the screen when the power went and never saw an answer.
    """

    came: dict[date, set[str]] = field(default_factory=lambda: defaultdict(set))
    perhaps: dict[date, set[str]] = field(default_factory=lambda: defaultdict(set))
    felt: dict[date, set[str]] = field(default_factory=lambda: defaultdict(set))
    wishes: set[str] = field(default_factory=set)
    counted: Counter[tuple[str, str]] = field(default_factory=Counter)

    def let_in(self, day: date, child: str) -> None:
        self.came[day].add(child)
        self.perhaps[day].discard(child)

    def in_doubt(self, day: date, child: str) -> None:
        if child not in self.came[day]:
            self.perhaps[day].add(child)

    def activity(self, day: date, minutes: int, people: int) -> None:
        for what, number in (
            ("activities", 1),
            ("activity_minutes", minutes),
            ("participations", people),
        ):
            self.counted[f"{day:%Y-%m}", what] += number

    def home_visit(self, day: date) -> None:
        self.counted[f"{day:%Y-%m}", "home_visits"] += 1

    def headcounts(self, day: date) -> range:
        """Tell how many may have come: those who were let in, and who is in doubt."""
        sure = len(self.came[day])
        return range(sure, sure + len(self.perhaps[day]) + 1)

    def of_year(self, what: str) -> int:
        return sum(number for (_, counted), number in self.counted.items() if counted == what)
