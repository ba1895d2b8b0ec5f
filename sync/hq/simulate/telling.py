"""What an invented house says on the evening of a day, in its order, and when it can send; pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sync.hq.simulate.living import day_of
from sync.hq.simulate.monthly import month_of
from sync.hq.simulate.plan import HousePlan
from sync.hq.simulate.roads import is_away
from sync.month_summary import MonthSummary
from sync.summary import DaySummary

_DAY = timedelta(days=1)
# A month is told at the first unlock after it, or much later.
_TOLD_ON, _TOLD_LATE_ON = 2, 19
_CORRECTED_AFTER = 2 * _DAY

_QUESTIONS = (
    "孩子最近不愿意说话，下课就走，应该怎么陪伴？",
    "奶奶说孩子晚上睡不好，想妈妈，我可以怎样和她谈？",
    "两个孩子总是打架，批评没有用，有什么好办法？",
    "孩子说不想上学，家里只有爷爷，我先做什么？",
    "孩子把零食藏起来不肯分给别人，这样正常吗？",
)


@dataclass(frozen=True, slots=True)
class Asking:
    """A question to the panel: a case number of the house's own, a span of ages, and the text."""

    case: str
    band: str
    text: str


@dataclass(frozen=True, slots=True)
class Nonsense:
    """What a house signs and means nothing: a program with a fault writes such things."""


Saying = DaySummary | MonthSummary | Asking | Nonsense


def sayings(plan: HousePlan, day: date) -> Iterator[Saying]:
    """Tell what a house says on an evening; nothing before it joined."""
    if day < plan.joined:
        return
    rng = plan.rng(day, "says")
    asks, slips = rng.random() < 0.006, rng.random() < 0.0015
    closed = day_of(plan, day)
    if closed:
        yield closed
    if corrected := _correction(plan, day - _CORRECTED_AFTER):
        yield corrected
    if (month := _month_due(plan, day)) and (told := month_of(plan, month)):
        yield told
    if asks:
        band = rng.choice(("4-7", "8-10", "11-13", "14-17"))
        yield Asking(f"{rng.getrandbits(20):05X}", band, rng.choice(_QUESTIONS))
    if slips:
        yield Nonsense()


def can_send(plan: HousePlan, day: date) -> bool:
    """Tell whether the house reaches headquarters on an evening."""
    is_silent = plan.silent_from is not None and day >= plan.silent_from
    return day.weekday() in plan.sends and not is_away(plan.away, day) and not is_silent


def is_damaged(plan: HousePlan, day: date) -> bool:
    """Tell whether the way damages something of what goes on an evening."""
    return plan.rng(day, "way").random() < 0.004


def _correction(plan: HousePlan, day: date) -> DaySummary | None:
    """Tell a day anew: somebody was forgotten on the paper list."""
    told = day_of(plan, day)
    rng = plan.rng(day, "corrects")
    if told is None or rng.random() >= 0.007:
        return None
    return replace(told, present=told.present + rng.randint(1, 3))


def _month_due(plan: HousePlan, day: date) -> date | None:
    """Find the month that is told on a day, if any."""
    before = (day.replace(day=1) - _DAY).replace(day=1)
    is_late = plan.rng(before, "late").random() < plan.late
    return before if day.day == (_TOLD_LATE_ON if is_late else _TOLD_ON) else None
