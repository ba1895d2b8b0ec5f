"""1,000 random histories of a house whose clock is wrong, stopped, jumping, and right at last."""

import os
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from kiosk.config import HouseConfig
from kiosk.domain.clock import Source
from kiosk.domain.consent import Purpose
from kiosk.domain.moment import ClockState, day_of, to_ms
from kiosk.house import open_house
from kiosk.store import house as house_store
from kiosk.store.attendance import talks, visits
from kiosk.store.database import FILE_NAME, Database
from kiosk.store.keys import founding
from kiosk.store.keys.vault import Keeper, Vault
from kiosk.store.rights import audit
from sync.keys import generate_sealing_key
from tests.cast import FOUNDER, LOW_COST, Hands, add_child
from tests.faults.histories import ACCURACY, DAY, HOUR, History, Machine, local
from tests.turns import first_each_time

HISTORIES = int(os.environ.get("AIYOU_HISTORIES", "1000"))
CHUNKS = 8
KEEPER = Keeper("li", "Li")
TIMED = ("visits", "moods", "plays", "consents", "feedback", "fetchings", "notices")


@dataclass(frozen=True)
class Beginning:
    """A house as a history finds it, and the key to its vault."""

    path: Path
    private_key: bytes
    public_key: bytes
    children: list[str]


def begin(directory: Path, hands: Hands) -> Beginning:
    """Found a house with four children whose guardians agreed to everything."""
    house = open_house(HouseConfig(data=directory), hands)
    with house.database.transaction() as db:
        recovery = generate_sealing_key()[1]
        private_key = founding.found(db, FOUNDER, recovery, LOW_COST, hands())
        public_key = house_store.get(db).public_key
    house.vault.found(public_key)
    house.vault.unlock(private_key, KEEPER)
    birth, everything = date(2018, 5, 1), set(Purpose)
    ids = [add_child(house, name, keeps=everything, birth=birth).id for name in "竹木鹿雀"]
    house.close()
    return Beginning(directory / FILE_NAME, private_key, public_key, ids)


@pytest.fixture(scope="module")
def room() -> Iterator[Path]:
    """A directory in memory: these histories are about time, not about the card."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as directory:
        yield Path(directory)


@pytest.fixture(scope="module")
def beginnings(room: Path) -> list[Beginning]:
    """A house that never knew the date, and one whose records are certain."""
    lost = Hands(datetime(1970, 1, 1, tzinfo=UTC), ClockState.UNKNOWN, "before")
    certain = Hands(datetime(2026, 11, 9, tzinfo=UTC), ClockState.TRUSTED, "before")
    return [begin(room / "lost", lost), begin(room / "certain", certain)]


@pytest.mark.parametrize("chunk", first_each_time(range(CHUNKS)))
def test_order_days_and_visits_survive_every_clock(
    room: Path, beginnings: list[Beginning], chunk: int
) -> None:
    for seed in range(chunk, HISTORIES, CHUNKS):
        rng = Random(seed)
        beginning = beginnings[rng.random() < 0.5]
        path = room / f"{chunk}.db"
        shutil.copy(beginning.path, path)
        database = Database(path)
        vault = Vault(beginning.public_key, idle=1e9)
        vault.unlock(beginning.private_key, KEEPER)
        machine = Machine(now=local(2026, 11, 10, 8) + rng.randrange(30) * DAY)
        history = History(rng, database, vault, beginning.children, machine)
        try:
            for _ in range(rng.choice((1, 1, 1, 2, 2, 3))):
                history.live_a_day(check)
        except Exception as error:
            raise AssertionError(f"history {seed}") from error
        finally:
            database.close()


def check(history: History) -> None:
    """Hold the house's records against what truly happened."""
    close = accuracies(history)
    visited = rows(history, "SELECT * FROM visits ORDER BY seq")
    order_is_kept(history)
    nothing_is_lost_or_doubled(history, visited)
    known_visits_are_right(history, visited, close)
    who_is_here_is_right(history, close)
    days_hang_together(history, visited)
    requests_to_talk_are_right(history, close)
    every_correction_is_in_the_audit(history)


def rows(history: History, query: str) -> list[dict]:
    with history.database.reading() as db:
        return list(db.query(query))


def accuracies(history: History) -> dict[str | None, int]:
    """Tell how right the records of each boot must be; those whose time is not known are not in."""
    trusted = rows(history, "SELECT boot, source FROM boots WHERE clock = 'trusted'")
    return {
        row["boot"]: ACCURACY[Source(row["source"])]
        for row in trusted
        if history.honest[row["boot"]]
    }


def order_is_kept(history: History) -> None:
    union = " UNION ALL ".join(f"SELECT seq, at FROM {table}" for table in TIMED)
    times = [row["at"] for row in rows(history, f"{union} ORDER BY seq")]
    assert times == sorted(times)
    assert not rows(history, "SELECT 1 FROM visits WHERE left_at < at")


def nothing_is_lost_or_doubled(history: History, visited: list[dict]) -> None:
    kept = [(row["seq"], row["child"]) for row in visited]
    assert kept == sorted((seq, stay.child) for seq, stay in history.stays.items())


def known_visits_are_right(
    history: History, visited: list[dict], close: dict[str | None, int]
) -> None:
    kept = {row["seq"]: row for row in visited}
    last = {(row["child"], row["day"]): row["seq"] for row in visited}
    for seq, stay in history.stays.items():
        if stay.boot not in close:
            continue
        row = kept[seq]
        assert row["clock"] == "trusted"
        assert abs(row["at"] - stay.came) <= close[stay.boot]
        assert row["day"] == day_of(stay.came).isoformat()
        if stay.left is None:
            is_last = last[row["child"], row["day"]] == seq
            assert row["left_at"] is None or not is_last, "it never said goodbye"
        elif stay.left_boot in close:
            assert row["left_at"] is not None, "it said goodbye"
            assert abs(row["left_at"] - stay.left) <= close[stay.left_boot]
    for tap in history.taps:
        if {tap.boot, history.stays[tap.seq].boot} <= close.keys():
            assert kept[tap.seq]["day"] == day_of(tap.at).isoformat(), "a visit is missing"


def who_is_here_is_right(history: History, close: dict[str | None, int]) -> None:
    now, moment = history.machine.now, history.keeper()
    with history.database.reading() as db:
        shown = {visit.child for visit in visits.here(db, moment)}
    for child, tap in {tap.child: tap for tap in history.taps}.items():
        came = history.stays[tap.seq]
        here = history.inside.get(child) == tap.seq and day_of(tap.at) == day_of(now)
        certain = {history.boot, tap.boot, came.boot} <= close.keys()
        in_doubt = moment.clock is not ClockState.TRUSTED and came.boot == history.boot
        if certain or (in_doubt and now - came.came < 9 * HOUR):
            assert (child in shown) == here


def days_hang_together(history: History, visited: list[dict]) -> None:
    first: dict[str, str] = {}
    for row in visited:
        first[row["child"]] = min(row["day"], first.get(row["child"], "~"))
    dated = "SELECT id, first_day FROM children WHERE first_day IS NOT NULL"
    assert {row["id"]: row["first_day"] for row in rows(history, dated)} == first
    unsettled = {row["day"] for row in rows(history, "SELECT day FROM unsettled")}
    assert unsettled == {row["day"] for row in visited}


def requests_to_talk_are_right(history: History, close: dict[str | None, int]) -> None:
    with history.database.reading() as db:
        told = {talk.id: to_ms(talk.at) for talk in talks.waiting(db, history.vault)}
    found = defaultdict(list)
    for row in rows(history, "SELECT boot, id FROM talks"):
        found[row["boot"]].append(told[row["id"]])
    assert {boot: len(truly) for boot, truly in history.wishes.items()} == {
        boot: len(times) for boot, times in found.items()
    }
    for boot, truly in history.wishes.items():
        if boot in close:
            pairs = zip(sorted(found[boot]), truly, strict=True)
            assert all(abs(a - b) <= close[boot] for a, b in pairs)


def every_correction_is_in_the_audit(history: History) -> None:
    assert history.lines() == history.adopted
    with history.database.reading() as db:
        assert audit.first_broken(db) is None
