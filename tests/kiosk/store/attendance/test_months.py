from dataclasses import replace
from datetime import date

from kiosk.closing import close_day
from kiosk.domain.days import Closing
from kiosk.domain.tallies import Counted
from kiosk.house import House
from kiosk.store import month_facts
from kiosk.store.attendance import months, tallies
from sync.month_summary import Answers
from tests.cast import enrol

SEPTEMBER, OCTOBER, NOVEMBER = (date(2026, month, 1) for month in (9, 10, 11))


def keep(house: House, month: date, answers: Answers | None = None, told: int | None = 1) -> None:
    with house.database.transaction() as db:
        counted = month_facts.count(db, month)
        summary = replace(counted, moods=answers, feedback=answers)
        months.keep(db, summary, told, house.clock())


def test_one_month_changes_and_is_settled_and_no_other(unlocked: House) -> None:
    for month in (SEPTEMBER, OCTOBER, NOVEMBER):
        keep(unlocked, month)
    with unlocked.database.transaction() as db:
        for month in ("2026-09", "2026-10"):
            months.reconsider(db, month)
        assert months.unfinished(db) == [SEPTEMBER, OCTOBER]
        months.settle(db, SEPTEMBER)
        assert months.unfinished(db) == [OCTOBER]
        kept = months.get(db, OCTOBER)
        assert kept and (kept.summary.month, kept.is_stale) == (OCTOBER, True)
    keep(unlocked, OCTOBER)
    with unlocked.database.reading() as db:
        assert months.unfinished(db) == []
        assert db.table("months").count == 3


def test_who_was_told_of_no_month_waits_only_for_a_headquarters(unlocked: House) -> None:
    keep(unlocked, OCTOBER, told=None)
    with unlocked.database.reading() as db:
        assert months.unfinished(db) == []
    enrol(unlocked)
    with unlocked.database.reading() as db:
        assert months.unfinished(db) == [OCTOBER]


def test_a_month_is_unanswered_until_it_was_counted_how_children_felt(unlocked: House) -> None:
    keep(unlocked, OCTOBER)
    keep(unlocked, SEPTEMBER, Answers(None))
    with unlocked.database.reading() as db:
        assert months.unanswered(db) == [OCTOBER]


def test_unclosed_are_the_months_before_this_one_in_which_anything_was(unlocked: House) -> None:
    taken_back = Counted({("2027-02", "home_visits"): 1})
    worked = ("2019-05", "2026-10", "2026-11", "2026-12", "2027-02", "2027-03")
    with unlocked.database.transaction() as db:
        for month in worked:
            tallies.shift(db, Counted(), Counted({(month, "home_visits"): 1}))
        tallies.shift(db, taken_back, Counted())
    for day in (date(2027, 1, 30), date(2027, 1, 31), date(2027, 3, 1)):
        close_day(unlocked, day, Closing.COUNSELOR, "li")
    keep(unlocked, date(2026, 12, 1))
    unclosed = [NOVEMBER, date(2027, 1, 1)]
    with unlocked.database.reading() as db:
        assert months.unclosed(db, date(2027, 3, 24)) == unclosed
        assert months.unclosed(db, date(2027, 4, 1)) == [*unclosed, date(2027, 3, 1)]
