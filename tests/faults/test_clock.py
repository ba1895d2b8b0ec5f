"""1,000 random histories of a house whose clock is wrong, stopped, jumping, and right at last."""

import os
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from kiosk.config import HouseConfig
from kiosk.domain.consent import Purpose
from kiosk.domain.moment import ClockState, day_of, to_ms
from kiosk.house import open_house
from kiosk.store import audit, talks, visits
from kiosk.store import house as house_store
from kiosk.store.database import FILE_NAME, Database
from kiosk.store.stamps import belief
from kiosk.store.vault import Keeper, Vault
from sync.keys import generate_sealing_key
from tests.cast import FOUNDER, LOW_COST, Hands, add_child
from tests.faults.histories import ACCURACY, DAY, HOUR, History, Machine, Stay, local

HISTORIES = int(os.environ.get("AIYOU_HISTORIES", "1000"))
CHUNKS = 4
KEEPER = Keeper("li", "Li")
TIMED = ("visits", "moods", "plays", "consents", "feedback", "notices")


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
        private_key = house_store.found(db, FOUNDER, recovery, LOW_COST, hands())
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


@pytest.mark.parametrize("chunk", range(CHUNKS))
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
            for _ in range(rng.randrange(1, 5)):
                history.live_a_day(partial(check, history))
        except Exception as error:
            raise AssertionError(f"history {seed}") from error
        finally:
            database.close()


def check(history: History) -> None:
    """Hold the house's records against what truly happened."""
    order_is_kept(history)
    nothing_is_lost_or_doubled(history)
    known_visits_are_right(history)
    who_is_here_is_right(history)
    days_hang_together(history)
    requests_to_talk_are_right(history)
    every_correction_is_in_the_audit(history)


def rows(history: History, query: str) -> list[dict]:
    with history.database.reading() as db:
        return list(db.query(query))


def accuracy(history: History, boot: str | None) -> int | None:
    """Tell how right a boot's records must be; None where its time is not known."""
    with history.database.reading() as db:
        known = belief(db, boot or "")
    if known is None or not known.is_certain or not history.honest[boot or ""]:
        return None
    return ACCURACY[known.source]


def order_is_kept(history: History) -> None:
    union = " UNION ALL ".join(f"SELECT seq, at FROM {table}" for table in TIMED)
    times = [row["at"] for row in rows(history, f"{union} ORDER BY seq")]
    assert times == sorted(times)
    assert not rows(history, "SELECT 1 FROM visits WHERE left_at < at")


def nothing_is_lost_or_doubled(history: History) -> None:
    kept = {row["seq"]: row["child"] for row in rows(history, "SELECT seq, child FROM visits")}
    assert kept == {seq: stay.child for seq, stay in history.stays.items()}


def known_visits_are_right(history: History) -> None:
    kept = {row["seq"]: row for row in rows(history, "SELECT * FROM visits ORDER BY seq")}
    later = defaultdict(list)
    for row in kept.values():
        later[row["child"], row["day"]].append(row["seq"])
    for seq, stay in history.stays.items():
        row, close = kept[seq], accuracy(history, stay.boot)
        if close is None:
            continue
        assert row["clock"] == "trusted"
        assert abs(row["at"] - stay.came) <= close
        assert row["day"] == day_of(stay.came).isoformat()
        last = later[row["child"], row["day"]][-1] == seq
        its_end_is_right(history, stay, row["left_at"], last=last)
    for tap in history.taps:
        if accuracy(history, tap.boot) and accuracy(history, history.stays[tap.seq].boot):
            assert kept[tap.seq]["day"] == day_of(tap.at).isoformat(), "a visit is missing"


def its_end_is_right(history: History, stay: Stay, left_at: int | None, *, last: bool) -> None:
    close = accuracy(history, stay.left_boot)
    if stay.left is None:
        assert left_at is None or not last, "it never said goodbye"
    elif close is not None:
        assert left_at is not None
        assert abs(left_at - stay.left) <= close


def who_is_here_is_right(history: History) -> None:
    moment, now = history.keeper(), history.machine.now
    with history.database.reading() as db:
        shown = {visit.child for visit in visits.here(db, moment)}
    last = {tap.child: tap for tap in history.taps}
    certain = accuracy(history, history.boot) is not None
    for child, tap in last.items():
        here = history.inside.get(child) == tap.seq and day_of(tap.at) == day_of(now)
        if (
            certain
            and accuracy(history, tap.boot)
            and accuracy(history, history.stays[tap.seq].boot)
        ) or (tap.boot == history.boot and now - tap.at < 9 * HOUR):
            assert (child in shown) == here


def days_hang_together(history: History) -> None:
    for row in rows(
        history,
        "SELECT first_day, (SELECT min(day) FROM visits WHERE child = children.id) AS earliest"
        " FROM children",
    ):
        assert row["first_day"] == row["earliest"]
    visited = {row["day"] for row in rows(history, "SELECT day FROM visits")}
    assert {row["day"] for row in rows(history, "SELECT day FROM unsettled")} == visited


def requests_to_talk_are_right(history: History) -> None:
    with history.database.reading() as db:
        found = defaultdict(list)
        for row in list(db.query("SELECT boot, id, day FROM talks")):
            found[row["boot"]].append(row["id"])
        told = {talk.id: to_ms(talk.at) for talk in talks.waiting(db, history.vault)}
    for boot, truly in history.wishes.items():
        close = accuracy(history, boot)
        told_of_boot = sorted(told[talk] for talk in found[boot])
        assert len(told_of_boot) == len(truly)
        if close is not None:
            assert all(abs(a - b) <= close for a, b in zip(told_of_boot, truly, strict=True))


def every_correction_is_in_the_audit(history: History) -> None:
    assert history.lines() == history.adopted
    with history.database.reading() as db:
        assert audit.first_broken(db) is None
