"""Letters of the demo: headquarters writes, the house asks the experts, one of them answers."""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from kiosk.domain.ages import AgeBand
from kiosk.domain.questions import Question
from kiosk.house import House
from kiosk.store.work import questions
from sync import inbox
from sync.carrying.step import step
from sync.directions import Directions, Line
from sync.hq import keyring, setup
from sync.hq.answer import consulting, post, training
from sync.hq.config import HqConfig
from sync.hq.people import accounts
from sync.materials import Material
from sync.messages import ANNOUNCEMENT, GUIDANCE, SETTINGS, Bulletin

EXPERT = ("chen", "quiet orchard copper lamp")
_WHO = "admin"
_BEFORE = timedelta(days=6)
_SOON = timedelta(hours=20)


def exchange(house: House, hq: HqConfig, now: datetime) -> None:
    """Let letters go both ways over the demo's own wire; the house is unlocked and enrolled."""
    told = tomllib.loads(Path(__file__).with_name("letters.toml").read_text("utf-8"))
    setup.add_account(hq, *EXPERT, now, accounts.Role.EXPERT)
    _write(hq, GUIDANCE, told["guidance"], now - _BEFORE)
    _set_up(hq, told["settings"], now - _BEFORE)
    with _at(hq) as connection:
        at = int((now - _BEFORE).timestamp())
        training.write(connection, Material(at, **_texts(told["training"])), _WHO, now - _BEFORE)
    # Last: at headquarters what was written last stands first.
    _write(hq, ANNOUNCEMENT, told["announcement"], now)
    _fetch(house, now - _BEFORE)
    with house.database.transaction() as db:
        for came in inbox.came(db, [GUIDANCE]):
            inbox.read(db, came.number, int(now.timestamp()))
        if questions.can_ask(db):
            questions.ask(db, house.vault, _question(told["question"]), house.clock())
    _carry(house)
    _answer(hq, told["question"]["answer"].strip(), now)
    _fetch(house, now + _SOON)


def _write(hq: HqConfig, kind: str, words: Mapping[str, str], now: datetime) -> None:
    content = Bulletin(int(now.timestamp()), **_texts(words)).content()
    with _at(hq) as connection:
        post.write(connection, kind, content, _WHO, now)


def _texts(words: Mapping[str, str]) -> dict[str, str]:
    return {name: text.strip() for name, text in words.items()}


def _set_up(hq: HqConfig, said: Mapping[str, Any], now: datetime) -> None:
    """Set in all houses a number to call, and when to think of a child who stays away."""
    lines = (Line(said["number"], said["whose"]),)
    content = Directions(int(now.timestamp()), lines, said["thresholds"]).content()
    with _at(hq) as connection:
        post.write(connection, SETTINGS, content, _WHO, now)


def _question(words: Mapping[str, Any]) -> Question:
    return Question(words["case"], AgeBand(words["band"]), words["text"].strip())


def _answer(hq: HqConfig, text: str, now: datetime) -> None:
    """Let the expert answer whatever the house asked."""
    panel_keys = keyring.load(hq.keys).panel_keys
    with _at(hq) as connection:
        for asked in consulting.open_questions(connection, panel_keys):
            consulting.answer(connection, panel_keys, asked.tag, text, EXPERT[0], now)


@contextmanager
def _at(hq: HqConfig) -> Iterator[Connection]:
    """Write at headquarters, in one transaction."""
    database = setup.open_initialised(hq)
    try:
        with database.transaction() as connection:
            yield connection
    finally:
        database.close()


def _fetch(house: House, now: datetime) -> None:
    """Carry what waits, then ask headquarters whether there is news."""
    _carry(house)
    with house.database.transaction() as db:
        inbox.ask(db, int(now.timestamp()))
    _carry(house)


def _carry(house: House) -> None:
    with house.database.reading() as db:
        while step(db).again:
            pass
