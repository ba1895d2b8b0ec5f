"""Requests of several houses in one transaction have the effect of one after the other."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Table, select

from sync import answer, batch
from sync.hq import setup
from sync.hq.app import create_app
from sync.hq.config import HqConfig
from sync.hq.errors import UnknownHouse
from sync.hq.keyring import Keyring
from sync.hq.receive import bulk
from sync.hq.receive.answers import Answered
from sync.hq.receive.envelopes import take_in
from sync.hq.receive.request import Request
from sync.hq.store.database import Database
from sync.hq.store.schema import metadata
from tests.sync.hq.cast import NOW, PASSWORD, TODAY, Clock, Office, SpeakingHouse

HOUSES = 3
# What is drawn at random, and, of marks on days, by which of some envelopes they were made.
PASSED_OVER = {"questions": ("tag",), "stale": ("epoch", "seq")}


class Village:
    """A headquarters that is copied, and all that its houses have to say, good and bad."""

    def __init__(self, config: HqConfig, ring: Keyring, letters: Sequence[Sequence[bytes]]) -> None:
        self.config, self.ring, self.letters = config, ring, letters


def letters(house: SpeakingHouse, panel_key: bytes) -> list[bytes]:
    forger = SpeakingHouse(house.house, "", house.sealing_key)
    yesterday = TODAY - timedelta(days=1)
    return [
        house.day(1),
        house.day(2, yesterday),
        house.day(3, yesterday, present=9),
        house.day(3, present=40),
        house.day(9, TODAY - timedelta(days=70)),
        house.ask(4, 1),
        house.ask(6, 0),
        house.month(5),
        house.month(7, participations=9),
        house.question(8, panel_key, "她不说话。"),
        house.letter(10, "day", {"d": "never"}),
        house.letter(11, "song", {}),
        house.of_version(9, 12, "day"),
        house.letter(4, "lost", {}),
        forger.day(1),
        forger.day(13),
        b"rubbish",
    ]


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    config = HqConfig(data=tmp_path_factory.mktemp("village") / "hq", second_factor=False)
    setup.initialise(config, "lin", PASSWORD, NOW - timedelta(days=90))
    office = Office(create_app(config, Clock()), "", config)
    client = office.app.test_client()
    found = []
    for _ in range(HOUSES):
        house = office.new_house()
        kind = {"Content-Type": "application/cbor"}
        assert client.post("/v1/enrol", data=house.request(), headers=kind).status_code == 200
        found.append(letters(house, office.hq.ring.panel_public))
    yield Village(config, office.hq.ring, found)
    office.hq.database.close()


Told = list[tuple[int, bytes] | str]
Round = Sequence[Sequence[int]]


def take(
    village: Village, where: Path, rounds: Sequence[Round], *, together: bool
) -> dict[str, object]:
    """Take rounds of requests in; tell all that was answered and all that is there afterwards."""
    shutil.copytree(village.config.data, where)
    database = setup.open_initialised(HqConfig(data=where, second_factor=False))
    told: Told = []
    for number, picks in enumerate(rounds):
        asked = [
            Request.of(batch.encode([letters[one] for one in picked]))
            for letters, picked in zip(village.letters, picks, strict=True)
            if any(letters[one] != b"rubbish" for one in picked)
        ]
        now = NOW + timedelta(hours=number)
        groups = [asked] if together else [[one] for one in asked]
        for group in groups:
            answered = take_in(database, village.ring, group, now) if group else []
            told += [said(village, one) for one in answered]
    tables = {table.name: rows(database, table) for table in metadata.sorted_tables}
    database.close()
    return {"answers": told, **tables}


def rows(database: Database, table: Table) -> list[tuple[object, ...]]:
    passed_over = PASSED_OVER.get(table.name, ())
    columns = [column for column in table.c if column.name not in passed_over]
    with database.reading() as connection:
        return sorted(map(tuple, connection.execute(select(*columns).distinct())), key=repr)


def said(village: Village, one: Answered | UnknownHouse) -> tuple[answer.Answer, bytes] | str:
    if isinstance(one, UnknownHouse):
        return str(one)
    assert village.ring.read_answer(one.signed) == one.said
    return one.said, one.house_key


picked = st.lists(st.integers(0, 16), min_size=1, max_size=6)


@given(rounds=st.lists(st.tuples(picked, picked, picked), min_size=1, max_size=3))
# A failure is told as it is: making it smaller copies headquarters for minutes.
@settings(max_examples=30, phases=(Phase.reuse, Phase.generate))
def test_together_is_as_one_after_the_other(village: Village, rounds: Sequence[Round]) -> None:
    with TemporaryDirectory() as name:
        # Nothing is plain then: each envelope of each house is applied by itself.
        with patch.object(bulk, "is_plain", lambda _: False):
            one_by_one = take(village, Path(name) / "alone", rounds, together=False)
        together = take(village, Path(name) / "together", rounds, together=True)
    for table, held in together.items():
        assert held == one_by_one[table], table


def test_a_stranger_among_others_is_told_so_and_the_others_are_answered(office: Office) -> None:
    known, unknown = office.enrolled_house(), SpeakingHouse("yudu-0099", "", bytes([9]) * 32)
    bodies = [batch.encode([one.day(1)]) for one in (known, unknown)]
    hq = office.hq
    first, second = take_in(hq.database, hq.ring, [Request.of(one) for one in bodies], NOW)
    assert isinstance(first, Answered)
    assert first.said.accepted == 1
    assert isinstance(second, UnknownHouse)


def test_days_of_months_that_have_no_place_yet_come_with_those_of_others(office: Office) -> None:
    """PostgreSQL has no partition for them: it is made, and all is done again."""
    houses = [office.enrolled_house() for _ in range(4)]
    months = [TODAY - timedelta(days=100 * number) for number in range(4)]
    asked = [
        Request.of(batch.encode([house.day(1, day), house.ask(2)]))
        for house, day in zip(houses, months, strict=True)
    ]
    answered = take_in(office.hq.database, office.hq.ring, asked, NOW)
    assert [one.said.accepted for one in answered if isinstance(one, Answered)] == [2] * 4
