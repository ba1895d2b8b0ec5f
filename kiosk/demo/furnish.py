"""Lives the invented months through the real store, day by day."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from random import Random

import sqlite_utils

from kiosk.closing import close_day
from kiosk.demo.history import Stay, open_days, stays_of, stays_today
from kiosk.demo.people import Person, people
from kiosk.domain.audit import CLOCK
from kiosk.domain.consent import ConsentPaper, ConsentWay, Purpose
from kiosk.domain.days import Closing
from kiosk.domain.moment import HOUSE_ZONE, ClockState, Moment
from kiosk.house import House
from kiosk.store import children, consents, moods, plays, talks, visits

SEED = 20161
MONTHS = timedelta(days=92)

Progress = Callable[[date], None]


class DemoClock:
    """A clock that is moved through the invented months."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> Moment:
        """Tell the moment to which the clock was moved last."""
        return Moment(self.at, ClockState.TRUSTED, "demo")


def furnish(house: House, clock: DemoClock, now: datetime, progress: Progress) -> None:
    """Fill an open, newly founded house whose clock is `clock`, up to `now`."""
    rng = Random(SEED)
    today = now.astimezone(HOUSE_ZONE).date()
    persons = people(rng, today)
    clock.at = now - MONTHS
    ids = _move_in(house, persons)
    for day in open_days(today - MONTHS, today - timedelta(days=1)):
        _live(house, clock, ids, stays_of(rng, persons, day))
        clock.at = datetime.combine(day, house.config.closing_time, HOUSE_ZONE)
        _have_talked(house)
        close_day(house, day, Closing.CLOCK, CLOCK)
        progress(day)
    _live(house, clock, ids, stays_today(rng, persons, now.astimezone(HOUSE_ZONE)))


def _move_in(house: House, persons: Sequence[Person]) -> list[str]:
    ids = []
    with house.database.transaction() as db:
        for person in persons:
            moment = house.clock()
            ids.append(children.add(db, house.vault, person.child, person.file, moment))
            if person.consents:
                paper = ConsentPaper(person.file.guardian, ConsentWay.PAPER, "李老师", moment.day)
                answers = {purpose: purpose in person.consents for purpose in Purpose}
                consents.decide(db, house.vault, ids[-1], answers, paper, moment)
    return ids


def _live(
    house: House,
    clock: DemoClock,
    ids: Sequence[str],
    stays: Sequence[Stay],
) -> None:
    """Let the day's events happen in the order of time, in one transaction."""
    events = sorted(
        (event for stay in stays for event in _events(house, ids[stay.number], stay)),
        key=lambda event: event[0],
    )
    with house.database.transaction() as db:
        for at, happen in events:
            clock.at = at
            happen(db)


def _events(
    house: House, child: str, stay: Stay
) -> list[tuple[datetime, Callable[[sqlite_utils.Database], object]]]:
    vault, clock = house.vault, house.clock
    events: list[tuple[datetime, Callable[[sqlite_utils.Database], object]]] = [
        (stay.arrived, lambda db: visits.check_in(db, child, clock())),
        (
            stay.arrived + timedelta(seconds=20),
            lambda db: moods.keep(db, vault, child, stay.face, clock()),
        ),
    ]
    if stay.plays:
        later = stay.arrived + timedelta(minutes=9)
        events.append((later, lambda db: _play(db, house, child, stay)))
    if stay.wants_to_talk:
        later = stay.arrived + timedelta(minutes=5)
        events.append((later, lambda db: talks.ask(db, vault, child, clock())))
    if stay.left:
        events.append((stay.left, lambda db: visits.leave(db, child, clock())))
    return events


def _have_talked(house: House) -> None:
    with house.database.transaction() as db:
        for talk in talks.waiting(db, house.vault):
            talks.answer(db, house.vault, talk.id, house.clock())


def _play(db: sqlite_utils.Database, house: House, child: str, stay: Stay) -> None:
    for answered in stay.plays:
        plays.keep(db, child, "team_pairs", answered, house.clock())
