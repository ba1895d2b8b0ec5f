"""What people do in the house, and what its clock does, each with its own chances.

To add an act: one function here, one line in ACTS.
"""

from collections.abc import Callable
from contextlib import suppress
from random import Random

from kiosk.caretaker import ask_headquarters
from kiosk.closing import close_day
from kiosk.closing_months import close_due_months
from kiosk.domain.ages import AgeBand
from kiosk.domain.days import Closing
from kiosk.domain.moment import ClockState
from kiosk.domain.questions import Question
from kiosk.errors import NoPanel
from kiosk.store.attendance import days, visits
from kiosk.store.work import questions
from sync import enrolment
from sync.keys import own_keys
from tests.faults.wire.house import HouseEnd

_WHO = "counselor"


def let_children_in(end: HouseEnd, rng: Random) -> None:
    with end.house.database.transaction() as db:
        for (child,) in db.execute("SELECT id FROM children ORDER BY id").fetchall():
            if rng.random() < 0.4:
                visits.check_in(db, child, end.hands())


def close_today(end: HouseEnd, _: Random) -> None:
    close_day(end.house, end.hands().day, Closing.COUNSELOR, _WHO)


def close_all(end: HouseEnd, _: Random) -> None:
    """Close every day whose visits changed since it was told."""
    with end.house.database.reading() as db:
        open_days = days.unsettled(db)
    for day in open_days:
        close_day(end.house, day, Closing.COUNSELOR, _WHO)


def ask_the_panel(end: HouseEnd, rng: Random) -> None:
    """Ask the expert panel something, if its key has come."""
    question = Question("7K3M", AgeBand.SMALL, f"问题{rng.randrange(10**9)}")
    with suppress(NoPanel):
        with end.house.database.transaction() as db:
            questions.ask(db, end.house.vault, question, end.hands())
        end.asked.append(question.text)


def ask_what_there_is(end: HouseEnd, _: Random) -> None:
    ask_headquarters(end.house)


def jump(end: HouseEnd, rng: Random) -> None:
    """Let the clock jump, and the house believe it or not."""
    end.hands.forward(days=rng.choice((-400, -1, 1, 1, 1, 1, 1, 30, 900)))
    end.hands.clock = rng.choice((ClockState.TRUSTED, ClockState.ESTIMATED))


def close_months(end: HouseEnd, _: Random) -> None:
    """Close the months that are over, and those of which something changed since."""
    close_due_months(end.house)


def begin_an_epoch(end: HouseEnd, _: Random) -> None:
    """Count anew, as a house does that was restored from a backup of this moment."""
    with end.house.database.transaction() as db:
        enrolment.new_epoch(db)


def change_the_key(end: HouseEnd, _: Random) -> None:
    """Sign by a new key from now on."""
    with end.house.database.transaction() as db:
        own_keys.rotate(db, int(end.hands().at.timestamp()))


Act = Callable[[HouseEnd, Random], None]

# How often each happens, beside the others.
ACTS: tuple[tuple[int, Act], ...] = (
    (6, let_children_in),
    (6, close_today),
    (3, close_all),
    (5, jump),
    (2, ask_the_panel),
    (2, ask_what_there_is),
    (3, close_months),
    (1, begin_an_epoch),
    (1, change_the_key),
)
