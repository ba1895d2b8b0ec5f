"""Headquarters behind nginx, with the lines that RUNNING.md has for it."""

import re
import socket
import ssl
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from requests.adapters import HTTPAdapter

from sync import batch, enrol_codec
from sync.hq import keyring, setup
from sync.hq.config import HqConfig
from tests.nginx import in_front_of
from tests.processes import Server, free_port, headquarters
from tests.sync.hq.cast import NOW, PASSWORD, SpeakingHouse

CBOR = {"Content-Type": "application/cbor"}


@dataclass
class Front:
    """The door to the outside, and the process behind it."""

    url: str
    authority: Path
    config: HqConfig
    process: Server
    closes: ExitStack

    def caller(self, address: str = "127.0.0.1") -> requests.Session:
        """Ask from an address of this machine, as somebody else in the world."""
        session = requests.Session()
        session.trust_env, session.verify = False, str(self.authority)
        adapter = HTTPAdapter()
        adapter.init_poolmanager(4, 4, source_address=(address, 0))
        session.mount("https://", adapter)
        self.closes.callback(session.close)
        return session


@contextmanager
def standing(folder: Path) -> Iterator[Front]:
    config, port = HqConfig(data=folder / "hq", second_factor=False), free_port()
    setup.initialise(config, "lin", PASSWORD, NOW)
    environ = {"AIYOU_HQ_PROXIES": "1", "AIYOU_HQ_HTTPS": "yes"}
    with (
        headquarters(config.data, port, **environ) as process,
        in_front_of(port, folder) as url,
        ExitStack() as closes,
    ):
        yield Front(url, folder / "authority.pem", config, process, closes)


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with standing(tmp_path_factory.mktemp("front")) as front:
        yield front


def sign_in_form(page: str) -> dict[str, str]:
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    return {"csrf_token": token, "name": "lin", "password": PASSWORD}


def guesses(caller: requests.Session, url: str, count: int, **headers: str) -> list[int]:
    return [
        caller.post(url + enrol_codec.PATH, b"\xa0", headers=CBOR | headers).status_code
        for _ in range(count)
    ]


def test_callers_are_told_apart_by_where_they_are_and_not_by_what_they_say(front: Front) -> None:
    one, other = front.caller("127.0.0.2"), front.caller("127.0.0.3")
    said = [{"X-Forwarded-For": f"192.0.2.{number}"} for number in range(10)]
    assert [guesses(one, front.url, 1, **forged) for forged in said] == [[400]] * 10
    forged = {"X-Forwarded-For": "192.0.2.77, 127.0.0.3", "X_Forwarded_For": "192.0.2.78"}
    assert guesses(one, front.url, 1, **forged, Forwarded="for=192.0.2.79") == [429]
    assert guesses(other, front.url, 1) == [400]
    # Nor does it make somebody else pay.
    guesses(one, front.url, 5, **{"X-Forwarded-For": "127.0.0.3"})
    assert guesses(other, front.url, 1) == [400]


def test_a_person_signs_in_and_the_browser_keeps_it_for_https(front: Front) -> None:
    browser = front.caller()
    forged = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"}
    led = browser.get(front.url + "/", headers=forged, allow_redirects=False)
    assert (led.status_code, led.headers["Location"]) == (302, "/sign-in?next=/")
    page = browser.get(front.url + "/sign-in", headers=forged)
    assert "evil.example" not in page.text
    assert page.headers["Strict-Transport-Security"].startswith("max-age=")
    form = sign_in_form(page.text)
    # The form's address is compared with the one that was asked for.
    here = {"Referer": front.url + "/sign-in"}
    signed = browser.post(
        front.url + "/sign-in", form, headers=here | forged, allow_redirects=False
    )
    assert signed.status_code == 302, signed.text
    assert signed.headers["Location"].startswith("/")
    assert all(cookie.secure for cookie in browser.cookies)
    assert "Secure; HttpOnly" in signed.headers["Set-Cookie"]
    assert browser.get(front.url + "/", allow_redirects=False).status_code == 200
    elsewhere = {"Referer": "https://evil.example/sign-in"}
    refused = front.caller().post(front.url + "/sign-in", form, headers=elsewhere)
    assert refused.status_code == 400


def test_a_house_sends_as_much_as_it_may_and_hears_in_its_words_of_more(front: Front) -> None:
    house, code = setup.add_house(front.config, "新民村爱佑之家", "yuexi", NOW)
    speaking = SpeakingHouse(house, code, keyring.load(front.config.keys).sealing_public)
    caller = front.caller()
    assert caller.post(front.url + enrol_codec.PATH, speaking.request(), headers=CBOR).ok
    letters = batch.encode([speaking.day(number) for number in range(1, 101)])
    assert caller.post(front.url + batch.PATH, letters, headers=CBOR).ok
    too_much = caller.post(front.url + batch.PATH, bytes(batch.LARGEST + 1), headers=CBOR)
    assert (too_much.status_code, too_much.headers["Content-Type"]) == (413, "application/cbor")


@pytest.mark.parametrize("size", [batch.LARGEST + 1, 4 * 2**20])
def test_a_person_hears_how_much_may_be_brought_whoever_refuses_it(front: Front, size: int) -> None:
    table = {"file": ("houses.csv", bytes(size))}
    browser = front.caller()
    here = f"{front.url}/sign-in"
    page = browser.get(here, params={"language": "en"}).text
    assert browser.post(here, sign_in_form(page), headers={"Referer": here}).ok
    refused = browser.post(f"{front.url}/register/import", files=table)
    assert refused.status_code == 413
    assert "CSV files of at most 250 KB, each with at most 1000 houses" in refused.text


def test_monitoring_asks_through_it_as_well(front: Front) -> None:
    asked = front.caller().get(front.url + "/healthz")
    assert (asked.status_code, asked.json()["ok"]) == (200, True)


def slow(url: str, authority: Path) -> ssl.SSLSocket:
    """Begin a request of a house and do not go on."""
    host, _, port = url.removeprefix("https://").partition(":")
    line = ssl.create_default_context(cafile=str(authority)).wrap_socket(
        socket.create_connection((host, int(port))), server_hostname=host
    )
    line.sendall(
        b"POST /v1/envelopes HTTP/1.1\r\nHost: hq\r\nContent-Type: application/cbor\r\n"
        b"Content-Length: 1000\r\n\r\nabc"
    )
    return line


def test_slow_callers_take_nobodys_place_and_do_not_delay_the_end(tmp_path: Path) -> None:
    with standing(tmp_path) as front:
        with ThreadPoolExecutor(20) as pool:
            for line in pool.map(lambda _: slow(front.url, front.authority), range(20)):
                front.closes.enter_context(line)
        begun = time.monotonic()
        assert front.caller().get(front.url + "/healthz").status_code == 200
        front.process.terminate()
        assert front.process.wait(15) == 0
        assert time.monotonic() - begun < 10
