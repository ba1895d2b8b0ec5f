"""What every request meets first, over real sockets."""

import re
import select
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
import requests

from sync import batch, enrol_codec
from sync.hq.front import asgi
from tests.sync.hq.answering import answering, ask
from tests.sync.hq.cast import Office

THREADS = 2
HEAD = (
    b"POST /v1/envelopes HTTP/1.1\r\nHost: hq\r\nConnection: close\r\n"
    b"Content-Type: application/cbor"
)
TOO_MUCH = HEAD + b"\r\nContent-Length: %d\r\n\r\n" % (batch.LARGEST + 1)
PAGE = b"GET /sign-in HTTP/1.1\r\nHost: hq\r\n\r\n"
ODD = (b"/%ff", b"/?q=%ff", b"/\xff", b"/?q=\xe4\xbd\xa0", b"//", b"*", b"/%2e%2e/", b"/a%00b")


@pytest.fixture
def port(small_office: Office) -> Iterator[int]:
    with answering(small_office.app, THREADS) as port:
        yield port


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def in_chunks(body: bytes, size: int = 100) -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(one), one) for one in pieces) + b"0\r\n\r\n"


def test_a_body_in_pieces_is_one_body(small_office: Office, port: int) -> None:
    house = small_office.enrolled_house()
    body = batch.encode([house.day(number) for number in range(1, 6)])
    head = HEAD + b"\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert status(ask(port, head, in_chunks(body))) == 200
    enrolled = small_office.new_house().request()
    head = head.replace(b"/v1/envelopes", enrol_codec.PATH.encode())
    assert status(ask(port, head, in_chunks(enrolled))) == 200


def test_too_much_is_refused_in_the_words_of_houses_before_it_is_said(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(TOO_MUCH)
        refused = line.recv(65536)
    assert status(refused) == 413
    assert b"content-type: application/cbor" in refused
    endless = in_chunks(bytes(batch.LARGEST + 70_000), 65536)
    refused = ask(port, HEAD + b"\r\nTransfer-Encoding: chunked\r\n\r\n", endless)
    assert (status(refused), b"application/cbor" in refused) == (413, True)


def test_who_goes_on_speaking_hears_that_it_is_too_much(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(TOO_MUCH + bytes(100_000))
        # It has answered, and would have hung up by now.
        assert select.select([line], [], [], 5)[0]
        time.sleep(0.1)
        line.sendall(bytes(batch.LARGEST + 1 - 100_000))
        heard = b"".join(iter(lambda: line.recv(65536), b""))
    assert status(heard) == 413


def test_nobody_is_heard_out_for_ever(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asgi, "_HEARD_OUT", 0.3)
    assert status(ask(port, TOO_MUCH, b"a word")) == 413
    monkeypatch.setattr(asgi, "_HEARD_OUT", 60)
    head = HEAD + b"\r\nTransfer-Encoding: chunked\r\n\r\n"
    with (
        socket.create_connection(("127.0.0.1", port), timeout=20) as line,
        pytest.raises(ConnectionError),
    ):
        line.sendall(head)
        for _ in range(64):
            line.sendall(b"100000\r\n" + bytes(0x100000) + b"\r\n")


def test_a_length_that_is_none_is_refused(port: int) -> None:
    for length in (b"-1", b"1e3", b"", b"12, 12", b"99999999999999999999999999"):
        assert status(ask(port, HEAD + b"\r\nContent-Length: " + length + b"\r\n\r\n")) in (
            400,
            413,
        )


def test_a_header_with_an_underscore_is_nobodys_word(small_office: Office, port: int) -> None:
    said = b"GET /metrics HTTP/1.1\r\nHost: hq\r\nConnection: close\r\n%b: 8.8.8.8\r\n\r\n"
    assert status(ask(port, said % b"X_Forwarded_For")) == 200
    assert status(ask(port, said % b"X-Forwarded-For")) == 403


def test_odd_addresses_are_answered(port: int) -> None:
    for where in (
        b"/%ff",
        b"/?q=%ff",
        b"/\xff",
        b"/?q=\xe4\xbd\xa0",
        b"//",
        b"*",
        b"/%2e%2e/",
        b"/a%00b",
    ):
        asked = b"GET " + where + b" HTTP/1.1\r\nHost: hq\r\nConnection: close\r\n\r\n"
        assert 300 <= status(ask(port, asked)) < 500


def test_head_tells_the_length_alone(port: int) -> None:
    url = f"http://127.0.0.1:{port}/sign-in"
    page, head = requests.get(url, timeout=20), requests.head(url, timeout=20)
    assert (head.status_code, head.content) == (200, b"")
    assert abs(int(head.headers["Content-Length"]) - len(page.content)) < 200
    assert "Server" not in head.headers


def test_who_is_slow_to_say_it_takes_no_thread(small_office: Office, port: int) -> None:
    begun = HEAD + b"\r\nContent-Length: 1000\r\n\r\nabc"
    with ExitStack() as lines:
        for _ in range(40):
            line = lines.enter_context(socket.create_connection(("127.0.0.1", port)))
            line.sendall(begun.replace(b"/v1/envelopes", b"/sign-in") if _ % 2 else begun)
        assert requests.get(f"http://127.0.0.1:{port}/sign-in", timeout=30).status_code == 200


def test_who_is_slow_to_read_takes_no_thread(port: int) -> None:
    asked = b"GET /static/hq.css HTTP/1.1\r\nHost: hq\r\n\r\n" * 200
    with ExitStack() as lines:
        for _ in range(8):
            line = socket.socket()
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            lines.enter_context(line).connect(("127.0.0.1", port))
            line.sendall(asked)
        time.sleep(0.5)
        assert requests.get(f"http://127.0.0.1:{port}/sign-in", timeout=30).status_code == 200


def test_several_requests_said_at_once_are_answered_in_their_order(port: int) -> None:
    one = b"GET /%b HTTP/1.1\r\nHost: hq\r\n%b\r\n"
    asked = [
        one % (b"sign-in", b""),
        one % (b"nothing", b""),
        one % (b"healthz", b"Connection: close\r\n"),
    ]
    said = ask(port, b"".join(asked))
    assert re.findall(rb"HTTP/1.1 (\d+)", said) == [b"200", b"404", b"200"]


def test_who_hangs_up_troubles_nobody(small_office: Office, port: int) -> None:
    for said in (
        HEAD,
        HEAD + b"\r\nContent-Length: 10\r\n\r\nabc",
        b"GET /sign-in HTTP/1.1\r\nHost: hq\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(said)
    with ThreadPoolExecutor(8) as pool:
        url = f"http://127.0.0.1:{port}/sign-in"
        pages = pool.map(lambda _: requests.get(url, timeout=20).status_code, range(16))
    assert set(pages) == {200}
