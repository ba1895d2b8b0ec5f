"""Finds with whom to consider a quiet chat: gathers, asks the rules, and keeps nothing of it.

Of each child only the newest answers are opened, each once: what was opened stays in memory
alone, and is forgotten with the key.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import sqlite_utils

from kiosk.domain.children import Child
from kiosk.domain.concern import LONG_GONE, Concern, is_straight_lining, of_answers, of_visits
from kiosk.domain.concern_rules import ConcernRules
from kiosk.domain.consent import Purpose
from kiosk.domain.moment import ClockState, Moment
from kiosk.domain.moods import Mood, heights
from kiosk.house import House
from kiosk.store import settings
from kiosk.store.attendance import first_days, moods, visit_lists
from kiosk.store.people import children
from kiosk.store.work import snoozes

_ANSWERS = "the newest answers"

Heights = Mapping[str, list[int]]


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


def consider(house: House) -> Considered:
    """Tell with whom to consider a quiet chat now. Raises VaultLocked."""
    moment = house.clock()
    with house.database.reading() as db:
        rules, cards = settings.concern_rules(db), children.coming(db)
        waits = snoozes.everything(db, house.vault)
        absent = _absent(db, moment, rules)
    felt = _felt(house, cards, rules)
    asked = [one for one in cards if one.id not in waits or not waits[one.id].holds(moment)]
    chats = [Chat(one, _concerns(one, felt, absent, rules)) for one in asked]
    unreliable = (one for one in felt if is_straight_lining(felt[one], rules))
    return Considered(tuple(chat for chat in chats if chat.concerns), frozenset(unreliable))


def _concerns(
    child: Child, felt: Heights, absent: Mapping[str, Concern], rules: ConcernRules
) -> tuple[Concern, ...]:
    mood = of_answers(felt.get(child.id, []), rules)
    return tuple(one for one in (mood, absent.get(child.id)) if one)


def _felt(house: House, cards: list[Child], rules: ConcernRules) -> Heights:
    """Tell how the children felt whose guardians agree that this is kept.

    Opening takes a Pi its time: it is done with the records let go of, since a child who taps
    goes first.
    """
    known: dict[int, Mood] = house.vault.remembered(_ANSWERS) or {}
    asked = [one for one in cards if one.allows(Purpose.MOODS)]
    with house.database.reading() as db:
        newest = {one.id: moods.newest(db, one.id, rules.newest) for one in asked}
        seqs = {seq for of_child in newest.values() for seq in of_child}
        rows = moods.sealed(db, seqs - set(known))
    known = {**known, **{mood.seq: mood for mood in moods.opened(house.vault, rows)}}
    answers = {seq: known[seq] for seq in seqs if seq in known}
    house.vault.remember(_ANSWERS, answers)
    return {
        one.id: heights(one, [answers[seq] for seq in newest[one.id] if seq in answers])
        for one in asked
    }


def _absent(db: sqlite_utils.Database, moment: Moment, rules: ConcernRules) -> dict[str, Concern]:
    """Tell who stays away; today is not over, and a house without a clock knows no days."""
    if moment.clock is ClockState.UNKNOWN:
        return {}
    since, yesterday = moment.day - LONG_GONE, moment.day - timedelta(days=1)
    was_open = visit_lists.open_days(db, since - rules.known_for, yesterday)
    found = {}
    for child, (first, last) in first_days.first_and_last(db).items():
        if since <= last < yesterday:
            came = visit_lists.days_of_child(db, child, last - rules.known_for, last)
            found[child] = of_visits(came, was_open, first, rules)
    return {child: concern for child, concern in found.items() if concern}
