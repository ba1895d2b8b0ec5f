import socket
import sys
from contextlib import closing

import pytest

from sync.couriers.http import HttpCourier
from sync.couriers.meter import Meter
from sync.outbox import waiting
from tests.sync.conftest import put_days
from tests.sync.tcp import sent_again

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what was sent")


def joined():
    with socket.create_server(("127.0.0.1", 0)) as server:
        near = socket.create_connection(server.getsockname())
        return near, server.accept()[0]


def test_all_bytes_are_counted_with_their_headers_and_stay_counted():
    near, far = joined()
    with closing(Meter()) as meter, far, near:
        meter.watch(near)
        near.sendall(bytes(1000))
        far.sendall(bytes(300))
        while len(far.recv(4096, socket.MSG_PEEK)) < 1000:
            pass
        near.recv(300, socket.MSG_WAITALL)
        sent, received = meter.read()
        assert 1000 + 2 * 52 <= sent - sent_again(near) <= 1000 + 8 * 52
        assert 300 + 52 <= received <= 300 + 8 * 52
        near.close()
        assert meter.read()[0] >= sent
        meter.close()
        assert meter.read()[0] >= sent
        assert far.recv(4096) == bytes(1000)
        assert far.recv(4096) == b""


def test_a_connection_can_be_cut_while_another_waits_for_it():
    near, far = joined()
    with closing(Meter()) as meter, far, near:
        meter.watch(near)
        meter.cut()
        assert near.recv(1) == b""


def test_the_envelopes_of_a_drain_cost_one_connection(db, hq, enrolled):
    put_days(db, 2)
    letters = [one.envelope for one in waiting(db)]
    with HttpCourier(hq.url) as courier:
        courier.carry(letters)
        first = sum(courier.spent())
        courier.carry(letters)
        second = sum(courier.spent()) - first
    assert len(hq.callers) == 1
    # Which of the two costs a header more is chance: some segments are acknowledged by themselves.
    assert all(sum(map(len, letters)) < cost < 2000 for cost in (first, second))
    assert sum(courier.spent()) >= first + second
