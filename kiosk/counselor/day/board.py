"""Lays out a day for the counselor: pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain.casework import Case, Kind, due_soon, kind_of
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.fetchings import Fetching
from kiosk.domain.moment import HOUSE_ZONE
from kiosk.domain.moods import Mood
from kiosk.domain.talks import Talk
from kiosk.domain.visits import Visit


@dataclass(frozen=True, slots=True)
class Stay:
    """One child's day: when it came and went last, how it feels, by whom it is fetched, it says.

    `visit` is the number of the visit that is shown.
    """

    child: Child
    arrived: datetime
    left: datetime | None
    moods: tuple[Mood, ...]
    visit: int = 0
    fetching: Fetching | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A wish to talk, asked for once or more; `child` is None when nobody had said who they are."""

    id: str
    child: Child | None
    at: datetime
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """A day: who is here, who went home, who said how it feels, who wants to talk."""

    here: tuple[Stay, ...]
    gone: tuple[Stay, ...]
    requests: tuple[Request, ...]

    @property
    def fetched(self) -> set[str]:
        """Tell the ids of the children who were asked by whom they are fetched."""
        return {stay.child.id for stay in (*self.here, *self.gone) if stay.fetching}


def lay_out(
    cards: Mapping[str, Child],
    visits: Iterable[Visit],
    moods: Sequence[Mood],
    talks: Iterable[Talk],
    fetchings: Sequence[Fetching] = (),
) -> Board:
    """Lay a day out; a child's last visit counts, and the first to come is first.

    The last is by its time, not its number: one from paper is written down later.
    """
    in_order = sorted(visits, key=lambda visit: (visit.left is None, visit.arrived))
    last = {visit.child: visit for visit in in_order}
    stays = [
        Stay(
            child=cards[visit.child],
            arrived=visit.arrived,
            left=visit.left,
            moods=tuple(mood for mood in moods if _is_of(mood, visit)),
            visit=visit.seq,
            fetching=_last(fetchings, visit),
        )
        for visit in sorted(last.values(), key=lambda visit: visit.arrived)
    ]
    return Board(
        here=tuple(stay for stay in stays if stay.left is None),
        gone=tuple(stay for stay in stays if stay.left is not None),
        requests=tuple(_requests(cards, talks)),
    )


def _last(fetchings: Iterable[Fetching], visit: Visit) -> Fetching | None:
    """Tell what a child said when it went home from its visit."""
    said = [one for one in fetchings if one.child == visit.child and one.seq > visit.seq]
    return said[-1] if said else None


def _is_of(mood: Mood, visit: Visit) -> bool:
    """Tell whether a child told this on the day of its visit, or since then."""
    return mood.child == visit.child and mood.at.astimezone(HOUSE_ZONE).date() >= visit.day


def _requests(cards: Mapping[str, Child], talks: Iterable[Talk]) -> Iterator[Request]:
    """Show each child once, since it asked first; those unknown may be several."""
    shown = set()
    for talk in talks:
        if talk.child not in shown:
            yield Request(talk.id, cards.get(talk.child or ""), talk.at, talk.unreadable)
        if talk.child:
            shown.add(talk.child)


def same_wish(talk_id: str, waiting: Iterable[Talk]) -> list[str]:
    """Tell every request that one talk answers: all of the same child."""
    open_talks = {talk.id: talk for talk in waiting}
    answered = open_talks.get(talk_id)
    if answered is None:
        return []
    same = [talk.id for talk in open_talks.values() if talk.child == answered.child]
    return same if answered.child else [talk_id]


def due_for(
    cards: Mapping[str, Child], waiting: Iterable[Case], today: date
) -> list[tuple[Child, Kind, Case]]:
    """List what is due soon for the children who come, what is due first in front."""
    return [
        (cards[case.child], kind_of(case.entry), case)
        for case in due_soon(waiting, today)
        if case.entry and case.child in cards and cards[case.child].active
    ]


def may_arrive(coming: Iterable[Child], here: Iterable[Visit]) -> list[Child]:
    """List those who can be let in: not here yet, and a guardian has agreed to it."""
    inside = {visit.child for visit in here}
    return [child for child in coming if child.id not in inside and child.allows(Purpose.VISITS)]


def not_agreed(coming: Iterable[Child]) -> list[Child]:
    """List those whose visits are not kept, since no guardian has agreed to it."""
    return [child for child in coming if not child.allows(Purpose.VISITS)]
