import gzip
import socket
import subprocess
import sys
import time

import pytest

from sync.couriers import http
from sync.couriers.http import HttpCourier
from sync.errors import CourierError
from sync.outbox import waiting
from tests.sync.conftest import Reply, put_days

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
