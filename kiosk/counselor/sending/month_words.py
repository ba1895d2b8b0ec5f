"""What a month tells headquarters, each fact as a sentence."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from flask_babel import format_date, gettext, ngettext
from flask_babel import lazy_gettext as lazy

from kiosk.counselor.casework.case_words import SERVICES
from kiosk.store import month_facts
from kiosk.store.month_facts import OPEN, SEEN
from sync.month_summary import Answers, MonthSummary

_STANDARDS: Mapping[str, object] = {
    OPEN: lazy("In %(met)d of %(of)d weeks children came on at least 5 days."),
    SEEN: lazy("Week by week, %(met)d of %(of)d enrolled children came at least once."),
}


class AnswerWords(NamedTuple):
    """The sentences for what children answered."""

    told: object
    kept_back: object
    not_counted: object


_FELT = AnswerWords(
    lazy("How children felt, by dice and in fives: low %(low)d, middle %(middle)d, high %(high)d."),
    lazy("How children felt is kept back: too few children in all, or in one of the three groups."),
    lazy("How children felt is not in it, since nobody had unlocked the panel: it follows."),
)
_LIKED = AnswerWords(
    lazy(
        "How they liked the house, by dice and in fives:"
        " low %(low)d, middle %(middle)d, high %(high)d."
    ),
    lazy("How they liked the house is kept back: too few children in all, or in one group."),
    lazy("How they liked the house is not in it, since nobody had unlocked the panel: it follows."),
)
_GIVEN = {name: SERVICES[kind] for kind, name in month_facts.SERVICES.items()}


def name(month: date) -> str:
    """Name a month: "November 2026"."""
    return str(format_date(month, gettext("MMMM y"))).replace(" ", "\N{NO-BREAK SPACE}")


def all_facts(month: MonthSummary) -> Iterator[str]:
    """Tell each fact of a closed month."""
    yield from facts(month)
    yield _answered(month.moods, _FELT)
    yield _answered(month.feedback, _LIKED)


def facts(month: MonthSummary) -> Iterator[str]:
    """Tell each fact of a month but how children felt, which is counted after its end."""
    yield _day_by_day(month)
    yield ngettext("%(num)d child came in all.", "%(num)d children came in all.", month.children)
    yield ngettext(
        "%(num)d of them came for the first time.",
        "%(num)d of them came for the first time.",
        month.newcomers,
    )
    yield ngettext(
        "%(num)d child was enrolled at the end.",
        "%(num)d children were enrolled at the end.",
        month.enrolled,
    )
    yield open_for(month.minutes_open)
    yield from _done(month)
    yield from _standards(month.standards)


def open_for(minutes_open: int) -> str:
    """Tell how long the house was open."""
    hours, minutes = divmod(minutes_open, 60)
    told = gettext(
        "The house was open for %(hours)d h %(minutes)d min.", hours=hours, minutes=minutes
    )
    return str(told)


def _day_by_day(month: MonthSummary) -> str:
    counts = ", ".join("–" if count is None else str(count) for count in month.headcounts)
    told = gettext(
        "Children on each day, from the first to the last: %(counts)s (–: not closed).",
        counts=counts,
    )
    return str(told)


def _done(month: MonthSummary) -> Iterator[str]:
    hours, minutes = divmod(month.activity_minutes, 60)
    took = gettext("Activities took %(hours)d h %(minutes)d min.", hours=hours, minutes=minutes)
    yield str(took)
    yield ngettext(
        "Children took part in activities %(num)d time.",
        "Children took part in activities %(num)d times.",
        month.participations,
    )
    yield ngettext("%(num)d home visit.", "%(num)d home visits.", month.home_visits)
    for kind, number in month.services.items():
        given = _GIVEN.get(kind, kind)
        yield ngettext(
            "%(service)s: given %(num)d time.",
            "%(service)s: given %(num)d times.",
            number,
            service=given,
        )


def _standards(standards: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    for standard, (met, of) in standards.items():
        sentence = _STANDARDS.get(standard)
        yield str(sentence) % {"met": met, "of": of} if sentence else f"{standard}: {met} / {of}"


def _answered(answers: Answers | None, words: AnswerWords) -> str:
    if answers is None:
        return str(words.not_counted)
    if answers.bands is None:
        return str(words.kept_back)
    return str(words.told) % dict(zip(("low", "middle", "high"), answers.bands, strict=True))
