from dataclasses import replace
from datetime import date, datetime, time

import pytest

from kiosk.closing import close_day
from kiosk.closing_months import close_due_months
from kiosk.domain.activities import Activity
from kiosk.domain.casework import HomeVisit
from kiosk.domain.children import Child
from kiosk.domain.days import Closing
from kiosk.domain.moment import HOUSE_ZONE, ClockState
from kiosk.domain.moods import Face
from kiosk.forgetting import erase_child
from kiosk.house import House
from kiosk.store.attendance import by_hand, first_days, months, visits
from kiosk.store.people import children
from kiosk.store.work import activities, cases
from sync import cbor, enrolment, outbox
from sync.envelope import open_envelope
from sync.keys import verify_key_of
from sync.month_summary import Answers, MonthSummary
from tests.cast import HQ, Hands, enrol, leave_the_program, unlock
from tests.kiosk.remote.people import on_her_phone
from tests.kiosk.store.test_month_facts import live
from tests.kiosk.test_month_answers import answer, answer_until_told

NOVEMBER = date(2026, 11, 1)
KEPT_BACK = Answers(None)


@pytest.fixture
def november(unlocked: House, panda: Child, hands: Hands) -> House:
    """An enrolled house that lived the last week of November; it is the first of December."""
    enrol(unlocked)
    live(unlocked, hands, 7, panda)
    return unlocked


def told(house: House) -> list[MonthSummary]:
    """Open the months that wait, as headquarters would, and hold them to what the house shows."""
    with house.database.reading() as db:
        known = enrolment.known(db)
        assert known
        public = verify_key_of(known.signing_key)
        waiting = [one for one in outbox.everything_waiting(db) if one.kind == "month"]
    opened = [open_envelope(one.envelope, public, HQ[0]).payload for one in waiting]
    assert opened == [one.said for one in waiting]
    return [MonthSummary.from_payload(payload) for payload in opened]


def rewrite(house: House, before: str, after: bytes) -> None:
    """Keep other answers in the store than those that were counted."""
    with house.database.transaction() as db:
        db.execute("UPDATE months SET told = ? WHERE month = ?", [after, before])


def test_a_month_closes_at_the_first_unlock_after_its_end_and_once(november: House) -> None:
    assert close_due_months(november) == 1
    assert close_due_months(november) == 0
    (month,) = told(november)
    assert (month.month, month.children, month.enrolled) == (NOVEMBER, 1, 1)
    assert month.headcounts == (*[None] * 23, *[1] * 7)
    assert (month.moods, month.feedback) == (KEPT_BACK, KEPT_BACK)


def test_a_month_that_the_card_has_damaged_is_counted_anew_and_holds_no_other_back(
    november: House,
) -> None:
    close_due_months(november)
    (before,) = told(november)
    rewrite(november, "2026-11", b"\xff")
    assert close_due_months(november) == 0
    with november.database.transaction() as db:
        months.reconsider(db, "2026-11")
    assert close_due_months(november) == 1
    assert told(november) == [before, before]
    assert close_due_months(november) == 0


def test_a_running_month_stays_open(unlocked: House, panda: Child, hands: Hands) -> None:
    enrol(unlocked)
    live(unlocked, hands, 6, panda)
    assert hands().day == date(2026, 11, 30)
    assert close_due_months(unlocked) == 0


def test_a_month_waits_until_all_its_days_are_closed(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    enrol(unlocked)
    live(unlocked, hands, 6, panda)
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, hands())
    hands.forward(days=1)
    assert close_due_months(unlocked) == 0
    close_day(unlocked, date(2026, 11, 30), Closing.CLOCK, "clock")
    assert close_due_months(unlocked) == 1


def test_a_month_in_which_nobody_came_is_told_for_what_was_done_in_it(
    november: House, panda: Child, hands: Hands
) -> None:
    close_due_months(november)
    hands.forward(days=40)
    with november.database.transaction() as db:
        for day in (date(2026, 12, 15), date(2026, 12, 22), date(2027, 1, 5), date(2019, 5, 1)):
            cases.add(db, november.vault, panda.id, HomeVisit(day, "奶奶", "", ""), hands())
    assert close_due_months(november) == 1
    assert close_due_months(november) == 0
    december = told(november)[-1]
    assert (december.month, december.home_visits) == (date(2026, 12, 1), 2)
    assert (december.headcounts, december.children) == ((None,) * 31, 0)
    assert (december.moods, december.feedback) == (KEPT_BACK, KEPT_BACK)


def test_work_that_was_taken_back_before_its_month_was_told_makes_no_month(
    november: House, panda: Child, hands: Hands
) -> None:
    close_due_months(november)
    hands.forward(days=40)
    vault = november.vault
    lesson = Activity("读绘本", date(2026, 12, 15), time(16), 45, frozenset({panda.id}))
    with november.database.transaction() as db:
        record = activities.get(db, vault, activities.add(db, vault, lesson, hands()))
        activities.delete(db, vault, record, hands())
    assert close_due_months(november) == 0


def test_visits_on_paper_of_a_month_that_was_told_for_its_work_count_in_its_standards(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    enrol(unlocked)
    hands.forward(days=40)
    day = date(2026, 12, 15)
    with unlocked.database.transaction() as db:
        cases.add(db, unlocked.vault, panda.id, HomeVisit(day, "奶奶", "", ""), hands())
    assert close_due_months(unlocked) == 1
    with unlocked.database.transaction() as db:
        came = datetime.combine(day, time(16), HOUSE_ZONE)
        by_hand.back_fill(db, panda.id, day, came, None, hands(), "li")
    close_day(unlocked, day, Closing.CLOCK, "clock")
    assert close_due_months(unlocked) == 1
    before, after = told(unlocked)
    assert (before.standards["seen"], after.standards["seen"]) == ((0, 0), (1, 2))


def test_a_clock_that_is_not_known_closes_no_month(november: House, hands: Hands) -> None:
    hands.clock = ClockState.UNKNOWN
    assert close_due_months(november) == 0


def test_where_nobody_unlocks_for_a_week_the_month_goes_without_and_is_made_up_for(
    november: House, hands: Hands
) -> None:
    answer(november, [Face.HIGH] * 9)
    november.vault.lock()
    for _ in range(7):
        assert close_due_months(november) == 0
        live(november, hands, 1)
    assert close_due_months(november) == 1
    assert close_due_months(november) == 0
    unlock(november)
    assert close_due_months(november) == 1
    assert close_due_months(november) == 0
    without, counted = told(november)
    assert (without.moods, without.feedback) == (None, None)
    assert counted == replace(without, moods=KEPT_BACK, feedback=KEPT_BACK)


def test_a_counselors_own_device_will_do(november: House) -> None:
    november.vault.lock()
    assert close_due_months(november) == 0
    on_her_phone(november)
    assert close_due_months(november) == 1


def test_how_children_felt_is_counted_once_and_stays_whatever_becomes_of_the_children(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    enrol(unlocked)
    answer_until_told(unlocked)
    live(unlocked, hands, 7, panda)
    assert close_due_months(unlocked) == 1
    (month,) = told(unlocked)
    assert month.moods != KEPT_BACK != month.feedback
    with unlocked.database.reading() as db:
        everyone = [child.id for child in children.everyone(db)]
    for child in everyone[:-5]:
        erase_child(unlocked, child)
    assert close_due_months(unlocked) == 0
    with unlocked.database.transaction() as db:
        activity = Activity("读绘本", date(2026, 11, 25), time(16), 45, frozenset())
        activities.add(db, unlocked.vault, activity, hands())
    assert close_due_months(unlocked) == 1
    # Counted anew there would be five children, and nothing to tell of them.
    assert told(unlocked)[1] == replace(month, activity_minutes=45)


def test_what_was_frozen_is_told_again_and_never_what_is_in_the_records_now(
    november: House, hands: Hands
) -> None:
    close_due_months(november)
    (month,) = told(november)
    frozen = replace(month, moods=Answers((5, 10, 15)), feedback=Answers((0, 5, 25)))
    rewrite(november, "2026-11", cbor.encode(frozen.payload()))
    answer(november, [Face.LOW] * 20)
    with november.database.transaction() as db:
        months.reconsider(db, "2026-11")
        activity = Activity("读绘本", date(2026, 11, 25), time(16), 45, frozenset())
        activities.add(db, november.vault, activity, hands())
    assert close_due_months(november) == 1
    assert told(november)[1] == replace(frozen, activity_minutes=45)


def test_a_child_that_leaves_later_changes_nothing_that_was_told(
    november: House, panda: Child
) -> None:
    close_due_months(november)
    leave_the_program(november, panda)
    with november.database.transaction() as db:
        months.reconsider(db, "2026-11")
    assert close_due_months(november) == 0
    with november.database.reading() as db:
        closed = months.get(db, NOVEMBER)
    assert closed
    assert not closed.is_stale


def test_a_day_that_changed_is_told_again_with_its_month(owl: Child, november: House) -> None:
    close_due_months(november)
    (before,) = told(november)
    day = date(2026, 11, 26)
    with november.database.transaction() as db:
        db.execute(
            "INSERT INTO visits (seq, child, day, at, clock, boot, how)"
            " SELECT max(seq) + 1, ?, ?, max(at), 'trusted', 'boot-1', 'paper' FROM visits",
            [owl.id, day.isoformat()],
        )
        first_days.unsettle(db, day)
    assert close_due_months(november) == 0
    close_day(november, day, Closing.COUNSELOR, "li")
    assert close_due_months(november) == 1
    after = told(november)[1]
    assert (after.headcounts[25], after.children) == (2, 2)
    assert after.standards["seen"] == (before.standards["seen"][0] + 1, before.standards["seen"][1])


def test_a_month_closed_before_headquarters_was_known_is_told_then(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    live(unlocked, hands, 7, panda)
    assert close_due_months(unlocked) == 0
    enrol(unlocked)
    for number in range(24, 31):
        close_day(unlocked, date(2026, 11, number), Closing.CLOCK, "clock")
    assert close_due_months(unlocked) == 1
    assert close_due_months(unlocked) == 0
    assert [month.children for month in told(unlocked)] == [1]


def test_a_month_that_is_counted_alike_before_headquarters_is_known_is_not_closed_again(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    live(unlocked, hands, 7, panda)
    close_due_months(unlocked)
    with unlocked.database.transaction() as db:
        months.reconsider(db, "2026-11")
        before = db.execute("SELECT count(*) FROM audit").fetchone()
    assert close_due_months(unlocked) == 0
    with unlocked.database.reading() as db:
        known = months.get(db, NOVEMBER)
        assert db.execute("SELECT count(*) FROM audit").fetchone() == before
    assert known and not known.is_stale


def test_a_clock_that_ran_ahead_does_not_tell_the_running_month_day_by_day(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    enrol(unlocked)
    live(unlocked, hands, 1, panda)
    hands.forward(days=10)
    assert close_due_months(unlocked) == 1
    hands.forward(days=-10)
    live(unlocked, hands, 2, panda)
    assert close_due_months(unlocked) == 0
    live(unlocked, hands, 4, panda)
    assert close_due_months(unlocked) == 1


def test_the_month_and_its_envelope_are_kept_together_or_not_at_all(november: House) -> None:
    with november.database.transaction() as db:
        db.execute(
            "CREATE TRIGGER no_room BEFORE INSERT ON months BEGIN SELECT RAISE(ABORT, 'x'); END"
        )
    with pytest.raises(Exception, match="x"):
        close_due_months(november)
    assert told(november) == []


def test_an_idle_round_writes_nothing(november: House) -> None:
    close_due_months(november)
    with november.database.reading() as db:
        before = db.execute("SELECT max(seq), count(*) FROM audit").fetchone()
        (changes,) = db.execute("SELECT total_changes()").fetchone()
    for _ in range(3):
        close_due_months(november)
    with november.database.reading() as db:
        assert db.execute("SELECT max(seq), count(*) FROM audit").fetchone() == before
        assert db.execute("SELECT total_changes()").fetchone() == (changes,)
