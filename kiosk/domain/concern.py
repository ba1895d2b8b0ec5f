"""Consider a quiet chat: what in a child's own record asks for one. Pure.

A check-in, not a test: a child is compared only with itself, a reason holds or does not, and
nothing is added up, weighed or ranked.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from kiosk.domain.concern_rules import ConcernRules
from kiosk.domain.moment import ClockState, Moment

# For how many weeks a counselor can put a chat off.
PUT_OFF = (1, 2, 4)
# After a talk: as long as a follow-up has at first.
AFTER_A_TALK = timedelta(weeks=2)

# Whoever has not come for so long is no news any more. Ours, to be piloted.
LONG_GONE = timedelta(weeks=12)


class Reason(StrEnum):
    """Why a chat may do a child good."""

    LOWEST = "lowest"
    FALL = "fall"
    ABSENCE = "absence"


@dataclass(frozen=True, slots=True)
class Concern:
    """One reason and its two counts.

    The lowest faces and the answers looked at; the answers that fell and those before them; the
    open days missed now and the most that were missed before.
    """

    reason: Reason
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Snooze:
    """A chat that was put off until a day; `talked` is the day on which there was one."""

    until: date
    talked: date | None = None

    def holds(self, moment: Moment) -> bool:
        """Tell whether the child is not asked about yet; a house without a clock waits.

        One that ends later than any can be put off was said by a clock that ran ahead.
        """
        if moment.clock is ClockState.UNKNOWN:
            return True
        return moment.day < self.until <= moment.day + timedelta(weeks=max(PUT_OFF))


def of_answers(heights: Sequence[int], rules: ConcernRules) -> Concern | None:
    """Tell what a child's answers ask for; the lowest faces also tell a fall.

    heights: the newest answers on one scale (moods.heights), the latest last.
    """
    lowest = heights[-rules.answers :].count(0)
    if rules.lowest and lowest >= rules.lowest_answers:
        return Concern(Reason.LOWEST, lowest, min(len(heights), rules.answers))
    return _fall(heights, rules) if rules.fall else None


def is_straight_lining(heights: Sequence[int], rules: ConcernRules) -> bool:
    """Tell whether the same face comes again and again, which says little of how a child feels.

    The lowest one is taken at its word: doubt would be the worse mistake there.
    """
    last = heights[-rules.same_answers :]
    same = len(last) == rules.same_answers and len(set(last)) == 1
    return rules.straight_lining and same and last[0] > 0


def of_visits(
    came: Collection[date], was_open: Iterable[date], first_day: date, rules: ConcernRules
) -> Concern | None:
    """Tell whether a child who came regularly stays away for much longer than it ever did.

    came: the days on which the child came; was_open: those on which anybody did, before today.
    first_day: the first day ever on which it came.
    """
    last = max(came, default=None)
    if not rules.absence or last is None or last - first_day < rules.known_for:
        return None
    days = sorted(was_open)
    missed = sum(day > last for day in days)
    before = [day in came for day in days if last - rules.known_for <= day <= last]
    longest = _longest_gap(before)
    is_regular = sum(before) >= rules.weeks_known
    if is_regular and missed >= max(rules.days_missed, rules.times_longer * longest):
        return Concern(Reason.ABSENCE, missed, longest)
    return None


def _fall(heights: Sequence[int], rules: ConcernRules) -> Concern | None:
    """Compare the median of the last answers with the child's own baseline, the answers before.

    It has to lie below their lower quartile too: of three faces, one up or down is nothing rare.
    """
    recent, before = heights[-rules.answers :], sorted(heights[: -rules.answers])
    if len(before) < rules.answers_before:
        return None
    now, lower_quartile = median(recent), before[len(before) // 4]
    if now >= lower_quartile or median(before) - now < rules.fall_faces:
        return None
    return Concern(Reason.FALL, len(recent), len(before))


def _longest_gap(came: Iterable[bool]) -> int:
    """Tell the most days in a row on which a child did not come."""
    longest = gap = 0
    for is_there in came:
        gap = 0 if is_there else gap + 1
        longest = max(longest, gap)
    return longest
