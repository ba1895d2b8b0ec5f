"""The standards that can be measured: what each is called, and who counts it.

Whether risk levels are given anew in time is none of them: houses keep these sealed, and could
count them only while a counselor has opened them.
"""

from dataclasses import dataclass

from flask_babel import lazy_gettext as lazy

OPEN, SEEN, HEARD, CLOSED, ANSWERED = "open", "seen", "heard", "closed", "answered"

# So long an answer of the experts may take.
ANSWER_HOURS = 48

# A house closes a month when its panel is unlocked, at the latest a week later; then it travels.
MONTH_DUE_DAYS = 10


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard: its name, what of how many it counts, and who does."""

    key: str
    name: object
    meaning: object
    is_told_by_houses: bool


_ALL = (
    Standard(
        OPEN,
        lazy("Weeks with at least 5 open days"),
        lazy("Of all weeks, those in which children came on at least 5 days."),
        is_told_by_houses=True,
    ),
    Standard(
        SEEN,
        lazy("Children seen each week"),
        lazy("Of all enrolled children, week by week, those who came at least once."),
        is_told_by_houses=True,
    ),
    Standard(
        HEARD,
        lazy("Weeks that were reported"),
        lazy("Of all weeks since a house was connected, those of which it reported a day."),
        is_told_by_houses=False,
    ),
    Standard(
        CLOSED,
        lazy("Months closed and told"),
        lazy("Of all months since a house was connected, those told; due 10 days after their end."),
        is_told_by_houses=False,
    ),
    Standard(
        ANSWERED,
        lazy("Questions answered within 48 hours"),
        lazy("Of all questions to the experts, those answered within 48 hours."),
        is_told_by_houses=False,
    ),
)

STANDARDS = {one.key: one for one in _ALL}
