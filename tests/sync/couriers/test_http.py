import gzip
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, nullcontext, suppress
from email.utils import formatdate
from threading import Event, Thread

import pytest

from sync import batch, settling
from sync.backoff import LONGEST_ASKED
from sync.carrying.road import Road
from sync.carrying.step import step
from sync.couriers import http
from sync.couriers.http import HttpCourier
from sync.errors import CourierError
from sync.outbox import waiting
from tests.sync.authority import Authority, behind_tls
from tests.sync.conftest import Reply, put_days
from tests.sync.roads import gate, slow_link

PORTAL = b"<!DOCTYPE html><title>Welcome! Please sign in.</title>"


@pytest.fixture
def letters(db, enrolled):
    put_days(db, 2)
    return [one.envelope for one in waiting(db)]


def test_it_brings_the_bytes_and_returns_the_answer(hq, letters):
    assert HttpCourier(hq.url + "/").carry(letters)
    assert [one.seq for one in hq.opened] == [1, 2]


@pytest.mark.parametrize(
    ("reply", "sentence", "permanent"),
    [
        (Reply(content_type="text/html", body=PORTAL), http.NOT_HEADQUARTERS, False),
        (Reply(511, "text/html", PORTAL), http.NOT_HEADQUARTERS, False),
        (
            Reply(302, "text/html", headers={"Location": "http://127.0.0.1:1/"}),
            http.NOT_HEADQUARTERS,
            False,
        ),
        (Reply(404, "text/html", PORTAL), http.NOT_HEADQUARTERS, False),
        (Reply(400, body=PORTAL), http.NOT_HEADQUARTERS, False),
        (Reply(body=b"\x00" * 70_000), http.NOT_HEADQUARTERS, False),
        (Reply(413, "text/html", PORTAL), http.TOO_LARGE, True),
        (Reply(503), http.BUSY, False),
        (Reply(429), http.BUSY, False),
        (Reply(404, body=b"\xa1eerrorhUnknown."), "Headquarters refused: Unknown.", True),
    ],
    ids=lambda one: getattr(one, "status", None) or str(one)[:20],
)
def test_what_is_no_answer_is_one_sentence(hq, letters, reply, sentence, permanent):
    hq.reply = reply
    with pytest.raises(CourierError) as refusal:
        HttpCourier(hq.url).carry(letters)
    assert (str(refusal.value), refusal.value.permanent) == (sentence, permanent)


@pytest.mark.parametrize("status", [408, 429, 500, 503])
def test_whoever_is_busy_says_for_how_long(hq, letters, status):
    def asked(value):
        hq.reply = Reply(status, headers={"Retry-After": value})
        with pytest.raises(CourierError) as refusal, HttpCourier(hq.url) as courier:
            courier.carry(letters)
        return refusal.value.retry_after

    assert [asked(one) for one in ("60", "-60", "later", "9" * 30)] == [60, 0, 0, LONGEST_ASKED]
    # The answer's own Date is that of this machine, in whole seconds.
    assert 118 <= asked(formatdate(time.time() + 120, usegmt=True)) <= 121
    assert asked(formatdate(0, usegmt=True)) == 0


PAGE = b"<html><body><h1>502 Bad Gateway</h1><hr>nginx</body></html>"


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        (Reply(302, "text/html", headers={"Location": "/v1/envelopes"}), http.NOT_HEADQUARTERS),
        (Reply(307, headers={"Location": "http://127.0.0.1:1/"}), http.NOT_HEADQUARTERS),
        (Reply(200, "text/html", PORTAL), http.NOT_HEADQUARTERS),
        (Reply(200, "application/json", b"{}"), http.NOT_HEADQUARTERS),
        (Reply(204, "text/html"), http.NOT_HEADQUARTERS),
        (Reply(200, "application/cbor", b"\xa0junk"), settling.NOT_HEADQUARTERS),
        (Reply(200, "application/cbor", b""), settling.NOT_HEADQUARTERS),
        (Reply(403, "text/html", PORTAL), http.NOT_HEADQUARTERS),
        (Reply(407, "text/html", PORTAL), http.NO_PROXY),
        (Reply(511, "text/html", PORTAL), http.NOT_HEADQUARTERS),
        (Reply(502, "text/html", PAGE), http.BUSY),
        (Reply(503, "text/html", PAGE), http.BUSY),
        (Reply(504, "text/html", PAGE), http.BUSY),
    ],
    ids=lambda one: f"{one.status} {one.content_type}" if isinstance(one, Reply) else "",
)
def test_whoever_stands_in_the_way_is_one_sentence_and_changes_nothing(
    db, hq, letters, reply, sentence
):
    before = db.execute("SELECT * FROM outbox").fetchall()
    hq.reply = reply
    done = step(db)
    assert (done.trouble, done.permanent, done.settled) == (sentence, False, 0)
    assert db.execute("SELECT * FROM outbox").fetchall() == before
    hq.reply = None
    assert step(db).settled == 2


@contextmanager
def saying(*pieces):
    """Stand in the way of one request, and say these bytes."""

    def say():
        caller, _ = server.accept()
        with caller, suppress(OSError):
            caller.recv(100_000)
            for piece in pieces:
                caller.sendall(piece)
                said.append(piece)

    said = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=say)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", said
        thread.join(10)


@pytest.mark.parametrize("place", ["/登录".encode("gbk"), b"http://[portal/"], ids=["gbk", "none"])
def test_wherever_a_portal_sends_the_house_it_is_not_headquarters(letters, place):
    moved = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + place + b"\r\n\r\n"
    with (
        saying(moved) as (url, _),
        pytest.raises(CourierError, match=http.NOT_HEADQUARTERS),
        HttpCourier(url) as courier,
    ):
        courier.carry(letters)


def test_no_more_is_read_of_a_redirect_than_of_an_answer(letters):
    moved = b"HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\n\r\n"
    with (
        saying(moved, *[bytes(1_000_000)] * 30) as (url, said),
        pytest.raises(CourierError, match=http.NOT_HEADQUARTERS),
        HttpCourier(url) as courier,
    ):
        courier.carry(letters)
    assert len(said) < 30


def test_a_gate_in_the_way_that_certifies_itself_is_not_headquarters(db, hq, letters, tmp_path):
    with behind_tls(hq, Authority(tmp_path, "A gate").certify()):
        db.execute("UPDATE wire SET hq_url = ?", (hq.url,))
        done = step(db)
    assert (done.trouble, done.permanent) == (http.INSECURE, False)
    assert hq.requests == 0


def test_it_says_no_more_than_it_must(hq, letters):
    hq.reply = Reply(503, headers={"Set-Cookie": "portal=1"})
    with HttpCourier(hq.url) as courier:
        for _ in range(2):
            with pytest.raises(CourierError):
                courier.carry(letters)
    assert {name.lower() for name in hq.headers} == {
        "host",
        "user-agent",
        "accept-encoding",
        "content-type",
        "content-length",
    }
    assert sum(len(f"{name}: {value}\r\n") for name, value in hq.headers.items()) < 140


def test_a_slow_but_steady_link_is_not_cut(hq, letters):
    """All takes twice the time in which something must happen."""
    with slow_link(hq.url, bytes_a_second=1500) as url:
        hq.reply = Reply(body=b"\xa0" * 1500)
        start = time.monotonic()
        with HttpCourier(url, timeout=1) as courier:
            assert courier.carry(letters * 4) == b"\xa0" * 1500
        assert time.monotonic() - start > 2


def test_a_server_whose_headers_drip_for_ever_is_left(letters, monkeypatch):
    monkeypatch.setattr(http, "LARGEST_ANSWER", 100)
    with socket.create_server(("127.0.0.1", 0)) as server:
        ended = Event()

        def drip():
            caller, _ = server.accept()
            with caller, suppress(OSError):
                caller.sendall(b"HTTP/1.1 200 OK\r\n")
                while not ended.wait(0.05):
                    caller.sendall(b"X: y\r\n" if caller else b"")

        thread = Thread(target=drip)
        thread.start()
        start = time.monotonic()
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(CourierError), HttpCourier(url, timeout=0.3) as courier:
            courier.carry(letters)
        assert time.monotonic() - start < 5
        ended.set()
        thread.join(5)


@pytest.mark.parametrize("secure", [False, True], ids=["http", "https"])
def test_a_proxy_of_the_network_is_passed_where_one_is_named(hq, letters, tmp_path, secure):
    foundation = Authority(tmp_path)
    with gate() as (address, passed):
        road = Road(foundation.path, proxy=address)
        served = behind_tls(hq, foundation.certify()) if secure else nullcontext()
        with served, HttpCourier(hq.url, road=road) as courier:
            assert courier.carry(letters)
    assert passed == ["CONNECT" if secure else "POST"]


@pytest.mark.parametrize("secure", [False, True], ids=["http", "https"])
def test_a_proxy_that_wants_a_name_is_one_sentence(hq, letters, tmp_path, secure):
    foundation = Authority(tmp_path)
    with gate(password="let us out") as (address, _):
        named = address.replace("://", "://house:let%20us%20out@")
        with behind_tls(hq, foundation.certify()) if secure else nullcontext():
            with HttpCourier(hq.url, road=Road(foundation.path, named)) as courier:
                assert courier.carry(letters)
            with (
                HttpCourier(hq.url, road=Road(foundation.path, address)) as courier,
                pytest.raises(CourierError) as refusal,
            ):
                courier.carry(letters)
    assert (str(refusal.value), refusal.value.permanent) == (http.NO_PROXY, False)


def test_a_proxy_that_is_not_there_is_one_sentence(hq, letters):
    courier = HttpCourier(hq.url, road=Road(proxy="http://127.0.0.1:1"))
    with courier, pytest.raises(CourierError, match="proxy"):
        courier.carry(letters)


def test_nobody_at_home_is_one_sentence(letters):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(CourierError, match="cannot be reached"):
            HttpCourier(f"http://127.0.0.1:{taken.getsockname()[1]}").carry(letters)


def test_a_server_that_says_nothing_is_left(hq, letters):
    hq.reply = Reply(delay=3)
    start = time.monotonic()
    with pytest.raises(CourierError, match="in time"):
        HttpCourier(hq.url, timeout=0.2).carry(letters)
    assert time.monotonic() - start < 2


def test_a_server_that_drips_byte_by_byte_is_left(hq, letters):
    hq.reply = Reply(body=b"\x00" * 100, drip=0.05)
    start = time.monotonic()
    with pytest.raises(CourierError, match="in time"):
        HttpCourier(hq.url, timeout=0.3).carry(letters)
    assert time.monotonic() - start < 2


def test_an_answer_is_as_long_as_it_may_be_and_not_a_byte_longer(hq, letters):
    hq.reply, body = Reply(body=b"x" * 100), batch.encode(letters)
    assert http.post(hq.url, body, timeout=20, largest=100) == b"x" * 100
    with pytest.raises(CourierError, match="not headquarters"):
        http.post(hq.url, body, timeout=20, largest=99)


def test_an_answer_in_chunks_is_read(hq, letters):
    hq.reply = Reply(body=b"\xa0" * 3000, chunked=True)
    assert HttpCourier(hq.url).carry(letters) == b"\xa0" * 3000


def test_a_compressed_flood_is_not_unpacked(hq, letters):
    flood = gzip.compress(b"\x00" * 50_000_000)
    hq.reply = Reply(body=flood, headers={"Content-Encoding": "gzip"})
    with pytest.raises(CourierError, match="not headquarters"):
        HttpCourier(hq.url).carry(letters)


def test_a_server_that_breaks_off_is_one_sentence(letters):
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        code = (
            "import socket,sys\n"
            "s=socket.socket(fileno=int(sys.argv[1]));c,_=s.accept();c.recv(100000)\n"
            "c.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Length: 500\\r\\n\\r\\nhalf');c.close()"
        )
        number = server.fileno()
        child = subprocess.Popen([sys.executable, "-c", code, str(number)], pass_fds=[number])
        with pytest.raises(CourierError, match="cannot be reached"):
            HttpCourier(url).carry(letters)
        child.wait(10)


@pytest.mark.parametrize("url", ["ftp://127.0.0.1", "http://", "nonsense", "http://[::bad"])
def test_an_address_that_is_none_cannot_help_by_trying_again(letters, url):
    with pytest.raises(CourierError) as refusal:
        HttpCourier(url).carry(letters)
    assert refusal.value.permanent


def test_proxies_of_the_environment_are_not_used(hq, letters, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "")
    assert HttpCourier(hq.url).carry(letters)


def test_a_connection_that_is_not_what_it_says_is_one_sentence(hq, letters):
    with pytest.raises(CourierError, match="not secure"):
        HttpCourier(hq.url.replace("http:", "https:")).carry(letters)
