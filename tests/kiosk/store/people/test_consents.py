from datetime import date

from kiosk.domain.children import Child
from kiosk.domain.consent import ConsentPaper, ConsentWay, Purpose
from kiosk.house import House
from kiosk.store.people import children, consents
from tests.cast import GUARDIAN, add_child
from tests.kiosk.counselor.panel import audited


def decide(house: House, child: Child, purpose: Purpose, *, given: bool) -> set[Purpose]:
    paper = ConsentPaper(GUARDIAN, ConsentWay.PAPER, "李老师", date(2026, 11, 1))
    with house.database.transaction() as db:
        return consents.decide(db, house.vault, child.id, {purpose: given}, paper, house.clock())


def test_a_no_takes_back_only_a_yes_to_the_same_purpose_of_the_same_child(
    unlocked: House, owl: Child
) -> None:
    friend = add_child(unlocked, "小松", keeps=set(Purpose), birth=date(2018, 1, 9))
    said = (Purpose.MOODS, True), (Purpose.PLAYS, False), (Purpose.MOODS, False)
    gone = [decide(unlocked, owl, purpose, given=given) for purpose, given in said]
    assert gone == [set(), set(), {Purpose.MOODS}]
    with unlocked.database.reading() as db:
        history = consents.history(db, unlocked.vault, owl.id)
        assert children.get(db, friend.id).keeps == frozenset(Purpose)
        assert children.get(db, owl.id).keeps == frozenset()
    assert [(one.purpose, one.given, one.withdrawn) for one in history] == [
        (Purpose.MOODS, False, True),
        (Purpose.PLAYS, False, False),
        (Purpose.MOODS, True, False),
    ]


def test_it_is_noted_that_a_guardian_answered_and_where_a_yes_was_taken_back(
    unlocked: House, owl: Child
) -> None:
    decide(unlocked, owl, Purpose.VISITS, given=True)
    assert audited(unlocked)[-1] == ("recorded consent", owl.id)
    decide(unlocked, owl, Purpose.VISITS, given=False)
    assert audited(unlocked)[-2:] == [("recorded consent", owl.id), ("withdrew consent", owl.id)]
