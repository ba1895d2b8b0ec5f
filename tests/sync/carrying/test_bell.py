import time
from threading import Thread

from sync.carrying import network
from sync.carrying.bell import Bell, Heard


def test_a_ring_ends_the_wait_or_the_next_one():
    bell = Bell()
    bell.ring()
    with bell.listening():
        assert bell.wait(60) is Heard.RING
        assert bell.wait(0.01) is Heard.NOTHING
        Thread(target=bell.ring).start()
        assert bell.wait(60) is Heard.RING


def test_many_rings_are_one():
    bell = Bell()
    with bell.listening():
        for _ in range(100_000):
            bell.ring()
        assert bell.wait(60) is Heard.RING
        assert bell.wait(0) is Heard.NOTHING


def test_a_ring_before_and_after_somebody_listens_hurts_nobody():
    bell = Bell()
    with bell.listening():
        pass
    bell.ring()
    with bell.listening():
        assert bell.wait(60) is Heard.RING


def test_where_the_machine_tells_nothing_the_wait_ends_in_time(monkeypatch):
    monkeypatch.setattr(network, "listen", lambda: None)
    bell = Bell()
    with bell.listening():
        start = time.monotonic()
        assert bell.wait(0.2) is Heard.NOTHING
        assert 0.15 < time.monotonic() - start < 2
