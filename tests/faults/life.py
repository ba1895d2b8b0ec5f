"""What happens in a house, again and again, through the functions that its pages call.

`python -m tests.faults.life ROOT SEED STEPS` lives one run of the kiosk: it opens the house in
ROOT/house, does STEPS steps, and closes it. Each transaction that came back, so that a person
saw its page, is noted in ROOT/accepted together with a photograph of all records.

To add what the house learns: one function here, one line in STEPS.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

import sqlite_utils

from kiosk.closing import close_day, close_due_days
from kiosk.config import HouseConfig
from kiosk.domain.ages import AgeBand
from kiosk.domain.audit import Action
from kiosk.domain.casework import FollowUp, Note
from kiosk.domain.categories import LEFT_BEHIND
from kiosk.domain.children import PICTURES, Child, ChildFile
from kiosk.domain.consent import ConsentPaper, ConsentWay, Purpose
from kiosk.domain.days import Closing
from kiosk.domain.households import of_guardian
from kiosk.domain.moment import HOUSE_ZONE, from_ms
from kiosk.domain.moods import faces_for
from kiosk.domain.retention import Shelf
from kiosk.domain.visits import Arrival, Visit
from kiosk.errors import BadInput
from kiosk.forgetting import erase_child
from kiosk.house import House, open_house
from kiosk.store import house as house_store
from kiosk.store.attendance import by_hand, moods, plays, talks, visit_lists, visits
from kiosk.store.attendance.plays import Answered
from kiosk.store.database import Database
from kiosk.store.people import children, consents
from kiosk.store.rights import audit, retention
from kiosk.store.stamps import last_ms
from kiosk.store.work import cases
from sync import answer, enrolment, records
from sync.answer import Answer
from sync.carrying.step import step
from sync.enrolment import Enrolment
from sync.envelope import peek
from sync.keys import generate_sealing_key, verify_key_of
from tests.cast import EPOCH, GUARDIAN, LEGAL_NAME, PHONE, Hands, found, unlock
from tests.faults.photograph import photograph

HOUSE = "yuexi-0001"
HQ_SIGNING_KEY = bytes(range(32))
PAPER = ConsentPaper(GUARDIAN, ConsentWay.PAPER, "李老师", date(2026, 11, 1))


@dataclass
class Life:
    """An open house, with counselor Li at the desk; chance decides who does what."""

    house: House
    hands: Hands
    rng: Random

    def anybody(self) -> Child:
        with self.house.database.reading() as db:
            return self.rng.choice(children.everyone(db))

    def who(self) -> str:
        return self.house.vault.keeper.id


def add_a_child(life: Life) -> None:
    card = Child(
        "",
        f"孩子{life.rng.randrange(1000)}",
        life.rng.choice(PICTURES),
        "leaf",
        AgeBand.SMALL,
        "en",
    )
    born = date(2014 + life.rng.randrange(7), 5, 2)
    file = ChildFile(LEGAL_NAME, born, LEFT_BEHIND, of_guardian(GUARDIAN, PHONE))
    with life.house.database.transaction() as db:
        child_id = children.add(db, life.house.vault, card, file, life.hands())
        agreed = dict.fromkeys(Purpose, True)
        consents.decide(db, life.house.vault, child_id, agreed, PAPER, life.hands())


def change_a_child(life: Life) -> None:
    card = replace(life.anybody(), nickname=f"改名{life.rng.randrange(1000)}")
    with life.house.database.transaction() as db:
        file = children.file_of(db, life.house.vault, card.id)
        children.change(db, life.house.vault, card, file, life.hands())


def hear_a_guardian(life: Life) -> None:
    answers = {purpose: life.rng.random() < 0.8 for purpose in Purpose}
    with life.house.database.transaction() as db:
        consents.decide(db, life.house.vault, life.anybody().id, answers, PAPER, life.hands())


def come(life: Life) -> None:
    """Let a child in, and keep how it feels: two touches, two transactions."""
    child = life.anybody()
    with life.house.database.transaction() as db:
        visits.check_in(db, child.id, life.hands())
    face = life.rng.choice([*faces_for(child), None])
    with life.house.database.transaction() as db:
        moods.keep(db, life.house.vault, child.id, face, life.hands())


def play(life: Life) -> None:
    child = life.anybody()
    for _ in range(3):
        answered = Answered("memory", 2, life.rng.random() < 0.7, life.rng.randrange(9000))
        with life.house.database.transaction() as db:
            plays.keep(db, child.id, "team_pairs", answered, life.hands())


def wish_to_talk(life: Life) -> None:
    with life.house.database.transaction() as db:
        talks.ask(db, life.house.vault, life.anybody().id, life.hands())


def go_home(life: Life) -> None:
    with life.house.database.transaction() as db:
        here = visits.here(db, life.hands())
        if here:
            visits.leave(db, life.rng.choice(here).child, life.hands())


def let_in(life: Life) -> None:
    child = life.anybody()
    with life.house.database.transaction() as db:
        visits.check_in(db, child.id, life.hands(), Arrival.COUNSELOR)
        audit.note(db, life.hands(), life.who(), Action.LET_IN, child.id)


def copy_from_paper(life: Life) -> None:
    """Add yesterday's visit; one that is there already is refused, and changes nothing."""
    child, moment = life.anybody(), life.hands()
    day = moment.day - timedelta(days=1)
    came = datetime.combine(day, time(life.rng.randrange(8, 12)), HOUSE_ZONE)
    left = came + timedelta(hours=1)
    with suppress(BadInput), life.house.database.transaction() as db:
        by_hand.back_fill(db, child.id, day, came, left, moment, life.who())


def correct_a_visit(life: Life) -> None:
    found = _some_visit(life)
    if found:
        earlier = found.arrived - timedelta(minutes=life.rng.randrange(1, 9))
        with suppress(BadInput), life.house.database.transaction() as db:
            by_hand.correct(db, found.seq, earlier, found.left, life.hands(), life.who())


def strike_a_visit(life: Life) -> None:
    found = _some_visit(life)
    if found:
        with life.house.database.transaction() as db:
            by_hand.strike(db, found.seq, life.hands(), life.who(), with_answers=True)


def _some_visit(life: Life) -> Visit | None:
    today = life.hands().day
    with life.house.database.reading() as db:
        found = visit_lists.between(db, today - timedelta(days=3), today)
    return life.rng.choice(found) if found else None


def write_a_record(life: Life) -> None:
    """Write a note, or go on with a follow-up that waits."""
    child, today = life.anybody(), life.hands().day
    with life.house.database.transaction() as db:
        waiting = cases.waiting(db, life.house.vault)
        if waiting and isinstance(waiting[0].entry, FollowUp) and life.rng.random() < 0.5:
            done = replace(waiting[0].entry, done=today, result="好了")
            cases.proceed(db, life.house.vault, waiting[0], done, life.hands())
        else:
            entry = life.rng.choice([Note(today, "喜欢画画"), FollowUp("家访", today)])
            cases.add(db, life.house.vault, child.id, entry, life.hands())


def erase_somebody(life: Life) -> None:
    with life.house.database.reading() as db:
        everyone = children.everyone(db)
    if len(everyone) > 4:
        erase_child(life.house, life.rng.choice(everyone).id)


def let_go_of_the_old(life: Life) -> None:
    """Take a step of the night's work, with a week in place of the months."""
    first_kept = life.hands().day - timedelta(days=7)
    with life.house.database.transaction() as db:
        retention.step(db, life.rng.choice([*Shelf]), first_kept, limit=20)


def have_talked(life: Life) -> None:
    with life.house.database.transaction() as db:
        for talk in talks.waiting(db, life.house.vault):
            talks.answer(db, life.house.vault, talk.id, life.hands())


def close_today(life: Life) -> None:
    close_day(life.house, life.hands().day, Closing.COUNSELOR, life.who())


def sleep_over_night(life: Life) -> None:
    life.hands.forward(hours=24 + life.rng.randrange(20))
    close_due_days(life.house)


def send(life: Life) -> None:
    """Take one step of the agent, on a connection of its own, and get a signed answer."""
    own = records.open_database(life.house.database.path)
    try:
        step(own, _headquarters)
    finally:
        own.close()
    with life.house.database.reading() as db:
        accept(life.house.database, db)


def _headquarters(letters: Sequence[bytes]) -> bytes:
    said = Answer(HOUSE, EPOCH, peek(letters[-1]).seq, 0, ())
    return answer.sign(said, HQ_SIGNING_KEY)


def back_up(life: Life) -> None:
    """Back the house up beside its records, and note of which backup the counselor was told."""
    archivist = life.house.archivist
    made = archivist.back_up(archivist.places()[0], life.who())
    note(life.house.database, "backed-up", made.path.name)


Step = Callable[[Life], None]

# How often each step is taken, beside the others.
STEPS: tuple[tuple[int, Step], ...] = (
    (2, add_a_child),
    (2, change_a_child),
    (2, hear_a_guardian),
    (12, come),
    (3, play),
    (2, wish_to_talk),
    (6, go_home),
    (2, let_in),
    (1, have_talked),
    (2, close_today),
    (3, sleep_over_night),
    (2, send),
    (2, copy_from_paper),
    (2, correct_a_visit),
    (1, strike_a_visit),
    (3, write_a_record),
    (1, erase_somebody),
    (2, let_go_of_the_old),
    (3, back_up),
)


def accept(database: Database, db: sqlite_utils.Database) -> None:
    """Note what a person has seen accepted: all that the records hold now."""
    note(database, "accepted", json.dumps(photograph(db.conn)))


def note(database: Database, where: str, line: str) -> None:
    """Write a line beside the house, for whoever judges what a cut leaves."""
    beside = database.path.parent.parent / where
    noted = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(noted, f"{line}\n".encode())
    os.fsync(noted)
    os.close(noted)


def accept_every_transaction() -> None:
    """Note all that comes back from the store, and first of all what a start has found."""
    transaction, begun = Database.transaction, set[int]()

    @contextmanager
    def watched(self: Database) -> Iterator[sqlite_utils.Database]:
        if id(self) not in begun:
            begun.add(id(self))
            with self.reading() as db:
                accept(self, db)
        with transaction(self) as db:
            yield db
        accept(self, db)

    Database.transaction = watched  # type: ignore[method-assign]


def begin(life: Life) -> None:
    """Set the house up, enrol it, and let the first children come."""
    found(life.house, generate_sealing_key()[1])
    keys = (generate_sealing_key()[0], "http://127.0.0.1:9", generate_sealing_key()[1])
    known = Enrolment(HOUSE, "大坪村", EPOCH, *keys, verify_key_of(HQ_SIGNING_KEY), None, 0)
    with life.house.database.transaction() as db:
        enrolment.save(db, known)
    unlock(life.house)
    for _ in range(4):
        add_a_child(life)


def live(root: Path, seed: int, steps: int) -> None:
    rng = Random(seed)
    accept_every_transaction()
    house = open_house(HouseConfig(data=root / "house", argon2_memory_kib=1024), Hands())
    hands = house.clock
    assert isinstance(hands, Hands)
    hands.boot = f"boot-{seed}"
    life = Life(house, hands, rng)
    with house.database.reading() as db:
        db.conn.executescript(os.environ.get("LIFE_PRAGMAS", ""))
        is_new, last = house_store.record(db) is None, last_ms(db)
    if last:
        hands.moved = from_ms(last) - hands.at + timedelta(minutes=2)
    begin(life) if is_new else unlock(house)
    frequencies, kinds = zip(*STEPS, strict=True)
    for one in rng.choices(kinds, frequencies, k=steps):
        hands.forward(minutes=rng.randrange(1, 20))
        one(life)
    if rng.random() < 0.3:
        with house.database.transaction() as db:
            visits.check_in(db, children.everyone(db)[0].id, hands())
            os.kill(os.getpid(), signal.SIGKILL)
    house.close()


if __name__ == "__main__":
    live(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
