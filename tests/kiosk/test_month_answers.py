from datetime import date

import pytest

from kiosk import month_answers
from kiosk.domain.consent import Purpose
from kiosk.domain.moods import Face
from kiosk.errors import VaultLocked
from kiosk.house import House
from kiosk.store.attendance import feedback, moods
from sync.disclosure import rounded
from sync.month_summary import Answers
from tests.cast import Hands, add_child

NOVEMBER = date(2026, 11, 1)
NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
FACES = [Face.VERY_LOW] * 4 + [Face.MIDDLE] * 6 + [Face.HIGH] * 10


def answer(house: House, faces: list[Face | None], *, keeps: set[Purpose] | None = None) -> None:
    """Let as many children answer once how they feel, and that they liked the house."""
    agreed = {Purpose.MOODS} if keeps is None else keeps
    for name, face in zip(NAMES, faces, strict=False):
        child = add_child(house, name, keeps=agreed, birth=date(2017, 5, 2))
        with house.database.transaction() as db:
            moods.keep(db, house.vault, child.id, face, house.clock())
            feedback.keep(db, house.vault, child.id, Face.HIGH if face else None, house.clock())


def answer_until_told(house: House) -> None:
    """Let children answer until their dice let it be told, which is soon."""
    for _ in range(6):
        answer(house, [Face.HIGH] * 20)
        if all(one.bands for one in count(house)):
            return
    raise AssertionError("120 children were kept back")


def count(house: House) -> tuple[Answers, Answers]:
    return month_answers.count(house, house.vault, NOVEMBER)


def test_each_child_counts_once_by_its_die_which_lies_as_it_fell(unlocked: House) -> None:
    answer(unlocked, FACES)
    answer_until_told(unlocked)
    felt, liked = count(unlocked)
    with unlocked.database.transaction() as db:
        # Whoever answers twice, and the same, is still one child.
        for row in list(db.query("SELECT * FROM moods")):
            (last,) = db.execute("SELECT max(seq) FROM moods").fetchone()
            db.table("moods").insert({**row, "seq": last + 1})
    assert count(unlocked) == (felt, liked)
    with unlocked.database.reading() as db:
        children = db.table("children").count
    for told in (felt, liked):
        assert sum(told.bands or ()) in range(children - 7, children + 8)


def test_it_is_not_what_the_children_answered(unlocked: House) -> None:
    """Half of the dice say something of their own: of twenty children all alike, some do not."""
    answer(unlocked, [Face.HIGH] * 20)
    felt, liked = count(unlocked)
    assert {felt, liked} != {Answers(rounded((0, 0, 20)))}


def test_fewer_than_ten_children_are_kept_back(unlocked: House) -> None:
    answer(unlocked, FACES[:9])
    assert count(unlocked) == (Answers(None), Answers(None))


def test_skips_do_not_count(unlocked: House) -> None:
    answer(unlocked, [*FACES[:9], *[None] * 11])
    assert count(unlocked) == (Answers(None), Answers(None))


def test_nobody_counts_without_consent(unlocked: House) -> None:
    answer(unlocked, FACES, keeps={Purpose.VISITS})
    assert count(unlocked) == (Answers(None), Answers(None))


def test_a_month_whose_first_answers_may_be_gone_is_kept_back(
    unlocked: House, hands: Hands
) -> None:
    answer_until_told(unlocked)
    hands.forward(days=90 - 23)
    assert all(one.bands for one in count(unlocked))
    hands.forward(days=1)
    assert count(unlocked) == (Answers(None), Answers(None))


def test_a_locked_panel_opens_nothing(unlocked: House) -> None:
    answer(unlocked, FACES[:1])
    unlocked.vault.lock()
    with pytest.raises(VaultLocked):
        count(unlocked)
