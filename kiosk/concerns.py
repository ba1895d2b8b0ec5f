"""Finds with whom to consider a quiet chat: gathers, asks the rules, and keeps nothing of it.

Of each child only the newest answers are opened, and only where they are others than at the last
look; what they asked for is in memory alone, and forgotten with the key.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

import sqlite_utils

from kiosk.domain.ages import AgeBand
from kiosk.domain.children import Child
from kiosk.domain.concern import LONG_GONE, Concern, is_straight_lining, of_answers, of_visits
from kiosk.domain.concern_rules import ConcernRules
from kiosk.domain.consent import Purpose
from kiosk.domain.moment import ClockState, Moment
from kiosk.domain.moods import heights
from kiosk.house import House
from kiosk.store import children, moods, settings, snoozes, visits
from kiosk.store.moods import Row
from kiosk.store.vault import Vault

_FELT = "what the answers asked for"


@dataclass(frozen=True, slots=True)
class Chat:
    """A child with whom to consider a quiet chat, and why."""

    child: Child
    concerns: tuple[Concern, ...]


@dataclass(frozen=True, slots=True)
class Considered:
    """With whom to consider a quiet chat, by nickname, and whose answers are always the same."""

    chats: tuple[Chat, ...]
    unreliable: frozenset[str]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a child's answers were judged by: the same again gives the same again."""

    rules: ConcernRules
    band: AgeBand
    seqs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Felt:
    """What a child's answers asked for."""

    basis: Basis
    concern: Concern | None
    unreliable: bool


def consider(house: House) -> Considered:
    """Tell with whom to consider a quiet chat now. Raises VaultLocked.

    Opening takes a Pi its time: it is done with the records let go of, since a child who taps
    goes first.
    """
    moment, known = house.clock(), house.vault.remembered(_FELT) or {}
    with house.database.reading() as db:
        rules, cards = settings.concern_rules(db), children.coming(db)
        waits = snoozes.everything(db, house.vault)
        absent = _absent(db, moment, rules)
        bases = {one.id: _basis(db, one, rules) for one in cards if one.allows(Purpose.MOODS)}
        changed = [one for one in cards if _has_changed(bases.get(one.id), known.get(one.id))]
        rows = {one.id: moods.sealed(db, bases[one.id].seqs) for one in changed}
    anew = {one.id: _felt(house.vault, one, bases[one.id], rows[one.id]) for one in changed}
    felt: dict[str, Felt] = {one: anew.get(one) or known[one] for one in bases}
    house.vault.remember(_FELT, felt)
    held = {child for child, snooze in waits.items() if snooze.holds(moment)}
    return _considered([one for one in cards if one.id not in held], felt, absent)


def _considered(
    cards: Iterable[Child], felt: dict[str, Felt], absent: dict[str, Concern]
) -> Considered:
    chats = []
    for child in cards:
        mood = felt[child.id].concern if child.id in felt else None
        found = tuple(one for one in (mood, absent.get(child.id)) if one)
        if found:
            chats.append(Chat(child, found))
    return Considered(tuple(chats), frozenset(one for one in felt if felt[one].unreliable))


def _basis(db: sqlite_utils.Database, child: Child, rules: ConcernRules) -> Basis:
    return Basis(rules, child.band, moods.newest(db, child.id, rules.newest))


def _has_changed(basis: Basis | None, felt: Felt | None) -> bool:
    return basis is not None and (felt is None or felt.basis != basis)


def _felt(vault: Vault, child: Child, basis: Basis, rows: Iterable[Row]) -> Felt:
    found = heights(child, moods.opened(vault, rows))
    unreliable = is_straight_lining(found, basis.rules)
    return Felt(basis, of_answers(found, basis.rules), unreliable)


def _absent(db: sqlite_utils.Database, moment: Moment, rules: ConcernRules) -> dict[str, Concern]:
    """Tell who stays away; today is not over, and a house without a clock knows no days."""
    if moment.clock is ClockState.UNKNOWN:
        return {}
    since, yesterday = moment.day - LONG_GONE, moment.day - timedelta(days=1)
    was_open = visits.open_days(db, since - rules.known_for, yesterday)
    found = {}
    for child, (first, last) in visits.first_and_last(db).items():
        if since <= last < yesterday:
            came = visits.days_of_child(db, child, last - rules.known_for, last)
            found[child] = of_visits(came, was_open, first, rules)
    return {child: concern for child, concern in found.items() if concern}
