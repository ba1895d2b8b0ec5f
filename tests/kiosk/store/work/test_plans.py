from datetime import date, time, timedelta

import pytest

from kiosk.domain.plans import Plan, PlanRecord, settle
from kiosk.errors import TooLong, UnknownRecord
from kiosk.house import House
from kiosk.store.keys.vault import SHORT
from kiosk.store.work import plans
from tests.kiosk.counselor.panel import audited

DAY = date(2026, 11, 24)
WEEKLY = Plan("读绘本", DAY, time(15, 30), 60, weekly=True)
ONCE = Plan("远足" * 20, DAY, time(9), 120)


def test_a_plan_is_read_back_and_all_look_alike_on_the_card(unlocked: House) -> None:
    with unlocked.database.transaction() as db:
        kept = [plans.add(db, unlocked.vault, one, unlocked.clock()) for one in (WEEKLY, ONCE)]
        assert [plans.get(db, unlocked.vault, one) for one in kept] == [WEEKLY, ONCE]
        lengths = db.execute("SELECT DISTINCT length(record) FROM plans").fetchall()
    assert lengths == [(SHORT + 48,)]
    assert ("added plan", kept[0]) in audited(unlocked)


def test_a_weekly_plan_goes_on_and_a_single_one_is_over(unlocked: House) -> None:
    with unlocked.database.transaction() as db:
        weekly, once = (
            plans.add(db, unlocked.vault, one, unlocked.clock()) for one in (WEEKLY, ONCE)
        )
        for one in (weekly, once):
            plans.tell(db, unlocked.vault, one, DAY, unlocked.clock())
        assert plans.everything(db, unlocked.vault) == [PlanRecord(weekly, settle(WEEKLY, DAY))]


def test_what_is_no_plan_or_no_day_of_it_changes_nothing(unlocked: House) -> None:
    with unlocked.database.transaction() as db:
        kept = plans.add(db, unlocked.vault, WEEKLY, unlocked.clock())
        for plan_id, day in (("nobody", DAY), (kept, date(2026, 11, 25)), (kept, date.min)):
            with pytest.raises(UnknownRecord):
                plans.tell(db, unlocked.vault, plan_id, day, unlocked.clock())
        with pytest.raises(UnknownRecord):
            plans.end(db, unlocked.vault, "nobody", unlocked.clock())
        assert plans.get(db, unlocked.vault, kept) == WEEKLY


def test_an_ended_plan_is_gone(unlocked: House) -> None:
    with unlocked.database.transaction() as db:
        kept = plans.add(db, unlocked.vault, WEEKLY, unlocked.clock())
        plans.end(db, unlocked.vault, kept, unlocked.clock())
        assert plans.everything(db, unlocked.vault) == []


def test_a_damaged_plan_hides_no_other(unlocked: House) -> None:
    with unlocked.database.transaction() as db:
        kept = [plans.add(db, unlocked.vault, WEEKLY, unlocked.clock()) for _ in range(2)]
        db.execute("UPDATE plans SET record = zeroblob(560) WHERE id = ?", [kept[0]])
        found = {one.id: one.plan for one in plans.everything(db, unlocked.vault)}
    assert found == {kept[0]: None, kept[1]: WEEKLY}


def test_what_does_not_fit_is_refused(unlocked: House) -> None:
    with unlocked.database.transaction() as db, pytest.raises(TooLong):
        plans.add(db, unlocked.vault, Plan("长" * 300, DAY, time(9), 60), unlocked.clock())


def test_it_is_noted_when_a_plan_is_told_about_and_when_it_ends(unlocked: House) -> None:
    with unlocked.database.transaction() as db:
        kept = plans.add(db, unlocked.vault, WEEKLY, unlocked.clock())
        plans.tell(db, unlocked.vault, kept, DAY, unlocked.clock())
        plans.end(db, unlocked.vault, kept, unlocked.clock())
    lines = [(f"{did} plan", kept) for did in ("added", "changed", "deleted")]
    assert audited(unlocked)[-3:] == lines


def test_a_day_is_told_about_once(unlocked: House) -> None:
    with unlocked.database.transaction() as db:
        kept = plans.add(db, unlocked.vault, WEEKLY, unlocked.clock())
        plans.tell(db, unlocked.vault, kept, DAY, unlocked.clock())
        with pytest.raises(UnknownRecord):
            plans.tell(db, unlocked.vault, kept, DAY, unlocked.clock())
        assert plans.due(db, unlocked.vault, kept, DAY + timedelta(days=7))
