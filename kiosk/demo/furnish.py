"""Lives the invented months through the real store, day by day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

import sqlite_utils

from kiosk import standings
from kiosk.closing import close_day
from kiosk.closing_months import close_due_months
from kiosk.demo.history import Stay, fetched_by, is_asked, liked, open_days, stays_of, stays_today
from kiosk.demo.people import Person, people
from kiosk.demo.stories import Story, activities, stories, weekly
from kiosk.domain.activities import Activity
from kiosk.domain.allowed import Allowed
from kiosk.domain.audit import CLOCK
from kiosk.domain.casework import Entry
from kiosk.domain.consent import ConsentPaper, ConsentWay, Purpose
from kiosk.domain.days import Closing
from kiosk.domain.moment import HOUSE_ZONE, ClockState, Moment
from kiosk.forgetting import let_go_of_the_old
from kiosk.house import House
from kiosk.store.attendance import feedback, fetchings, moods, talks, visits
from kiosk.store.people import children, consents
from kiosk.store.work import activities as activity_store
from kiosk.store.work import cases, plans

SEED = 20161
MONTHS = timedelta(days=92)

Progress = Callable[[date], None]


class DemoClock:
    """A clock that is moved through the invented months."""

    def __init__(self, at: datetime, boot: str = "demo") -> None:
        self.at = at
        self.boot = boot

    def __call__(self) -> Moment:
        """Tell the moment to which the clock was moved last."""
        return Moment(self.at, ClockState.TRUSTED, self.boot)


def furnish(house: House, clock: DemoClock, now: datetime, progress: Progress) -> None:
    """Fill an open, newly founded house whose clock is `clock`, up to `now`."""
    rng = Random(SEED)
    today = now.astimezone(HOUSE_ZONE).date()
    persons = people(rng, today)
    clock.at = now - MONTHS
    ids = _move_in(house, persons)
    days = list(open_days(today - MONTHS, today - timedelta(days=1)))
    told, done = stories(SEED, persons, days), activities(SEED, persons, ids, days)
    desk = Desk(house, ids, told, {one.day: one for one in done})
    for day in days:
        _live(house, clock, ids, stays_of(rng, persons, day))
        clock.at = datetime.combine(day, house.config.closing_time, HOUSE_ZONE)
        _have_talked(house)
        desk.write(day)
        close_day(house, day, Closing.CLOCK, CLOCK)
        close_due_months(house)
        let_go_of_the_old(house)
        progress(day)
    _live(house, clock, ids, stays_today(rng, persons, now.astimezone(HOUSE_ZONE)))
    with house.database.transaction() as db:
        children.refresh_ages(db, house.vault, house.clock())
        plans.add(db, house.vault, weekly(today), house.clock())


@dataclass(frozen=True, slots=True)
class Desk:
    """The counselor's desk of an evening: her case records and the day's activity."""

    house: House
    ids: Sequence[str]
    stories: Sequence[Story]
    activities: Mapping[date, Activity]
    begun: dict[int, str] = field(default_factory=dict)

    def write(self, day: date) -> None:
        """Write down what became of each story that day, in one transaction."""
        vault, moment = self.house.vault, self.house.clock()
        with self.house.database.transaction() as db:
            for place, story in enumerate(self.stories):
                for at, entry in story.versions:
                    if at == day:
                        self._tell(db, place, self.ids[story.number], entry)
            if day in self.activities:
                activity_store.add(db, vault, self.activities[day], moment)

    def _tell(self, db: sqlite_utils.Database, place: int, child: str, entry: Entry) -> None:
        vault, moment = self.house.vault, self.house.clock()
        if place in self.begun:
            case = cases.get(db, vault, child, self.begun[place])
            cases.proceed(db, vault, case, entry, moment)
        else:
            self.begun[place] = cases.add(db, vault, child, entry, moment)


def _move_in(house: House, persons: Sequence[Person]) -> list[str]:
    ids: list[str] = []
    with house.database.transaction() as db:
        for person in persons:
            moment = house.clock()
            file = person.file
            if person.lives_with is not None:
                elder = children.file_of(db, house.vault, ids[person.lives_with])
                file = replace(file, household=elder.household)
            ids.append(children.add(db, house.vault, person.child, file, moment))
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
            lambda db: moods.keep(db, vault, child, stay.face, clock(), stay.about),
        ),
    ]
    if stay.plays:
        later = stay.arrived + timedelta(minutes=9)
        events.append((later, lambda db: _play(db, house, child, stay)))
    if stay.wants_to_talk:
        later = stay.arrived + timedelta(minutes=5)
        events.append((later, lambda db: talks.ask(db, vault, child, clock())))
    if stay.left:
        left = stay.left
        if is_asked(stay):
            events.append((left, lambda db: feedback.keep(db, vault, child, liked(stay), clock())))
        events.append((left, lambda db: visits.leave(db, child, clock())))
        by = fetched_by(stay)
        events.append((left, lambda db: fetchings.keep(db, vault, child, by, clock())))
    return events


def _have_talked(house: House) -> None:
    with house.database.transaction() as db:
        for talk in talks.waiting(db, house.vault):
            talks.answer(db, house.vault, talk.id, house.clock())


def _play(db: sqlite_utils.Database, house: House, child: str, stay: Stay) -> None:
    if children.get(db, child).games is Allowed.NONE:
        return
    for answered in stay.plays:
        standings.keep(db, child, "team_pairs", answered, house.clock())
