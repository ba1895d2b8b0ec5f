"""With whom to consider a quiet chat: what is opened for it, kept of it, and leaves the house."""

import ast
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.closing import close_day
from kiosk.concerns import Considered, consider
from kiosk.domain.children import Child
from kiosk.domain.concern import Concern, Reason, Snooze
from kiosk.domain.concern_rules import ConcernRules
from kiosk.domain.consent import ConsentPaper, ConsentWay, Purpose
from kiosk.domain.days import Closing
from kiosk.domain.moment import ClockState
from kiosk.domain.moods import Face
from kiosk.errors import VaultLocked
from kiosk.forgetting import record_answers
from kiosk.house import House
from kiosk.store import settings
from kiosk.store.attendance import moods, visits
from kiosk.store.keys.vault import Vault
from kiosk.store.people import children
from kiosk.store.work import snoozes
from sync import outbox
from tests.cast import Hands, add_child, enrol, leave_the_program, unlock

ROOT = Path(__file__).parent.parent.parent
PAPER = ConsentPaper("欧阳建国", ConsentWay.SPOKEN, "李老师", date(2026, 11, 24))
SAD = Concern(Reason.LOWEST, 3, 3)


@pytest.fixture
def sparrow(unlocked: House) -> Child:
    """A girl of ten, who sees five faces."""
    return add_child(unlocked, "雀儿", keeps=set(Purpose), birth=date(2016, 1, 1))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every sealed record that is opened."""
    seen: list[bytes] = []
    really = Vault.open_record

    def open_record(vault: Vault, sealed: bytes) -> dict:
        seen.append(sealed)
        return really(vault, sealed)

    monkeypatch.setattr(Vault, "open_record", open_record)
    return seen


def feel(house: House, child: Child, *faces: Face | None) -> None:
    with house.database.transaction() as db:
        for face in faces:
            moods.keep(db, house.vault, child.id, face, house.clock())


def come(house: House, *came: Child) -> None:
    with house.database.transaction() as db:
        for child in came:
            visits.check_in(db, child.id, house.clock())
            visits.leave(db, child.id, house.clock())


def told(considered: Considered) -> dict[str, tuple[Concern, ...]]:
    return {chat.child.nickname: chat.concerns for chat in considered.chats}


def test_the_saddest_face_is_the_lowest_of_those_that_a_child_sees(
    unlocked: House, panda: Child, sparrow: Child
) -> None:
    for child in (panda, sparrow):
        feel(unlocked, child, Face.LOW, None, Face.LOW, Face.LOW)
    assert told(consider(unlocked)) == {"小竹": (SAD,)}
    feel(unlocked, sparrow, Face.VERY_LOW, Face.VERY_LOW, Face.VERY_LOW)
    assert told(consider(unlocked)) == {"小竹": (SAD,), "雀儿": (replace(SAD, of=5),)}


def test_an_eighth_birthday_makes_no_sad_face_less_sad(unlocked: House, panda: Child) -> None:
    feel(unlocked, panda, Face.LOW, Face.LOW, Face.LOW)
    with unlocked.database.transaction() as db:
        db.table("children").update(panda.id, {"band": "8-10"})
    assert told(consider(unlocked)) == {"小竹": (SAD,)}


def test_without_consent_to_feelings_there_is_no_reason_of_feelings(
    unlocked: House, panda: Child
) -> None:
    feel(unlocked, panda, Face.LOW, Face.LOW, Face.LOW)
    with unlocked.database.transaction() as db:
        db.table("children").update(panda.id, {"keeps": "visits"})
    assert told(consider(unlocked)) == {}


def test_a_consent_taken_back_takes_the_concern_with_it(unlocked: House, panda: Child) -> None:
    feel(unlocked, panda, Face.LOW, Face.LOW, Face.LOW)
    assert told(consider(unlocked))
    record_answers(unlocked, panda.id, {Purpose.MOODS: False}, PAPER)
    assert told(consider(unlocked)) == {}
    record_answers(unlocked, panda.id, {Purpose.MOODS: True}, PAPER)
    assert told(consider(unlocked)) == {}


def test_who_has_left_the_program_is_not_considered(unlocked: House, panda: Child) -> None:
    feel(unlocked, panda, Face.LOW, Face.LOW, Face.LOW)
    leave_the_program(unlocked, panda)
    assert told(consider(unlocked)) == {}


def test_a_damaged_answer_is_no_answer_and_stops_nothing(unlocked: House, panda: Child) -> None:
    feel(unlocked, panda, Face.LOW, Face.LOW, Face.LOW, Face.HIGH)
    with unlocked.database.transaction() as db:
        last = "SELECT max(seq) FROM moods"
        db.execute(f"UPDATE moods SET answer = zeroblob(length(answer)) WHERE seq = ({last})")
    assert told(consider(unlocked)) == {"小竹": (SAD,)}


def test_nobody_is_in_front_for_being_worse(unlocked: House, panda: Child, sparrow: Child) -> None:
    feel(unlocked, panda, Face.LOW, Face.LOW, Face.LOW)
    feel(unlocked, sparrow, *[Face.VERY_LOW] * 5)
    with unlocked.database.reading() as db:
        by_nickname = [child.nickname for child in children.coming(db)]
    assert list(told(consider(unlocked))) == by_nickname


def test_the_same_face_again_and_again_is_not_reliable_and_no_concern(
    unlocked: House, panda: Child, sparrow: Child
) -> None:
    feel(unlocked, panda, *[Face.HIGH] * 10)
    feel(unlocked, sparrow, *[Face.HIGH] * 9, Face.VERY_HIGH)
    considered = consider(unlocked)
    assert considered.unreliable == {panda.id}
    assert considered.chats == ()


def test_only_what_is_new_is_opened_again(
    unlocked: House, panda: Child, sparrow: Child, opened: list[bytes]
) -> None:
    feel(unlocked, panda, *[Face.LOW] * 40)
    feel(unlocked, sparrow, Face.HIGH, None)
    consider(unlocked)
    assert len(opened) == ConcernRules().newest + 2
    opened.clear()
    consider(unlocked)
    assert opened == []
    feel(unlocked, sparrow, Face.LOW)
    assert set(told(consider(unlocked))) == {"小竹"}
    assert len(opened) == 1


def test_the_lock_forgets_what_was_found(
    unlocked: House, panda: Child, opened: list[bytes]
) -> None:
    feel(unlocked, panda, Face.LOW, Face.LOW, Face.LOW)
    consider(unlocked)
    unlocked.vault.lock()
    with pytest.raises(VaultLocked):
        consider(unlocked)
    unlock(unlocked)
    opened.clear()
    assert told(consider(unlocked))
    assert len(opened) == 3


def test_other_rules_are_asked_anew(unlocked: House, panda: Child) -> None:
    feel(unlocked, panda, Face.LOW, Face.LOW, Face.LOW)
    assert told(consider(unlocked))
    with unlocked.database.transaction() as db:
        off = replace(ConcernRules(), lowest=False)
        settings.set_concern_rules(db, off, unlocked.clock(), "li")
    assert told(consider(unlocked)) == {}


def test_a_snooze_holds_for_its_child_until_its_day(
    unlocked: House, panda: Child, sparrow: Child, hands: Hands
) -> None:
    for child in (panda, sparrow):
        feel(unlocked, child, *[Face.VERY_LOW] * 3)
    with unlocked.database.transaction() as db:
        until = Snooze(unlocked.clock().day + timedelta(weeks=1))
        snoozes.put_off(db, unlocked.vault, panda.id, until, unlocked.clock())
    assert set(told(consider(unlocked))) == {"雀儿"}
    hands.forward(days=6)
    assert set(told(consider(unlocked))) == {"雀儿"}
    hands.forward(days=1)
    assert set(told(consider(unlocked))) == {"小竹", "雀儿"}


@pytest.fixture
def stayed_away(unlocked: House, panda: Child, sparrow: Child, hands: Hands) -> Child:
    """Both come for seven weeks; then only the sparrow, for six days."""
    for day in range(49 + 6):
        come(unlocked, sparrow, *([panda] if day < 49 else []))
        hands.forward(days=1)
    return panda


def test_who_came_regularly_and_comes_no_more_is_missed(
    unlocked: House, stayed_away: Child, hands: Hands
) -> None:
    assert told(consider(unlocked)) == {"小竹": (Concern(Reason.ABSENCE, 6, 0),)}
    hands.clock = ClockState.UNKNOWN
    assert told(consider(unlocked)) == {}
    hands.clock = ClockState.TRUSTED
    # The house is closed from now on.
    hands.forward(days=60)
    assert told(consider(unlocked)) == {"小竹": (Concern(Reason.ABSENCE, 6, 0),)}
    # Twelve weeks after it came last it is news still, and a day later no more.
    hands.forward(days=17)
    assert told(consider(unlocked)) == {"小竹": (Concern(Reason.ABSENCE, 6, 0),)}
    hands.forward(days=1)
    assert told(consider(unlocked)) == {}


def test_who_is_here_again_today_is_missed_no_more(unlocked: House, stayed_away: Child) -> None:
    come(unlocked, stayed_away)
    assert told(consider(unlocked)) == {}


def test_nothing_of_a_concern_is_in_what_leaves_the_house(unlocked: House, panda: Child) -> None:
    """The envelope of a day is the same, byte for byte, with a concern, a snooze, and neither."""
    enrol(unlocked)
    come(unlocked, panda)
    minted: list[bytes] = []
    really = outbox.put

    def put(db, kind: str, payload: bytes, at: int, **how: bool) -> int:
        minted.append(payload)
        return really(db, kind, payload, at, **how)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outbox, "put", put)
        # What the card has left changes while other tests write on it.
        patch.setattr("kiosk.closing.read_health", lambda _: {})
        day = unlocked.clock().day
        close_day(unlocked, day, Closing.COUNSELOR, "li")
        feel(unlocked, panda, Face.LOW, Face.LOW, Face.LOW)
        assert told(consider(unlocked))
        with unlocked.database.transaction() as db:
            snooze = Snooze(day + timedelta(weeks=1))
            snoozes.put_off(db, unlocked.vault, panda.id, snooze, unlocked.clock())
            db.execute("DELETE FROM days")
        close_day(unlocked, day, Closing.COUNSELOR, "li")
    before, after = minted
    assert before == after


def test_only_the_panel_asks_for_concerns() -> None:
    """What leaves the house is made by sync and by closing: neither knows a concern."""
    about = {"kiosk.concerns", "kiosk.domain.concern", "kiosk.store.work.snoozes"}
    asking = set()
    for room in ("kiosk", "sync", "games", "hardware"):
        for path in (ROOT / room).rglob("*.py"):
            tree = ast.parse(path.read_text("utf-8"))
            found = {name for node in ast.walk(tree) for name in _imported(node)}
            if found & about:
                asking.add(".".join(path.relative_to(ROOT).with_suffix("").parts))
    assert asking == {
        "kiosk.concerns",
        "kiosk.counselor.children.pages",
        "kiosk.counselor.day.concern_words",
        "kiosk.counselor.day.concerns",
        "kiosk.counselor.children.over_time",
        "kiosk.counselor.day.today",
        "kiosk.store.work.snoozes",
    }


def _imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.ImportFrom) and node.module:
        return {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()
