"""HTTP in a process of its own: the same answers and errors, and nothing that stays."""

import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from select import select
from threading import Thread

import psutil
import pytest

from sync.carrying.road import Road
from sync.couriers import http
from sync.couriers.apart import BROKE_OFF, CourierApart, write
from sync.errors import CourierError, RefusedByHeadquarters, RefusedWhole, WrongDate
from sync.outbox import waiting
from tests.processes import wait_for
from tests.sync.authority import DAY, Authority, behind_tls
from tests.sync.conftest import CODE, HOUSE, Reply, put_days
from tests.sync.roads import gate


@pytest.fixture
def letters(db, enrolled):
    put_days(db, 2)
    return [one.envelope for one in waiting(db)]


@pytest.fixture
def courier(hq):
    with closing(CourierApart(hq.url)) as one:
        yield one


def carriers():
    """List those of this process; other tests may have left it children of their own."""
    children = psutil.Process().children()
    return [one for one in children if "sync.couriers" in _command(one)]


def _command(process):
    # One that has just ended has none.
    with suppress(psutil.Error):
        return process.cmdline()
    return []


def test_it_brings_over_one_connection_and_ends_with_it(hq, letters, courier):
    for _ in range(2):
        assert courier.carry(letters)
    assert (len(hq.callers), hq.requests, len(carriers())) == (1, 2, 1)
    sent, received = courier.spent()
    assert sent > sum(map(len, letters)) * 2 and received > 200
    courier.close()
    assert carriers() == []
    assert courier.carry(letters)
    assert courier.spent() > (sent, received)


@pytest.mark.parametrize(
    ("reply", "kind", "sentence"),
    [
        (Reply(503, headers={"Retry-After": "60"}), CourierError, http.BUSY),
        (Reply(413, "text/html"), RefusedWhole, http.TOO_LARGE),
        (Reply(404, body=b"\xa1eerrorhUnknown."), RefusedByHeadquarters, "Headquarters refused"),
    ],
    ids=["busy", "too large", "refused"],
)
def test_what_went_wrong_is_the_same_error(hq, letters, courier, reply, kind, sentence):
    hq.reply = reply
    with pytest.raises(CourierError, match=sentence) as refusal:
        courier.carry(letters)
    error = refusal.value
    assert (type(error), error.permanent) == (kind, kind is not CourierError)
    assert error.retry_after == (60 if reply.status == 503 else 0)
    hq.reply = None
    assert courier.carry(letters)


def test_dates_do_not_matter_only_while_the_house_does_not_know_the_date(hq, letters, tmp_path):
    foundation, knows = Authority(tmp_path), [True]
    road = Road(foundation.path, knows_date=lambda: knows[0])
    expired = foundation.certify(begins=-400 * DAY, ends=-DAY)
    with behind_tls(hq, expired), closing(CourierApart(hq.url, road)) as courier:
        with pytest.raises(WrongDate):
            courier.carry(letters)
        knows[0] = False
        assert courier.carry(letters)


def test_a_call_that_its_process_does_not_survive_broke_off_and_the_next_has_another(
    hq, letters, courier
):
    hq.reply = Reply(delay=5)

    def kill() -> None:
        wait_for("a request", 10, lambda: hq.requests)
        carriers()[0].send_signal(signal.SIGKILL)

    Thread(target=kill).start()
    with pytest.raises(CourierError, match=BROKE_OFF) as refusal:
        courier.carry(letters)
    assert not refusal.value.permanent
    hq.reply = None
    assert courier.carry(letters)


def test_where_no_process_can_be_had_the_envelopes_wait(hq, letters, tmp_path):
    for command in ([str(tmp_path / "nothing")], [sys.executable, "-c", ""]):
        with (
            pytest.raises(CourierError, match=BROKE_OFF),
            closing(CourierApart(hq.url, command=command)) as courier,
        ):
            courier.carry(letters)
    assert (hq.requests, carriers()) == (0, [])


def test_it_ends_at_once_when_the_house_is_gone_whatever_it_is_doing(hq, letters, tmp_path):
    house = f"""
import sys
from sync.couriers.apart import CourierApart
CourierApart(sys.argv[1]).carry([{letters[0]!r}])
"""
    hq.reply = Reply(delay=8)
    with subprocess.Popen([sys.executable, "-c", house, hq.url]) as process:
        wait_for("a request", 10, lambda: hq.requests)
        (carrier,) = psutil.Process(process.pid).children()
        process.kill()
    began = time.monotonic()
    carrier.wait(5)
    assert time.monotonic() - began < 4


def test_it_ends_where_the_house_is_gone_before_it_took_what_was_said(hq, letters):
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-m", "sync.couriers"]
    with theirs, subprocess.Popen(command, stdin=theirs, stdout=theirs) as carrier:
        with ours, ours.makefile("wb") as line:
            write(line, {"url": hq.url, "authority": None, "proxy": None})
            write(line, {"envelopes": letters, "knows_date": True})
            wait_for("an answer", 10, lambda: select([ours], (), (), 0)[0])
        try:
            assert carrier.wait(5) == 0
        finally:
            carrier.kill()


def test_neither_command_nor_environment_tells_a_password_of_the_network(hq, letters):
    with gate(password="let us out") as (address, passed):
        named = address.replace("://", "://house:let%20us%20out@")
        with closing(CourierApart(hq.url, Road(proxy=named))) as courier:
            assert courier.carry(letters)
            (carrier,) = carriers()
            for told in ("cmdline", "environ"):
                assert b"us%20out" not in Path(f"/proc/{carrier.pid}/{told}").read_bytes()
    assert passed == ["POST"]


SENDS = """
import sys
from contextlib import closing
from pathlib import Path
from sync import records
from sync.agent import Terms
from sync.carrying.stint import Stint
with closing(records.open_database(Path(sys.argv[1]))) as db:
    with closing(Stint(Terms(apart=True))) as stint:
        print(stint.step(db, 0).settled, stint.send_all(db)[0])
print(sorted({"requests", "ssl", "urllib3", "http.client"} & set(sys.modules)))
"""


def test_a_house_that_has_sent_has_loaded_nothing_of_http(db, hq, enrolled, house_file):
    put_days(db, 3)
    done = subprocess.run(
        [sys.executable, "-c", SENDS, str(house_file)], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["3 0", "[]"]


MEETS = """
import sys
from sync.enrolment import enrol
from sync.errors import CourierError
print(enrol(sys.argv[1], sys.argv[2], apart=True).house)
try:
    enrol(sys.argv[1], "WRONG-CODE", apart=True)
except CourierError as error:
    print(error.permanent, error)
print(sorted({"requests", "ssl", "urllib3", "http.client"} & set(sys.modules)))
"""


def test_a_house_that_was_made_known_has_loaded_nothing_of_http(hq):
    done = subprocess.run(
        [sys.executable, "-c", MEETS, hq.url, CODE], capture_output=True, text=True, check=True
    )
    refused = "True Headquarters refused: The code is not known."
    assert done.stdout.splitlines() == [HOUSE, refused, "[]"]
