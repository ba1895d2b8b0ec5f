"""Whether standards were reached, each month by the version of its time; pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sync.hq.standards.catalog import STANDARDS
from sync.hq.standards.versions import Version, in_force

# How often a standard was met, and of how many.
Counted = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """How often a standard was met in a month, and the target of that month in percent."""

    month: date
    met: int
    of: int
    target: int

    @property
    def percent(self) -> int | None:
        """Tell the share in whole percent, rounded down: never up to a target that it missed."""
        return 100 * self.met // self.of if self.of else None

    @property
    def is_reached(self) -> bool | None:
        """Tell whether the target was reached; None where nothing is known."""
        return 100 * self.met >= self.target * self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Score:
    """One standard over the months of a period in which it counted."""

    key: str
    months: tuple[Judged, ...]

    @property
    def met(self) -> int:
        """Tell how often it was met."""
        return sum(one.met for one in self.months)

    @property
    def of(self) -> int:
        """Tell of how many."""
        return sum(one.of for one in self.months)

    @property
    def percent(self) -> int | None:
        """Tell the share in whole percent, rounded down."""
        return 100 * self.met // self.of if self.of else None

    @property
    def targets(self) -> tuple[int, ...]:
        """List the targets of its months, each once, as they followed each other."""
        return tuple(dict.fromkeys(one.target for one in self.months))

    @property
    def is_reached(self) -> bool | None:
        """Tell whether it was reached, each month counting by its own target and its own number.

        None where nothing is known. Where the target did not change this is met / of >= target.
        """
        wanted = sum(one.target * one.of for one in self.months)
        return 100 * self.met >= wanted if self.of else None

    @property
    def months_reached(self) -> int:
        """Count the months that reached their target."""
        return sum(one.is_reached is True for one in self.months)

    @property
    def months_known(self) -> int:
        """Count the months of which something is known."""
        return sum(one.of > 0 for one in self.months)


def judge(
    versions: Sequence[Version], months: Iterable[date], counted: Callable[[date, str], Counted]
) -> list[Score]:
    """Judge months one by one; counted: how often a standard was met in a month, and of how many.

    Standards come in the catalog's order, and only those that counted in one of the months.
    """
    lists: Mapping[str, list[Judged]] = {key: [] for key in STANDARDS}
    for month in months:
        targets = in_force(versions, month).targets
        for key in targets.keys() & STANDARDS.keys():
            lists[key].append(Judged(month, *counted(month, key), targets[key]))
    return [Score(key, tuple(judged)) for key, judged in lists.items() if judged]
