"""A child that was erased is nowhere; all the others are where they were."""

from contextlib import closing
from dataclasses import replace
from datetime import date, time

import pytest
import sqlite_utils

from kiosk.caretaker import forget
from kiosk.closing import close_day
from kiosk.domain.activities import Activity
from kiosk.domain.children import Child
from kiosk.domain.consent import ConsentPaper, ConsentWay, Purpose
from kiosk.domain.days import Closing
from kiosk.domain.holdings import Group
from kiosk.errors import StoreError, UnknownChild, VaultLocked
from kiosk.forgetting import erase_child, finish_erasing, record_answers
from kiosk.house import House
from kiosk.store.attendance import days, talks, tallies
from kiosk.store.people import children, consents
from kiosk.store.rights import audit, erasing, forgotten, holdings
from kiosk.store.rights.forgotten import ERASED
from kiosk.store.work import activities
from sync import inbox, records
from tests.cast import Hands, add_child
from tests.kiosk.counselor.panel import audited, damage_file
from tests.kiosk.remote.people import on_her_phone
from tests.kiosk.store.belongings import FIRST_DAY, fill, sealed_rows

PAPER = ConsentPaper("欧阳建国", ConsentWay.SPOKEN, "李老师", date(2026, 11, 24))
EVERYTHING = {
    Group.CARD: 1,
    Group.HOUSEHOLD: 1,
    Group.CONSENTS: 3,
    Group.VISITS: 1,
    Group.MOODS: 2,
    Group.FEEDBACK: 1,
    Group.PLAYS: 1,
    Group.RATINGS: 1,
    Group.TALKS: 1,
    Group.CASES: 1,
    Group.ACTIVITIES: 1,
    Group.TAGS: 1,
    Group.FETCHINGS: 1,
    Group.SNOOZES: 1,
}


@pytest.fixture
def sparrow(unlocked: House) -> Child:
    return add_child(unlocked, "雀儿", keeps=set(Purpose), birth=date(2016, 1, 1))


def preview(house: House, child: Child) -> dict[Group, int]:
    with house.database.reading() as db:
        return erasing.preview(db, house.vault, child.id)


def listed(house: House, child: Child) -> list[tuple[str, str]]:
    found = forgotten.listed([house.config.directory], [child.id])
    return [(one.child, one.what) for one in found]


def on_the_card(house: House) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(house.config.directory.iterdir()))


def rows(house: House, query: str, *values: object) -> list[tuple]:
    with house.database.reading() as db:
        return db.execute(query, values).fetchall()


def refuse(house: House, child: Child, *purposes: Purpose) -> None:
    record_answers(house, child.id, dict.fromkeys(purposes, False), PAPER)


def opened_activities(house: House, ids: list[str]) -> list[Activity | None]:
    with house.database.reading() as db:
        return [activities.get(db, house.vault, one).activity for one in ids]


def test_every_table_of_the_house_says_whether_it_holds_a_child(house: House) -> None:
    """A new table breaks this: it belongs into kiosk/store/holdings.py."""
    with house.database.reading() as db:
        tables = {name for name in db.table_names() if not name.startswith("_sqlite")}
    with closing(sqlite_utils.Database(memory=True)) as wire:
        records.create_tables(wire)
        inbox.create_tables(wire)
        records.let_keys_change(wire)
        records.add_costs(wire)
        of_the_wire = set(wire.table_names())
    named = {one.table for one in holdings.HOLDINGS.values()}
    assert tables - of_the_wire == named | holdings.OF_NO_CHILD | holdings.OF_AN_ID


def test_the_preview_counts_what_then_goes(unlocked: House, panda: Child) -> None:
    fill(unlocked, panda)
    assert preview(unlocked, panda) == EVERYTHING
    assert erase_child(unlocked, panda.id) == EVERYTHING
    assert audited(unlocked)[-1] == ("erased child", panda.id)
    with pytest.raises(UnknownChild):
        preview(unlocked, panda)
    with pytest.raises(UnknownChild):
        erase_child(unlocked, panda.id)


def test_an_erased_child_is_in_no_byte_of_the_card(unlocked: House, panda: Child) -> None:
    fill(unlocked, panda)
    sealed = sealed_rows(unlocked, panda)
    before = on_the_card(unlocked)
    assert len(sealed) == 13
    assert panda.nickname.encode() in before
    assert all(one in before for one in sealed)
    erase_child(unlocked, panda.id)
    after = on_the_card(unlocked)
    assert panda.nickname.encode() not in after
    pieces = [one[at : at + 32] for one in sealed for at in range(0, len(one) - 32, 32)]
    assert [piece for piece in pieces if piece in after] == []
    # Its random id: in the audit, and in two tables with their indexes; the list names nobody.
    ((lines,),) = rows(unlocked, "SELECT count(*) FROM audit WHERE subject LIKE ?", f"{panda.id}%")
    assert after.count(panda.id.encode()) == lines + 2 + 2


def test_nothing_that_can_be_opened_names_an_erased_child(
    unlocked: House, panda: Child, sparrow: Child
) -> None:
    fill(unlocked, panda, sparrow)
    whose = unlocked.vault.pseudonym(panda.id)
    erase_child(unlocked, panda.id)
    with unlocked.database.reading() as db:
        for table in db.table_names():
            for row in list(db.table(table).rows):
                if table not in holdings.OF_AN_ID:
                    assert panda.id not in row.values(), table
                    assert whose not in row.values(), table
        for group, holding in holdings.HOLDINGS.items():
            if group is not Group.CARD:
                assert [*holding.find(db, unlocked.vault, panda.id)] == [], group
        assert audit.first_broken(db) is None
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert rows(unlocked, "SELECT child FROM tombstones") == [(panda.id,)]
    assert listed(unlocked, panda) == [(panda.id, ERASED)]


def test_the_brother_keeps_all_that_is_his(unlocked: House, panda: Child, sparrow: Child) -> None:
    fill(unlocked, panda, sparrow)
    told = preview(unlocked, panda)
    assert told[Group.HOUSEHOLD] == 0
    assert erase_child(unlocked, panda.id) == told
    assert preview(unlocked, sparrow) == EVERYTHING
    (activity,) = rows(unlocked, "SELECT record FROM activities")
    record = unlocked.vault.open_record(activity[0])
    # Somebody took part; the count of participations stays what it was.
    assert (record["children"].hex(), record["others"]) == (sparrow.id, 2)
    erase_child(unlocked, sparrow.id)
    assert rows(unlocked, "SELECT * FROM households") == []


def test_the_totals_of_closed_days_stay(unlocked: House, panda: Child, sparrow: Child) -> None:
    fill(unlocked, panda, sparrow)
    closed = close_day(unlocked, FIRST_DAY, Closing.COUNSELOR, "li")
    erase_child(unlocked, panda.id)
    assert rows(unlocked, "SELECT * FROM unsettled") == []
    refuse(unlocked, sparrow, Purpose.VISITS)
    with unlocked.database.transaction() as db:
        assert days.count(db, FIRST_DAY).present == closed.counts.present == 2
        assert days.count(db, FIRST_DAY).newcomers == closed.counts.newcomers == 2
    again = close_day(unlocked, FIRST_DAY, Closing.COUNSELOR, "li")
    assert (again.counts.present, again.counts.newcomers) == (2, 2)


def test_a_locked_house_erases_nobody(unlocked: House, panda: Child) -> None:
    fill(unlocked, panda)
    unlocked.vault.lock()
    with pytest.raises(VaultLocked):
        erase_child(unlocked, panda.id)
    assert rows(unlocked, "SELECT count(*) FROM children") == [(1,)]
    assert listed(unlocked, panda) == []


def test_a_list_that_cannot_be_written_leaves_the_child_whole(
    unlocked: House, panda: Child
) -> None:
    fill(unlocked, panda)
    (unlocked.config.directory / forgotten.FILE_NAME).mkdir()
    with pytest.raises(Exception, match="cannot be"):
        erase_child(unlocked, panda.id)
    assert preview(unlocked, panda) == EVERYTHING


def test_an_erasure_that_does_not_last_is_not_listed(unlocked: House, panda: Child) -> None:
    fill(unlocked, panda)
    with unlocked.database.transaction() as db:
        # What points to her is looked at as late as the commit.
        db.execute("CREATE TABLE late (child REFERENCES children DEFERRABLE INITIALLY DEFERRED)")
        db.execute("INSERT INTO late VALUES (?)", [panda.id])
    with pytest.raises(StoreError):
        erase_child(unlocked, panda.id)
    assert rows(unlocked, "SELECT id FROM children") == [(panda.id,)]
    assert listed(unlocked, panda) == []


def test_an_erasure_that_a_power_cut_left_unlisted_is_listed_in_the_next_round(
    unlocked: House, panda: Child
) -> None:
    directory = unlocked.config.directory
    with unlocked.database.transaction() as db:
        erasing.erase(db, unlocked.vault, directory, panda.id, unlocked.clock())
    unlocked.vault.lock()
    assert listed(unlocked, panda) == []
    for _ in range(2):
        forget(unlocked)
        assert listed(unlocked, panda) == [(panda.id, ERASED)]
        assert len((directory / forgotten.FILE_NAME).read_text().split()) == 3


def test_one_damaged_record_stops_no_erasure(unlocked: House, panda: Child, owl: Child) -> None:
    fill(unlocked, panda)
    with unlocked.database.transaction() as db:
        talks.ask(db, unlocked.vault, owl.id, unlocked.clock())
        for table, column in (("talks", "request"), ("children", "file"), ("cases", "record")):
            db.execute(f"UPDATE {table} SET {column} = zeroblob(len) FROM (SELECT 600 AS len)")
    erase_child(unlocked, panda.id)
    with unlocked.database.reading() as db:
        assert [child.id for child in children.everyone(db)] == [owl.id]
    assert rows(unlocked, "SELECT * FROM cases") == []


def test_a_household_that_a_damaged_file_kept_goes_once_that_file_is_written_anew(
    unlocked: House, panda: Child, owl: Child
) -> None:
    """The owl may live with the panda, as long as nobody can read with whom it lives."""
    with unlocked.database.reading() as db:
        file = children.file_of(db, unlocked.vault, owl.id)
    damage_file(unlocked, owl)
    assert preview(unlocked, panda)[Group.HOUSEHOLD] == 0
    assert erase_child(unlocked, panda.id)[Group.HOUSEHOLD] == 0
    assert len(rows(unlocked, "SELECT * FROM households")) == 2
    with unlocked.database.transaction() as db:
        children.change(db, unlocked.vault, owl, file, unlocked.clock())
    assert rows(unlocked, "SELECT id FROM households") == [(file.household.id,)]


def test_what_an_older_backup_brought_back_goes_once_the_house_is_unlocked(
    unlocked: House, panda: Child, sparrow: Child, owl: Child
) -> None:
    """A restore knows ids, not pseudonyms: what is sealed waits for the key."""
    fill(unlocked, panda, sparrow)
    with unlocked.database.transaction() as db:
        for table in ("visits", "moods", "feedback", "fetchings", "plays", "consents", "tags"):
            db.execute(f"DELETE FROM {table} WHERE child = ?", [panda.id])
        db.execute("DELETE FROM consents WHERE child = ?", [owl.id])
        for child in (owl, panda):
            db.table("children").delete(child.id)
            db.execute("INSERT INTO tombstones VALUES (?, 1)", [child.id])
        home = children.file_of(db, unlocked.vault, sparrow.id).household.id
    ((case,),) = rows(
        unlocked, "SELECT record FROM cases WHERE whose = ?", unlocked.vault.pseudonym(panda.id)
    )
    assert case[:64] in on_the_card(unlocked)
    finish_erasing(unlocked)
    assert case[:64] not in on_the_card(unlocked)
    assert rows(unlocked, "SELECT id FROM households") == [(home,)]
    with unlocked.database.reading() as db:
        for group in (Group.TALKS, Group.CASES, Group.ACTIVITIES, Group.SNOOZES):
            assert [*holdings.HOLDINGS[group].find(db, unlocked.vault, panda.id)] == [], group
    assert preview(unlocked, sparrow) == EVERYTHING
    assert {*rows(unlocked, "SELECT child FROM swept")} == {(panda.id,), (owl.id,)}


def test_a_counselors_own_device_will_do_to_finish_an_erasure(
    unlocked: House, panda: Child, sparrow: Child
) -> None:
    fill(unlocked, panda, sparrow)
    with unlocked.database.transaction() as db:
        db.execute("INSERT INTO tombstones VALUES (?, 1)", [panda.id])
    unlocked.vault.lock()
    forget(unlocked)
    assert rows(unlocked, "SELECT child FROM swept") == []
    on_phone = on_her_phone(unlocked)
    forget(unlocked)
    assert rows(unlocked, "SELECT child FROM swept") == [(panda.id,)]
    with unlocked.database.reading() as db:
        assert [*holdings.HOLDINGS[Group.CASES].find(db, on_phone.vault, panda.id)] == []


def test_a_withdrawal_erases_what_was_kept_under_it_and_nothing_else(
    unlocked: House, panda: Child, sparrow: Child
) -> None:
    fill(unlocked, panda, sparrow)
    with unlocked.database.reading() as db:
        kept = erasing.kept_under(db, unlocked.vault, panda.id, {Purpose.MOODS, Purpose.PLAYS})
        assert kept == {Group.MOODS: 2, Group.FEEDBACK: 1, Group.PLAYS: 1, Group.RATINGS: 1}
        query = "SELECT answer FROM moods WHERE child = ?"
        answers = [row[0] for row in db.execute(query, [panda.id]).fetchall()]
    record_answers(
        unlocked,
        panda.id,
        {Purpose.VISITS: True, Purpose.MOODS: False, Purpose.PLAYS: False},
        PAPER,
    )
    after = on_the_card(unlocked)
    assert [one for one in answers if one[:64] in after or one[-64:] in after] == []
    left = preview(unlocked, panda)
    assert left == {
        **EVERYTHING,
        Group.HOUSEHOLD: 0,
        Group.CONSENTS: 6,
        Group.MOODS: 0,
        Group.FEEDBACK: 0,
        Group.PLAYS: 0,
        Group.RATINGS: 0,
    }
    assert preview(unlocked, sparrow) == {**EVERYTHING, Group.HOUSEHOLD: 0}
    assert ("withdrew consent", panda.id) in rows(unlocked, "SELECT action, subject FROM audit")


def test_who_withdraws_visits_took_part_in_activities_and_nothing_tells_who(
    unlocked: House, panda: Child, sparrow: Child
) -> None:
    both = Activity("剪纸", FIRST_DAY, time(15), 60, frozenset({panda.id, sparrow.id}), others=1)
    alone = Activity("下棋", FIRST_DAY, time(16), 30, frozenset({panda.id}))
    with unlocked.database.transaction() as db:
        ids = [activities.add(db, unlocked.vault, one, unlocked.clock()) for one in (both, alone)]
        counted = tallies.of_month(db, "2026-11")
    refuse(unlocked, panda, Purpose.MOODS, Purpose.PLAYS)
    assert opened_activities(unlocked, ids) == [both, alone]
    refuse(unlocked, panda, Purpose.VISITS)
    assert opened_activities(unlocked, ids) == [
        replace(both, participants=frozenset({sparrow.id}), others=2),
        replace(alone, participants=frozenset(), others=1),
    ]
    with unlocked.database.reading() as db:
        assert tallies.of_month(db, "2026-11") == counted
    assert counted["participations"] == 4


def test_who_agrees_to_visits_again_is_not_back_in_old_activities(
    unlocked: House, panda: Child
) -> None:
    chess = Activity("下棋", FIRST_DAY, time(16), 30, frozenset({panda.id}))
    with unlocked.database.transaction() as db:
        kept = activities.add(db, unlocked.vault, chess, unlocked.clock())
    for given in (False, True, False):
        record_answers(unlocked, panda.id, {Purpose.VISITS: given}, PAPER)
    left = replace(chess, participants=frozenset(), others=1)
    assert opened_activities(unlocked, [kept]) == [left]


def test_withdrawn_visits_take_the_first_day_with_them(unlocked: House, panda: Child) -> None:
    fill(unlocked, panda)
    refuse(unlocked, panda, Purpose.VISITS)
    assert rows(unlocked, "SELECT first_day FROM children") == [(None,)]
    assert rows(unlocked, "SELECT count(*) FROM moods") == [(2,)]


def test_a_first_no_erases_nothing(unlocked: House, owl: Child) -> None:
    before = preview(unlocked, owl)
    refuse(unlocked, owl, *Purpose)
    refuse(unlocked, owl, *Purpose)
    assert preview(unlocked, owl) == {**before, Group.CONSENTS: 6}
    assert ("withdrew consent", owl.id) not in rows(unlocked, "SELECT action, subject FROM audit")


def test_only_a_no_after_a_yes_reads_withdrawn(unlocked: House, panda: Child) -> None:
    for answer in (False, False, True, True, False):
        record_answers(unlocked, panda.id, {Purpose.MOODS: answer}, PAPER)
    with unlocked.database.reading() as db:
        history = consents.history(db, unlocked.vault, panda.id)
    of_moods = [one for one in history if one.purpose is Purpose.MOODS]
    assert [(one.given, one.withdrawn) for one in of_moods] == [
        (False, True),
        (True, False),
        (True, False),
        (False, False),
        (False, True),
        (True, False),
    ]
    assert not any(one.withdrawn for one in history if one.purpose is not Purpose.MOODS)


def test_an_unknown_child_is_told_apart(unlocked: House, hands: Hands) -> None:
    with pytest.raises(UnknownChild):
        erase_child(unlocked, "nobody")
