"""A stick on its way from a house to headquarters and back, in hands that spoil it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from random import Random

import sqlite_utils

from sync import batch, enrolment, outbox, records
from sync.couriers import usb
from sync.enrolment import Enrolment
from sync.hq.receive import stick as desk
from tests.faults.fuzz.mutations import mutated
from tests.faults.fuzz.state import State
from tests.sync.hq.cast import Office, opened_office
from tests.sync.over_tls import DAYS, put

NAMES = (
    *("x.aiyou", "X.AIYOU", "x (1).aiyou", "._x.aiyou", ".aiyou", " .aiyou", "x.answer"),
    *("日报.aiyou", "e\u0301.aiyou", "é.aiyou", "\u202ex.aiyou", "a\nb.aiyou", "-rf.aiyou"),
    *("\udcff\udcfe.aiyou", "🐼.aiyou", "x.aiyou.part", "con.aiyou", "%s%n.aiyou"),
    f"{'x' * 249}.aiyou",
)
LARGE = 5_000_000_000  # on paper: a file with one hole


class Spoilt:
    """A house, a headquarters and a stick; what lies beside the stick belongs to somebody else."""

    def __init__(self, db: sqlite_utils.Database, path: Path, office: Office, place: Path) -> None:
        self.db, self.office, self.place = db, office, place
        house = office.enrolled_house()
        ring = office.hq.ring
        known = Enrolment(
            house.house,
            "大坪村",
            house.epoch,
            house.keys[0],
            office.url,
            ring.sealing_public,
            ring.verify_key,
            None,
            0,
        )
        enrolment.save(db, known)
        self.house = house.house
        for first in (0, 3):
            put(db, DAYS[first : first + 3])
            enrolment.new_epoch(db)
        put(db, DAYS[6:8])
        self.minted = {one.envelope for one in outbox.everything_waiting(db)}
        self._at_house = State(path)
        self._at_desk = State(office.config.data / "hq.db", ("quarantine", "strangers"))

    def travels(self, rng: Random) -> int:
        """Let a stick go there and back, spoilt on each way; tells how much headquarters got."""
        stick, others = self.place / "stick", self.place / "others"
        for one in (stick, others):
            shutil.rmtree(one, ignore_errors=True)
            one.mkdir()
        theirs = others / self.house
        theirs.mkdir()
        precious = theirs / f"{bytes(8).hex()}-000001-000001.aiyou"
        precious.write_bytes(batch.encode([b"somebody else's"]))
        for visit in (self._visits_the_house, self._visits_headquarters, self._visits_the_house):
            visit(stick)
            for _ in range(rng.choice((0, 1, 1, 2, 4))):
                spoil(rng, stick, others)
        assert [*theirs.iterdir()] == [precious], "something was written beside the stick"
        assert batch.decode(precious.read_bytes()) == [b"somebody else's"]
        arrived = len(self._arrived())
        self._forget()
        return arrived

    def _visits_the_house(self, stick: Path) -> None:
        usb.exchange(self.db, stick)
        changed = self._at_house.changed()
        assert set(changed) <= {"outbox", "inbox", "wire"}
        if "outbox" in changed:
            query = "SELECT epoch, seq FROM outbox WHERE acknowledged_at IS NOT NULL"
            done = {tuple(row) for row in self.db.execute(query).fetchall()}
            assert done <= {(row[1], row[2]) for row in self._arrived()}, "believed, not arrived"

    def _visits_headquarters(self, stick: Path) -> None:
        hq = self.office.hq
        for brought in desk.take_in(hq.database, hq.ring, stick, hq.clock()):
            str(brought.file).encode("utf-8", "backslashreplace")
        foreign = [row for row in self._arrived() if not self.minted.intersection(row)]
        assert not foreign, "headquarters took in what the house never wrote"

    def _arrived(self) -> list[tuple[object, ...]]:
        with self.office.hq.database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT * FROM letters")
            return [tuple(row) for row in rows]

    def _forget(self) -> None:
        for state in (self._at_house, self._at_desk):
            state.restore([*state.changed()])

    def close(self) -> None:
        self._at_house.close()
        self._at_desk.close()


def spoil(rng: Random, stick: Path, others: Path) -> None:
    """Do one thing to a stick that sticks meet with."""
    files = sorted(path for path in stick.rglob("*") if path.is_file() or path.is_symlink())
    folders = [stick, *sorted(path for path in stick.rglob("*") if path.is_dir())]
    how = rng.choice((change, change, empty, lose, swap, turn, turn, rename, add, lead_away))
    with suppress(OSError):
        how(rng, files, [one for one in folders if not one.is_symlink()], others)


def change(rng: Random, files: list[Path], _f: list[Path], _o: Path) -> None:
    one = rng.choice(files or [Path("/nowhere")])
    if is_small(one):
        one.write_bytes(mutated(rng, one.read_bytes(), [other.read_bytes() for other in [one]]))


def is_small(one: Path) -> bool:
    return not one.is_symlink() and one.stat().st_size < 1_000_000


def empty(rng: Random, files: list[Path], _f: list[Path], _o: Path) -> None:
    for one in rng.sample(files, min(len(files), 1)):
        if not one.is_symlink():
            os.truncate(one, rng.choice((0, 0, 1, LARGE)))


def lose(rng: Random, files: list[Path], folders: list[Path], _o: Path) -> None:
    one = rng.choice([*files, *folders[1:]] or [Path("/nowhere")])
    shutil.rmtree(one) if one.is_dir() and not one.is_symlink() else one.unlink()


def swap(rng: Random, files: list[Path], _f: list[Path], _o: Path) -> None:
    if len(files) > 1:
        one, other = rng.sample(files, 2)
        aside = one.with_name("aside")
        one.rename(aside)
        other.rename(one)
        aside.rename(other)


def turn(rng: Random, files: list[Path], folders: list[Path], others: Path) -> None:
    """Put something else where a file or a folder was, or is going to be."""
    one = rng.choice([*files, *folders[1:], folders[0] / usb.FOLDER, folders[-1] / usb.README])
    if one.is_dir() and not one.is_symlink():
        shutil.rmtree(one)
    one.unlink(missing_ok=True)
    match rng.randrange(6):
        case 0:
            one.mkdir()
        case 1:
            os.mkfifo(one)
        case 2:
            one.symlink_to(rng.choice((others, others / "nothing", Path("/dev/zero"), one)))
        case 3:
            one.symlink_to(rng.choice([*others.rglob("*.aiyou")]))
        case 4:
            one.write_bytes(b"not a folder")
        case 5:
            beside = one.with_name(f".{one.name}.part")
            rng.choice((beside.mkdir, lambda: os.mkfifo(beside)))()


def rename(rng: Random, files: list[Path], _f: list[Path], _o: Path) -> None:
    one = rng.choice(files or [Path("/nowhere")])
    one.rename(one.with_name(rng.choice(NAMES)))


def add(rng: Random, files: list[Path], folders: list[Path], _o: Path) -> None:
    """Put one more file, maybe of a strange name, maybe far down."""
    place = rng.choice(folders)
    if rng.random() < 0.3:
        place = place.joinpath(*["深"] * rng.choice((3, 100)))
        if not place.resolve().is_relative_to(folders[0].resolve()):
            return  # a way that leads elsewhere by now
        place.mkdir(parents=True)
    content = rng.choice([one.read_bytes() for one in files if is_small(one)] or [b""])
    new = place / rng.choice(NAMES)
    new.unlink(missing_ok=True)  # it may be a pipe by now
    new.write_bytes(content)


def lead_away(rng: Random, _files: list[Path], folders: list[Path], others: Path) -> None:
    """Make a folder of the stick a way to somewhere else."""
    one = rng.choice([*folders[1:], folders[0] / usb.FOLDER, folders[0] / "loop"])
    if one.is_dir() and not one.is_symlink():
        shutil.rmtree(one)
    one.unlink(missing_ok=True)
    one.symlink_to(rng.choice((others, others / next(others.iterdir()).name, folders[0])))


@contextmanager
def spoilt(path: Path, place: Path) -> Iterator[Spoilt]:
    """Yield all three; path: of a house's records, place: an empty folder."""
    with (
        opened_office(place / "hq") as office,
        closing(records.open_database(path)) as db,
    ):
        made = Spoilt(db, path, office, place)
        yield made
        made.close()
