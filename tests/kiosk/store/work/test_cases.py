from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest

from kiosk.domain import services
from kiosk.domain.casework import (
    NOBODY,
    Call,
    Entry,
    FollowUp,
    HomeVisit,
    Kind,
    Note,
    RiskLevel,
    kind_of,
)
from kiosk.domain.children import Child
from kiosk.domain.services import Service, ServiceKind, Step, StepTaken
from kiosk.errors import NotHers, TooLong, UnknownChild, UnknownRecord, Unreadable, VaultLocked
from kiosk.house import House
from kiosk.store.attendance import tallies
from kiosk.store.keys.vault import LONG
from kiosk.store.work import cases
from tests.cast import Hands, succeed, unlock

DAY = date(2026, 11, 24)
NOTE = Note(DAY, "想学画画。\n下次给她留一盒彩笔。")
FOLLOW_UP = FollowUp("陪奶奶去乡里问材料", DAY + timedelta(days=14))
HOME_VISIT = HomeVisit(DAY, "奶奶", "床单薄", "送被子")
SERVICE = services.begin(ServiceKind.CASH_SUPPORT, StepTaken(Step.ASKED, DAY, "收入断了"))
SHELTER = services.begin(
    ServiceKind.TEMPORARY_SHELTER, StepTaken(Step.GIVEN, DAY), DAY, DAY + timedelta(days=3)
)
DONE = FollowUp("陪奶奶去乡里问材料", DAY, DAY, "齐了")
CALL = Call(DAY, time(7, 40), "police")
LEVEL = RiskLevel(DAY, 3, "父亲失联")
EVERY = (NOTE, FOLLOW_UP, DONE, LEVEL, HOME_VISIT, SERVICE, SHELTER, CALL)


def keep(house: House, child: Child, *entries: Entry) -> list[str]:
    with house.database.transaction() as db:
        return [cases.add(db, house.vault, child.id, entry, house.clock()) for entry in entries]


def entries(house: House, child: Child) -> list[Entry | None]:
    with house.database.reading() as db:
        return [case.entry for case in cases.of_child(db, house.vault, child.id)]


def rows(house: House, query: str) -> list[tuple]:
    with house.database.reading() as db:
        return db.execute(query).fetchall()


@pytest.mark.parametrize("entry", EVERY, ids=kind_of)
def test_a_record_is_read_back_as_it_was_written(
    unlocked: House, panda: Child, entry: Entry
) -> None:
    (kept,) = keep(unlocked, panda, entry)
    with unlocked.database.reading() as db:
        case = cases.get(db, unlocked.vault, panda.id, kept)
    assert (case.entry, case.child, case.by) == (entry, panda.id, unlocked.vault.keeper.id)
    assert case.at and abs(case.at - unlocked.clock().at) < timedelta(seconds=1)


def test_every_kind_of_record_is_among_those_tested() -> None:
    assert {kind_of(entry) for entry in EVERY} == set(Kind)


def test_records_belong_to_one_child_and_the_latest_is_first(
    unlocked: House, panda: Child, owl: Child
) -> None:
    earlier = Note(DAY - timedelta(days=3), "牙疼")
    keep(unlocked, panda, NOTE, earlier)
    (owls,) = keep(unlocked, owl, HOME_VISIT)
    assert entries(unlocked, panda) == [NOTE, earlier]
    with unlocked.database.reading() as db, pytest.raises(UnknownRecord):
        cases.get(db, unlocked.vault, panda.id, owls)


def test_what_waits_is_told_for_all_children_and_what_is_due_first_comes_first(
    unlocked: House, panda: Child, owl: Child
) -> None:
    urgent = RiskLevel(DAY, 4, "奶奶住院")
    keep(unlocked, panda, NOTE, SERVICE, FOLLOW_UP, DONE, HOME_VISIT)
    keep(unlocked, owl, urgent)
    with unlocked.database.reading() as db:
        waiting = cases.waiting(db, unlocked.vault)
        of_panda = cases.waiting_of(db, unlocked.vault, panda.id)
    assert [(case.child, case.entry) for case in waiting] == [
        (owl.id, urgent),
        (panda.id, FOLLOW_UP),
        (panda.id, SERVICE),
    ]
    assert [case.entry for case in of_panda] == [FOLLOW_UP, SERVICE]


def test_a_record_goes_on_in_its_place_until_nothing_waits(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    (kept,) = keep(unlocked, panda, SERVICE)
    entry: Service = SERVICE
    for step in (Step.AGREED, Step.GIVEN, Step.CLOSED):
        hands.forward(days=1)
        entry = services.take(entry, StepTaken(step, DAY))
        with unlocked.database.transaction() as db:
            before = cases.get(db, unlocked.vault, panda.id, kept)
            cases.proceed(db, unlocked.vault, before, entry, hands())
    with unlocked.database.reading() as db:
        after = cases.get(db, unlocked.vault, panda.id, kept)
        assert cases.waiting(db, unlocked.vault) == []
    assert after.entry == entry
    assert (after.by, after.seq, after.at) == (before.by, before.seq, before.at)
    assert rows(unlocked, "SELECT count(*), sum(open) FROM cases") == [(1, 0)]


def test_only_the_level_that_stands_waits_whatever_is_added_or_deleted(
    unlocked: House, panda: Child
) -> None:
    def standing() -> list[Entry | None]:
        with unlocked.database.reading() as db:
            return [case.entry for case in cases.waiting(db, unlocked.vault)]

    low, high = RiskLevel(DAY, 1, "好"), RiskLevel(DAY - timedelta(days=9), 4, "病")
    keep(unlocked, panda, low)
    keep(unlocked, panda, high)  # written down later, but of an earlier day
    assert standing() == [low]
    with unlocked.database.transaction() as db:
        found = cases.of_child(db, unlocked.vault, panda.id)
        cases.delete(db, unlocked.vault, found[0], unlocked.clock())
    assert standing() == [high]


def test_a_level_of_a_day_that_has_not_come_stands_only_until_the_next_is_written(
    unlocked: House, panda: Child
) -> None:
    today = unlocked.clock().day
    ahead, now = RiskLevel(today + timedelta(days=400), 1, "好"), RiskLevel(today, 4, "病")
    keep(unlocked, panda, ahead)
    keep(unlocked, panda, now)
    with unlocked.database.reading() as db:
        found = cases.of_child(db, unlocked.vault, panda.id)
    assert [case.entry for case in found if case.open] == [now]


def test_home_visits_and_services_given_are_in_the_months_tallies(
    unlocked: House, panda: Child
) -> None:
    keep(unlocked, panda, *EVERY)
    with unlocked.database.transaction() as db:
        expected = {"home_visits": 1, "given_temporary_shelter": 1}
        assert tallies.of_month(db, "2026-11") == expected
        for case in cases.of_child(db, unlocked.vault, panda.id):
            if case.entry == HOME_VISIT:
                earlier = HomeVisit(date(2026, 10, 1), "奶奶", "床单薄", "")
                cases.correct(db, unlocked.vault, case, earlier, unlocked.clock())
        assert tallies.of_month(db, "2026-10") == {"home_visits": 1}
        for case in cases.of_child(db, unlocked.vault, panda.id):
            cases.delete(db, unlocked.vault, case, unlocked.clock())
        assert tallies.of_month(db, "2026-10") == tallies.of_month(db, "2026-11") == {}


def test_a_step_sent_twice_is_counted_once(unlocked: House, panda: Child) -> None:
    agreed = services.take(SERVICE, StepTaken(Step.AGREED, DAY))
    (kept,) = keep(unlocked, panda, agreed)
    given = services.take(agreed, StepTaken(Step.GIVEN, DAY))
    with unlocked.database.transaction() as db:
        page = cases.get(db, unlocked.vault, panda.id, kept)
        cases.proceed(db, unlocked.vault, page, given, unlocked.clock())
        cases.proceed(db, unlocked.vault, page, given, unlocked.clock())
        assert tallies.of_month(db, "2026-11") == {"given_cash_support": 1}


@pytest.fixture
def damaged(unlocked: House, panda: Child) -> Iterator[House]:
    """The panda has three open records, and the second of them was damaged."""
    ids = keep(unlocked, panda, FOLLOW_UP, RiskLevel(DAY, 2, "想念"), SERVICE)
    with unlocked.database.transaction() as db:
        db.execute("UPDATE cases SET record = zeroblob(length(record)) WHERE id = ?", [ids[1]])
    return unlocked


def test_one_damaged_record_shows_as_one_unreadable_record_and_stops_nothing(
    damaged: House, panda: Child
) -> None:
    assert entries(damaged, panda) == [FOLLOW_UP, SERVICE, None]
    keep(damaged, panda, RiskLevel(DAY, 1, "好"), NOTE)
    assert len(entries(damaged, panda)) == 5
    with damaged.database.transaction() as db:
        assert len(cases.waiting(db, damaged.vault)) == 3
        (broken,) = [c for c in cases.of_child(db, damaged.vault, panda.id) if c.entry is None]
        assert broken.id not in cases.correctable(db, damaged.vault, [broken])
        with pytest.raises(Unreadable):
            cases.get(db, damaged.vault, panda.id, broken.id)


def test_where_the_level_that_stood_is_damaged_and_deleted_the_one_before_stands_again(
    unlocked: House, panda: Child
) -> None:
    before, _ = keep(unlocked, panda, LEVEL, RiskLevel(DAY, 4, "奶奶住院"))
    # Of a damaged one nobody can tell who wrote it.
    succeed(unlocked, "王老师")
    with unlocked.database.transaction() as db:
        db.execute("UPDATE cases SET record = zeroblob(length(record)) WHERE open = 1")
        (broken,) = [c for c in cases.of_child(db, unlocked.vault, panda.id) if c.entry is None]
        cases.delete(db, unlocked.vault, broken, unlocked.clock())
        assert [case.id for case in cases.waiting(db, unlocked.vault)] == [before]


def test_a_record_of_a_kind_that_this_version_does_not_know_is_unreadable(
    unlocked: House, panda: Child
) -> None:
    (kept,) = keep(unlocked, panda, NOTE)
    with unlocked.database.transaction() as db:
        sealed = unlocked.vault.seal({"kind": "dream", "child": panda.id}, LONG)
        db.table("cases").update(kept, {"record": sealed})
    assert entries(unlocked, panda) == [None]


def test_what_does_not_fit_is_refused_and_changes_nothing(unlocked: House, panda: Child) -> None:
    (kept,) = keep(unlocked, panda, NOTE)
    endless = Note(DAY, "画" * 1000)
    with pytest.raises(TooLong), unlocked.database.transaction() as db:
        cases.add(db, unlocked.vault, panda.id, endless, unlocked.clock())
    with pytest.raises(TooLong), unlocked.database.transaction() as db:
        case = cases.get(db, unlocked.vault, panda.id, kept)
        cases.correct(db, unlocked.vault, case, endless, unlocked.clock())
    assert entries(unlocked, panda) == [NOTE]


def test_another_counselor_reads_and_goes_on_but_does_not_rewrite(
    unlocked: House, panda: Child
) -> None:
    (kept,) = keep(unlocked, panda, FOLLOW_UP)
    li = unlocked.vault.keeper.id
    succeed(unlocked, "王老师")
    with unlocked.database.transaction() as db:
        case = cases.get(db, unlocked.vault, panda.id, kept)
        with pytest.raises(NotHers):
            cases.correct(db, unlocked.vault, case, NOTE, unlocked.clock())
        with pytest.raises(NotHers):
            cases.delete(db, unlocked.vault, case, unlocked.clock())
        cases.proceed(db, unlocked.vault, case, DONE, unlocked.clock())
        assert cases.get(db, unlocked.vault, panda.id, kept).by == li
        db.execute("UPDATE counselors SET until = 1 WHERE id = ?", [li])
        cases.delete(db, unlocked.vault, case, unlocked.clock())
    assert entries(unlocked, panda) == []


def test_every_change_is_audited_without_leading_to_the_record(
    unlocked: House, panda: Child
) -> None:
    (kept,) = keep(unlocked, panda, NOTE)
    with unlocked.database.transaction() as db:
        case = cases.get(db, unlocked.vault, panda.id, kept)
        cases.correct(db, unlocked.vault, case, Note(DAY, "想学画"), unlocked.clock())
        cases.delete(db, unlocked.vault, case, unlocked.clock())
    lines = rows(unlocked, "SELECT action, subject FROM audit ORDER BY seq DESC LIMIT 3")
    assert lines == [
        ("deleted case record", "a record"),
        ("changed case record", "a record"),
        ("added case record", "a record"),
    ]


def test_nothing_is_kept_for_nobody_or_behind_a_lock(house: House, panda: Child) -> None:
    with pytest.raises(UnknownChild), house.database.transaction() as db:
        cases.add(db, house.vault, "nobody", NOTE, house.clock())
    house.vault.lock()
    with pytest.raises(VaultLocked), house.database.transaction() as db:
        cases.add(db, house.vault, panda.id, NOTE, house.clock())
    unlock(house)
    assert entries(house, panda) == []


def test_all_records_look_alike_on_the_card_and_none_tells_whose_it_is(
    unlocked: House, panda: Child, owl: Child
) -> None:
    keep(unlocked, panda, *EVERY, Note(DAY, ""), Note(DAY, "画" * 580))
    keep(unlocked, owl, NOTE)
    assert rows(unlocked, "SELECT DISTINCT length(record) FROM cases") == [(LONG + 48,)]
    assert rows(unlocked, "SELECT count(DISTINCT whose), min(length(whose)) FROM cases") == [
        (2, 16)
    ]
    for row in rows(unlocked, "SELECT * FROM cases"):
        for child in (panda, owl):
            told = b"".join(
                str(cell).encode() if not isinstance(cell, bytes) else cell for cell in row
            )
            assert child.id.encode() not in told
            assert bytes.fromhex(child.id) not in told


def test_their_places_do_not_tell_in_which_order_they_were_written(
    unlocked: House, panda: Child
) -> None:
    kept = keep(unlocked, panda, *[NOTE] * 12)
    placed = [row[0] for row in rows(unlocked, "SELECT id FROM cases ORDER BY rowid")]
    assert sorted(placed) == sorted(kept)
    assert placed != kept


def test_a_record_of_nobody_is_no_childs_and_looks_like_the_others(
    unlocked: House, panda: Child
) -> None:
    keep(unlocked, panda, NOTE)
    with unlocked.database.transaction() as db:
        nobodys = cases.add(db, unlocked.vault, NOBODY, CALL, unlocked.clock())
        assert cases.get(db, unlocked.vault, NOBODY, nobodys).entry == CALL
        with pytest.raises(UnknownRecord):
            cases.get(db, unlocked.vault, panda.id, nobodys)
    assert entries(unlocked, panda) == [NOTE]
    lengths = rows(unlocked, "SELECT length(whose), open, length(record) FROM cases")
    assert lengths[0] == lengths[1]


def test_a_call_is_in_no_tally(unlocked: House, panda: Child) -> None:
    keep(unlocked, panda, CALL)
    with unlocked.database.transaction() as db:
        cases.add(db, unlocked.vault, NOBODY, CALL, unlocked.clock())
        assert tallies.of_month(db, "2026-11") == {}
        assert cases.waiting(db, unlocked.vault) == []
