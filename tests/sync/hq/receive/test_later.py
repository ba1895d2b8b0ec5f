"""What came while the database was away is taken in by itself."""

import threading
from pathlib import Path

import pytest

from sync.hq.errors import BadRequest, DatabaseAway, UnknownHouse
from sync.hq.receive.later import Later
from sync.hq.receive.spool import Spool
from tests.processes import wait_for


class Database:
    """Away until it is told to be back; odd bodies are never taken in."""

    def __init__(self) -> None:
        self.is_back, self.taken = threading.Event(), list[bytes]()

    def take(self, body: bytes) -> None:
        if not self.is_back.is_set():
            raise DatabaseAway("Nobody is there.")
        if body in PROBLEMS:
            raise PROBLEMS[body]
        self.taken.append(body)


PROBLEMS = {
    b"bad": BadRequest("This is no array."),
    b"stranger": UnknownHouse("There is no such house."),
    b"odd": ZeroDivisionError(),
}


def test_all_is_taken_in_once_the_database_is_back(tmp_path: Path) -> None:
    database = Database()
    later = Later(Spool(tmp_path / "spool"), database.take, tries_every=0.01)
    for number in range(20):
        assert later.keep(b"%d" % number)
    assert later.size() > 0
    database.is_back.set()
    wait_for("taken in", 10, lambda: later.size() == 0)
    assert database.taken == [b"%d" % number for number in range(20)]
    later.keep(b"a second time")
    wait_for("taken in", 10, lambda: later.size() == 0)
    assert database.taken[-1] == b"a second time"
    later.stop()


@pytest.mark.parametrize("odd", PROBLEMS)
def test_what_cannot_be_taken_in_holds_nothing_back(tmp_path: Path, odd: bytes) -> None:
    database = Database()
    later = Later(Spool(tmp_path / "spool"), database.take, tries_every=0.01)
    for body in (b"one", odd, b"two"):
        later.keep(body)
    database.is_back.set()
    wait_for("taken in", 10, lambda: later.size() == 0)
    assert database.taken == [b"one", b"two"]
    later.stop()


def test_what_is_left_at_the_end_is_taken_in_at_the_next_start(tmp_path: Path) -> None:
    database = Database()
    later = Later(Spool(tmp_path / "spool"), database.take, tries_every=0.01)
    later.keep(b"one")
    later.stop()
    assert later.size() > 0
    database.is_back.set()
    later = Later(Spool(tmp_path / "spool"), database.take, tries_every=0.01)
    later.begin()
    wait_for("taken in", 10, lambda: later.size() == 0)
    assert database.taken == [b"one"]
    later.stop()


def test_who_stops_while_something_is_taken_in_waits_for_that_alone(tmp_path: Path) -> None:
    begun, may_go_on, taken = threading.Event(), threading.Event(), list[bytes]()

    def take(body: bytes) -> None:
        begun.set()
        assert may_go_on.wait(10)
        taken.append(body)

    later = Later(Spool(tmp_path / "spool"), take, tries_every=0.01)
    later.keep(b"one")
    later.keep(b"two")
    assert begun.wait(10)
    stopping = threading.Thread(target=later.stop)
    stopping.start()
    assert later._stopped.wait(10)
    may_go_on.set()
    stopping.join(30)
    assert not stopping.is_alive()
    assert taken == [b"one"]
    assert later.size() > 0


def test_where_nothing_waits_no_thread_does(tmp_path: Path) -> None:
    before = threading.active_count()
    Later(Spool(tmp_path / "spool"), Database().take).begin()
    assert threading.active_count() == before
