"""Visits from the paper register, corrected ones, and taps that were wrong."""

from datetime import date, datetime

import pytest

from kiosk.closing import close_day, close_due_days
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.corrections import Fault
from kiosk.domain.days import Closing
from kiosk.domain.moment import HOUSE_ZONE
from kiosk.domain.moods import Face
from kiosk.domain.visits import Arrival, Visit
from kiosk.errors import BadInput, UnknownChild, UnknownVisit
from kiosk.house import House
from kiosk.store.attendance import by_hand, days, moods, plays, visit_lists, visits
from kiosk.store.stamps import BY_HAND
from tests.cast import Hands, add_child

FRIDAY, MONDAY, TUESDAY = date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HOUSE_ZONE)


def back_fill(
    house: House, child: Child, day: date, begins: int = 15, ends: int | None = 17
) -> Visit:
    with house.database.transaction() as db:
        times = at(day, begins), at(day, ends) if ends else None
        return by_hand.back_fill(db, child.id, day, *times, house.clock(), "li")


def come(house: House, child: Child) -> Visit:
    with house.database.transaction() as db:
        visit = visits.check_in(db, child.id, house.clock())
    assert visit
    return visit


def correct(house: House, visit: Visit, arrived: datetime, left: datetime | None) -> Visit:
    with house.database.transaction() as db:
        return by_hand.correct(db, visit.seq, arrived, left, house.clock(), "li")


def strike(house: House, visit: Visit, *, with_answers: bool = False) -> None:
    with house.database.transaction() as db:
        by_hand.strike(db, visit.seq, house.clock(), "li", with_answers=with_answers)


def first_day(house: House, child: Child) -> str | None:
    with house.database.reading() as db:
        query = "SELECT first_day FROM children WHERE id = ?"
        return db.execute(query, [child.id]).fetchone()[0]


def unsettled(house: House) -> list[date]:
    with house.database.reading() as db:
        return days.unsettled(db)


def settle_all(house: House) -> None:
    with house.database.transaction() as db:
        db.execute("DELETE FROM unsettled")


def last_line(house: House) -> tuple[str, str, str]:
    with house.database.reading() as db:
        query = "SELECT who, action, subject FROM audit ORDER BY seq DESC LIMIT 1"
        return db.execute(query).fetchone()


def test_a_day_on_paper_comes_on_record(unlocked: House, panda: Child) -> None:
    visit = back_fill(unlocked, panda, MONDAY)
    assert (visit.day, visit.how) == (MONDAY, Arrival.PAPER)
    assert (visit.arrived, visit.left) == (at(MONDAY, 15), at(MONDAY, 17))
    assert last_line(unlocked) == ("li", "back-filled visit", f"{panda.id} {visit.seq}")
    assert unsettled(unlocked) == [MONDAY]
    with unlocked.database.reading() as db:
        row = db.table("visits").get(visit.seq)
    # No correction of a clock finds a boot that never was.
    assert (row["clock"], row["boot"], row["left_boot"]) == ("trusted", BY_HAND, BY_HAND)


def test_paper_does_not_make_the_time_go_forward(unlocked: House, panda: Child) -> None:
    back_fill(unlocked, panda, MONDAY)
    visit = come(unlocked, panda)
    assert visit.arrived > at(TUESDAY, 8)


@pytest.mark.parametrize(
    ("day", "begins", "ends", "fault"),
    [
        (date(2026, 11, 25), 9, 10, Fault.TO_COME),
        (date(2026, 10, 31), 9, 10, Fault.TOO_EARLY),
        (MONDAY, 17, 15, Fault.BACKWARDS),
        (TUESDAY, 7, 9, Fault.LATER),
        (FRIDAY, 16, 18, Fault.OVERLAP),
    ],
)
def test_what_cannot_have_been_is_refused_in_a_sentence_and_changes_nothing(
    unlocked: House, panda: Child, day: date, begins: int, ends: int, fault: Fault
) -> None:
    back_fill(unlocked, panda, FRIDAY)
    before = last_line(unlocked)
    with pytest.raises(BadInput) as refused:
        back_fill(unlocked, panda, day, begins, ends)
    assert str(refused.value) == fault.value
    assert last_line(unlocked) == before
    with unlocked.database.reading() as db:
        assert db.table("visits").count == 1


def test_a_time_outside_the_day_is_refused(unlocked: House, panda: Child) -> None:
    with pytest.raises(BadInput, match="outside the day"), unlocked.database.transaction() as db:
        by_hand.back_fill(db, panda.id, MONDAY, at(FRIDAY, 9), None, unlocked.clock(), "li")


def test_paper_needs_a_consent_as_a_tap_does(unlocked: House, owl: Child) -> None:
    with pytest.raises(BadInput, match="No guardian has agreed"):
        back_fill(unlocked, owl, MONDAY)
    with pytest.raises(UnknownChild), unlocked.database.transaction() as db:
        by_hand.back_fill(db, "nobody", MONDAY, at(MONDAY, 9), None, unlocked.clock(), "li")


def test_a_day_whose_visits_are_let_go_of_is_not_begun_anew(unlocked: House, panda: Child) -> None:
    times = at(FRIDAY, 9), None
    with pytest.raises(BadInput, match="no longer kept"), unlocked.database.transaction() as db:
        by_hand.back_fill(db, panda.id, FRIDAY, *times, unlocked.clock(), "li", first_day=MONDAY)


def test_an_earlier_day_on_paper_is_the_first_one_and_both_are_told_anew(
    unlocked: House, panda: Child
) -> None:
    come(unlocked, panda)
    close_day(unlocked, TUESDAY, Closing.COUNSELOR, "li")
    assert unsettled(unlocked) == []
    back_fill(unlocked, panda, FRIDAY)
    assert first_day(unlocked, panda) == "2026-11-20"
    assert unsettled(unlocked) == [FRIDAY, TUESDAY]
    with unlocked.database.reading() as db:
        assert [days.count(db, day).newcomers for day in (FRIDAY, TUESDAY)] == [1, 0]


def test_the_earlier_part_of_today_does_not_send_a_child_home(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    hands.forward(hours=7)
    come(unlocked, panda)
    back_fill(unlocked, panda, TUESDAY, 9, 11)
    with unlocked.database.reading() as db:
        of_today = visit_lists.between(db, TUESDAY, TUESDAY)
        assert [visit.child for visit in visits.here(db, unlocked.clock())] == [panda.id]
    assert [visit.left is None for visit in of_today] == [False, True]


def test_a_corrected_visit_has_the_new_times_and_is_told_anew(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    visit = come(unlocked, panda)
    hands.forward(days=1)
    close_due_days(unlocked)
    now = correct(unlocked, visit, at(TUESDAY, 8, 30), at(TUESDAY, 11))
    assert (now.seq, now.how) == (visit.seq, Arrival.TOUCH)
    assert (now.arrived, now.left) == (at(TUESDAY, 8, 30), at(TUESDAY, 11))
    assert unsettled(unlocked) == [TUESDAY]
    assert last_line(unlocked) == ("li", "corrected visit", f"{panda.id} {visit.seq}")
    close_due_days(unlocked)
    with unlocked.database.reading() as db:
        closed = days.get(db, TUESDAY)
    assert closed and closed.counts.minutes_open == 150


def test_a_visit_moved_to_another_day_marks_both_and_moves_the_first_day(
    unlocked: House, panda: Child
) -> None:
    visit = back_fill(unlocked, panda, FRIDAY)
    settle_all(unlocked)
    correct(unlocked, visit, at(MONDAY, 9), None)
    assert unsettled(unlocked) == [FRIDAY, MONDAY]
    assert first_day(unlocked, panda) == "2026-11-23"
    correct(unlocked, visit, at(FRIDAY, 9), None)
    assert first_day(unlocked, panda) == "2026-11-20"


def test_a_wrong_correction_changes_nothing(unlocked: House, panda: Child) -> None:
    morning, noon = (back_fill(unlocked, panda, MONDAY, *hours) for hours in ((9, 10), (11, 12)))
    with pytest.raises(BadInput, match="already"):
        correct(unlocked, morning, at(MONDAY, 9), at(MONDAY, 11, 1))
    with pytest.raises(UnknownVisit):
        correct(
            unlocked, Visit(0, "", MONDAY, noon.arrived, None, Arrival.TOUCH), noon.arrived, None
        )
    with unlocked.database.reading() as db:
        assert visit_lists.of_child_in(db, panda.id, MONDAY, MONDAY) == [morning, noon]


def test_a_visit_does_not_overlap_itself(unlocked: House, panda: Child) -> None:
    visit = back_fill(unlocked, panda, MONDAY)
    assert correct(unlocked, visit, at(MONDAY, 15, 5), at(MONDAY, 17)).left == at(MONDAY, 17)


def test_a_wrong_tap_is_struck_and_its_number_stays_in_the_audit(
    unlocked: House, panda: Child
) -> None:
    visit = come(unlocked, panda)
    settle_all(unlocked)
    strike(unlocked, visit)
    with unlocked.database.reading() as db:
        assert db.table("visits").count == 0
    assert last_line(unlocked) == ("li", "struck visit", f"{panda.id} {visit.seq}")
    assert first_day(unlocked, panda) is None
    assert unsettled(unlocked) == [TUESDAY]
    with pytest.raises(UnknownVisit):
        strike(unlocked, visit)


def test_the_first_day_moves_on_when_its_visit_is_struck(unlocked: House, panda: Child) -> None:
    first = back_fill(unlocked, panda, FRIDAY)
    back_fill(unlocked, panda, MONDAY)
    settle_all(unlocked)
    strike(unlocked, first)
    assert first_day(unlocked, panda) == "2026-11-23"
    assert unsettled(unlocked) == [FRIDAY, MONDAY]


def test_a_first_day_that_was_let_go_of_outlives_a_strike(unlocked: House, panda: Child) -> None:
    visit = back_fill(unlocked, panda, MONDAY)
    with unlocked.database.transaction() as db:
        db.table("children").update(panda.id, {"first_day": "2023-01-01"})
    strike(unlocked, visit)
    assert first_day(unlocked, panda) == "2023-01-01"


def test_the_answers_of_a_wrong_tap_go_with_it_and_no_others(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    friend = add_child(unlocked, "雀儿", keeps=set(Purpose), birth=date(2016, 1, 1))

    def answer(child: Child) -> None:
        with unlocked.database.transaction() as db:
            moods.keep(db, unlocked.vault, child.id, Face.HIGH, hands())
            plays.keep(db, child.id, "pairs", plays.Answered("memory", 1, True, 900), hands())

    visits_of_panda = []
    for _ in range(3):
        visits_of_panda.append(come(unlocked, panda))
        answer(panda)
        answer(friend)
        with unlocked.database.transaction() as db:
            visits.leave(db, panda.id, hands())
    back_fill(unlocked, panda, MONDAY)  # a larger number than all: no answer comes after it
    strike(unlocked, visits_of_panda[0], with_answers=False)
    strike(unlocked, visits_of_panda[1], with_answers=True)
    with unlocked.database.reading() as db:
        for table in ("moods", "plays"):
            counts = "SELECT count(*) FILTER (WHERE child = ?), count(*) FROM " + table
            assert db.execute(counts, [panda.id]).fetchone() == (2, 5), table


def test_an_old_wrong_tap_takes_nothing_with_it_of_a_later_day_that_began_on_paper(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    wrong = come(unlocked, panda)
    with unlocked.database.transaction() as db:
        moods.keep(db, unlocked.vault, panda.id, Face.HIGH, hands())
        visits.leave(db, panda.id, hands())
    hands.forward(days=3, hours=2)
    on_paper = back_fill(unlocked, panda, hands().day, 9, None)
    with unlocked.database.transaction() as db:
        assert visits.check_in(db, panda.id, hands()) == on_paper
        moods.keep(db, unlocked.vault, panda.id, Face.LOW, hands())
    strike(unlocked, wrong, with_answers=True)
    with unlocked.database.reading() as db:
        (left,) = moods.between(db, unlocked.vault, TUESDAY, hands().day)
    assert left.face is Face.LOW


def test_a_visit_on_paper_takes_no_answer_with_it_of_the_day_on_which_it_was_written(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    come(unlocked, panda)
    wrong_day = back_fill(unlocked, panda, MONDAY)
    with unlocked.database.transaction() as db:
        moods.keep(db, unlocked.vault, panda.id, Face.LOW, hands())
    strike(unlocked, wrong_day, with_answers=True)
    with unlocked.database.reading() as db:
        assert db.table("moods").count == 1


def test_a_corrected_visit_may_come_to_be_the_first(unlocked: House, panda: Child) -> None:
    back_fill(unlocked, panda, MONDAY)
    later = back_fill(unlocked, panda, TUESDAY, 7, None)
    settle_all(unlocked)
    correct(unlocked, later, at(FRIDAY, 9), None)
    assert first_day(unlocked, panda) == "2026-11-20"
    assert unsettled(unlocked) == [FRIDAY, MONDAY, TUESDAY]


def test_a_visit_that_is_corrected_within_its_day_has_that_day_told_anew(
    unlocked: House, panda: Child
) -> None:
    back_fill(unlocked, panda, FRIDAY)
    visit = back_fill(unlocked, panda, MONDAY)
    settle_all(unlocked)
    correct(unlocked, visit, at(TUESDAY, 7), None)
    assert unsettled(unlocked) == [MONDAY, TUESDAY]


def test_whose_first_visit_is_struck_does_not_take_the_first_day_of_another(
    unlocked: House, panda: Child
) -> None:
    friend = add_child(unlocked, "雀儿", keeps={Purpose.VISITS}, birth=date(2016, 1, 1))
    back_fill(unlocked, friend, FRIDAY)
    first = back_fill(unlocked, panda, FRIDAY)
    back_fill(unlocked, panda, TUESDAY, 7, None)
    strike(unlocked, first)
    assert first_day(unlocked, panda) == "2026-11-24"
    assert first_day(unlocked, friend) == "2026-11-20"


def test_who_came_on_which_days_is_told_of_those_days_and_that_child(
    unlocked: House, panda: Child
) -> None:
    friend = add_child(unlocked, "雀儿", keeps={Purpose.VISITS}, birth=date(2016, 1, 1))
    later = back_fill(unlocked, panda, MONDAY, 15)
    earlier = back_fill(unlocked, panda, MONDAY, 9, 10)
    of_friend = back_fill(unlocked, friend, FRIDAY)
    with unlocked.database.reading() as db:
        assert visit_lists.who_came(db, MONDAY, TUESDAY) == {panda.id}
        assert visit_lists.who_came(db, FRIDAY, MONDAY) == {panda.id, friend.id}
        assert visit_lists.open_days(db, FRIDAY, MONDAY) == [FRIDAY, MONDAY]
        assert visit_lists.open_days(db, MONDAY, TUESDAY) == [MONDAY]
        assert visit_lists.days_of_child(db, panda.id, FRIDAY, MONDAY) == {MONDAY}
        assert visit_lists.days_of_child(db, friend.id, MONDAY, TUESDAY) == set()
        assert visit_lists.on_days(db, [TUESDAY, MONDAY]) == [earlier, later]
        assert visit_lists.of_child_in(db, panda.id, FRIDAY, MONDAY) == [earlier, later]
        assert visit_lists.between(db, FRIDAY, MONDAY) == [of_friend, earlier, later]
