"""The panel on a device, over real TLS; where time or the end of it matters, of a real process."""

import re
import socket
import ssl
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import requests
from urllib3.exceptions import InsecureRequestWarning

from kiosk.app import app_for
from kiosk.config import HouseConfig
from kiosk.counselor.views import OPEN_PAGES, SEALED_PAGES
from kiosk.errors import StoreFull
from kiosk.house import House
from kiosk.remote import certificate
from kiosk.store import devices
from tests.kiosk.remote.people import Panel, at_home, is_reached, set_up
from tests.processes import free_port, serving, wait_for

# It signs itself: a browser warns once, and is told to go on.
pytestmark = pytest.mark.filterwarnings(
    f"ignore::{InsecureRequestWarning.__module__}.InsecureRequestWarning"
)

# Where the house is on its network; the tests come by the way that a machine has to itself.
AT_HOME = "192.168.7.9"


@dataclass
class Served:
    """A house that is served: its screen, and where devices reach it."""

    screen: Panel
    port: int
    data: Path

    def device(self) -> Panel:
        return Panel(f"https://127.0.0.1:{self.port}")

    def paired(self, name: str = "手机") -> Panel:
        device = self.device()
        assert device.pair(self.screen.code(), name).status_code == 200
        return device


@pytest.fixture
def served(unlocked: House) -> Iterator[Served]:
    """A house that is served from here, unlocked at its screen, with devices let in."""
    house = replace(unlocked, config=replace(unlocked.config, panel_port=free_port()))
    house.remote.addresses = lambda: [AT_HOME]
    with serving(app_for(house)) as address:
        yield let_devices_in(Panel(address), house.config)
        house.remote.turn_off()


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Served]:
    """The same house in a process of its own."""
    config = replace(set_up(tmp_path / "house"), panel_port=free_port())
    port = free_port()
    with at_home(config.directory, port, config.panel_port):
        screen = Panel(f"http://127.0.0.1:{port}")
        screen.unlock()
        yield let_devices_in(screen, config)


def let_devices_in(screen: Panel, config: HouseConfig) -> Served:
    assert not is_reached(config.panel_port)
    screen.post("/counselor/remote", do="open")
    return Served(screen, config.panel_port, config.directory)


def seconds(act: Callable[[], object]) -> float:
    """Tell how long something takes."""
    began = time.monotonic()
    act()
    return time.monotonic() - began


def refused(answer: requests.Response) -> bool:
    is_plain = answer.headers["Content-Type"].startswith("text/plain") and "<" not in answer.text
    return answer.status_code == 403 and "已配对" in answer.text and is_plain


def test_an_unpaired_device_hears_one_refusal_whatever_it_asks(served: Served) -> None:
    device = served.device()
    answers = [
        device.get(path, allow_redirects=False)
        for path in ("/", "/who", "/healthz", "/counselor/", "/counselor/harm", "/counselor/unlock",
                     "/counselor/static/stylesheet.css", "/counselor/static/panel.js", "/pair",
                     "/art/1F43C.svg", "/nothing")
    ]  # fmt: skip
    answers += [device.browser.post(f"{device.address}/counselor/unlock", timeout=30)]
    assert all(refused(one) for one in answers)
    assert len({one.text for one in answers}) == 1
    for answer in answers:
        assert not {"Server", "Set-Cookie"} & set(answer.headers)


def test_while_a_code_is_out_a_stranger_finds_the_page_to_pair_and_nothing_else(
    served: Served,
) -> None:
    served.screen.code()
    stranger = served.device()
    for path in ("/pair", "/counselor/static/stylesheet.css", "/counselor/static/pair.js"):
        assert stranger.get(path).status_code == 200, path
    for path, methods, _ in OPEN_PAGES:
        for method in methods:
            address = f"{stranger.address}/counselor{path.replace('<name>', 'begin')}"
            assert refused(stranger.browser.request(method, address, timeout=30)), path
    too_large = stranger.browser.post(f"{stranger.address}/pair", data={"code": "2" * 70_000})
    assert (too_large.status_code, too_large.text) == (413, "")


def test_a_paired_device_needs_the_passphrase_though_the_screen_is_open(alone: Served) -> None:
    phone = alone.paired()
    assert alone.screen.is_open
    assert not phone.is_open
    assert "口令不对" in phone.unlock("wrong").text
    assert not phone.is_open
    time.sleep(2.1)
    phone.unlock()
    assert phone.is_open


def test_a_wrong_passphrase_on_a_device_lets_the_screen_wait_too(served: Served) -> None:
    phone = served.paired()
    served.screen.lock()
    assert "口令不对" in phone.unlock("wrong").text
    assert "秒再试" in served.screen.unlock().text
    assert not served.screen.is_open


def test_a_wrong_passphrase_at_the_screen_lets_a_device_wait_too(served: Served) -> None:
    phone = served.paired()
    served.screen.lock()
    assert "口令不对" in served.screen.unlock("wrong").text
    assert "秒再试" in phone.unlock().text
    assert not phone.is_open


def test_an_unlock_on_a_device_opens_neither_the_screen_nor_another_device(served: Served) -> None:
    phone, laptop = served.paired("手机"), served.paired("电脑")
    served.screen.lock()
    phone.unlock()
    assert (phone.is_open, laptop.is_open, served.screen.is_open) == (True, False, False)
    laptop.unlock()
    phone.lock()
    assert (phone.is_open, laptop.is_open, served.screen.is_open) == (False, True, False)
    served.screen.unlock()
    laptop.lock()
    assert (phone.is_open, laptop.is_open, served.screen.is_open) == (False, False, True)


def test_no_page_of_a_child_and_none_of_the_kiosk_itself_is_on_a_device(served: Served) -> None:
    phone = served.paired()
    phone.unlock()
    for path in ("/who", "/feel", "/healthz", "/talk/numbers", "/good-night", "/child/child.css"):
        assert phone.get(path, allow_redirects=False).status_code == 404, path
    for path in ("/remote", "/remote/pairing", "/remote/away", "/screen", "/screen/touch",
                 "/switch-off"):  # fmt: skip
        asked = f"/counselor{path}"
        for answer in (phone.get(asked), phone.post(asked, device="every", do="open")):
            assert answer.status_code in (404, 405) and not answer.history, path
    upkeep = phone.get("/counselor/upkeep").text
    assert "/counselor/box" in upkeep and "/counselor/switch-off" not in upkeep
    assert phone.get("/", allow_redirects=False).headers["Location"] == "/counselor/"
    assert phone.get("/art/1F43C.svg").status_code == 200


def test_everything_sealed_is_locked_on_a_device_at_first(served: Served) -> None:
    phone = served.paired()
    for path, methods, _ in SEALED_PAGES:
        if "GET" in methods and "<" not in path:
            answer = phone.get(f"/counselor{path}", allow_redirects=False)
            assert answer.status_code in (302, 404), path
            assert "小" not in answer.text


def test_records_that_are_away_tell_a_stranger_nothing(served: Served, unlocked: House) -> None:
    phone, stranger = served.paired(), served.device()
    served.screen.code()
    unlocked.database.close()
    assert refused(stranger.get("/counselor/"))
    answer = phone.get("/")
    assert (answer.status_code, answer.text) == (503, "")


def test_a_device_that_cannot_be_kept_is_told_so(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise StoreFull("The card is full: nothing more can be kept.")

    phone, code = served.device(), served.screen.code()
    with monkeypatch.context() as patch:
        patch.setattr(devices, "pair", full)
        answer = phone.pair(code)
    assert "什么也没有保存" in answer.text and "配对码不对" not in answer.text
    assert phone.pair(served.screen.code()).url.startswith(f"{phone.address}/counselor/unlock")


def test_a_code_pairs_once_and_a_wrong_one_never(served: Served) -> None:
    code = served.screen.code()
    stranger = served.device()
    wrong = "2" * 12 if not code.startswith("2222") else "3" * 12
    assert "配对码不对" in stranger.pair(wrong).text
    assert refused(stranger.get("/counselor/"))
    assert served.device().pair(code).status_code == 200
    assert refused(stranger.get("/pair"))
    again = served.screen.code()
    assert "配对码不对" in stranger.pair(code).text
    assert stranger.pair(again).status_code == 200


def test_whoever_guesses_too_often_ends_the_pairing(served: Served) -> None:
    code, stranger = served.screen.code(), served.device()
    for _ in range(10):
        stranger.pair("WRONG")
    assert refused(stranger.get("/pair"))
    assert refused(served.device().get(f"/pair#{code}"))


def test_a_device_that_was_taken_away_is_out_at_once(served: Served) -> None:
    phone, laptop = served.paired("手机"), served.paired("电脑")
    phone.unlock()
    page = served.screen.get("/counselor/remote").text
    assert "正在使用" in page
    id_of_phone = page.split("手机</b>", 1)[1].split('name="device" value="', 1)[1][:32]
    served.screen.post("/counselor/remote/away", device=id_of_phone)
    assert refused(phone.get("/counselor/children"))
    laptop.unlock()
    assert laptop.is_open
    served.screen.post("/counselor/remote/away", device="every")
    assert refused(laptop.get("/counselor/"))
    assert served.screen.post("/counselor/remote/away", device="made up").status_code == 404
    audit = served.screen.get("/counselor/audit").text
    for done in ("打开了手机和电脑访问", "配对了一台设备", "取消了一台设备的配对"):
        assert done in audit
    assert audit.count("<td>手机</td>") == 3


def test_turned_off_it_is_gone_within_a_second_and_so_is_what_was_open(alone: Served) -> None:
    phone = alone.paired()
    phone.unlock()
    # What a busy machine takes for the same form, where there is nothing to be done.
    usual = seconds(lambda: alone.screen.post("/counselor/remote", do="open"))
    idle = socket.create_connection(("127.0.0.1", alone.port))
    took = seconds(lambda: alone.screen.post("/counselor/remote", do="close"))
    assert not is_reached(alone.port)
    assert took < usual + 1
    idle.settimeout(1)
    assert idle.recv(1) == b""
    idle.close()
    with pytest.raises(requests.ConnectionError):
        phone.get("/counselor/")
    alone.screen.post("/counselor/remote", do="open")
    assert not phone.is_open
    phone.unlock()
    assert phone.is_open


@pytest.mark.parametrize(
    ("name", "is_ours"),
    [
        (AT_HOME, True),
        (f"{AT_HOME}:8443", True),
        ("house.example", False),
        ("localhost", False),
        (f"{AT_HOME}.house.example", False),
    ],
)
def test_only_by_its_own_addresses_is_the_house_reached(
    served: Served, name: str, is_ours: bool
) -> None:
    phone = served.paired()
    # By hand: what is kept for one address would not be sent to another.
    token = f"__Host-device={phone.browser.cookies['__Host-device']}"
    phone.browser.cookies.clear()
    answer = phone.get("/counselor/about", headers={"Host": name, "Cookie": token})
    assert answer.status_code == 200 if is_ours else refused(answer)


def test_a_form_without_its_token_or_from_elsewhere_is_refused(served: Served) -> None:
    phone = served.paired()
    phone.unlock()
    lock = f"{phone.address}/counselor/lock"
    assert phone.browser.post(lock, timeout=30).status_code == 400
    token = {"csrf_token": "made up"}
    assert phone.browser.post(lock, data=token, timeout=30).status_code == 400
    found = re.search(r'name="csrf_token" value="([^"]+)"', phone.get("/counselor/about").text)
    assert found
    elsewhere = {"Referer": "https://house.example/"}
    stolen = {"csrf_token": found[1]}
    assert phone.browser.post(lock, data=stolen, headers=elsewhere, timeout=30).status_code == 400
    assert phone.is_open


def test_an_address_that_is_not_there_leads_back_to_the_panel(served: Served) -> None:
    phone = served.paired()
    phone.unlock()
    answer = phone.get("/bookmark")
    assert answer.status_code == 404
    assert 'href="/counselor/"' in answer.text


def test_a_page_from_before_the_house_began_anew_asks_for_the_code_again(served: Served) -> None:
    phone, code = served.device(), served.screen.code()
    old = phone.get("/pair").text.replace('name="csrf_token" value="', 'name="csrf_token" value="x')
    token = re.search(r'name="csrf_token" value="([^"]+)"', old)
    assert token
    form = {"csrf_token": token[1], "code": code, "device": "手机"}
    answer = phone.browser.post(
        f"{phone.address}/pair", data=form, headers={"Referer": f"{phone.address}/pair"}, timeout=30
    )
    assert (answer.status_code, answer.url) == (200, f"{phone.address}/pair")
    assert phone.pair(code).status_code == 200


def test_slow_and_endless_clients_keep_neither_children_nor_devices_waiting(
    alone: Served,
) -> None:
    phone = alone.paired()
    looks = (lambda: alone.screen.get("/who"), lambda: phone.get("/counselor/"))
    usual = [seconds(look) for look in looks]
    with ExitStack() as open_lines:
        for number in range(16):
            line = open_lines.enter_context(socket.create_connection(("127.0.0.1", alone.port)))
            if number % 2:
                line.sendall(b"\x16\x03\x01\x02")  # a handshake that never goes on
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        plain = socket.create_connection(("127.0.0.1", alone.port))
        slow = open_lines.enter_context(context.wrap_socket(plain))
        slow.sendall(b"POST /counselor/unlock HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 90000")
        for look, before in zip(looks, usual, strict=True):
            assert seconds(look) < before + 1


def test_a_large_page_comes_whole(served: Served) -> None:
    phone = served.paired()
    picture = "/counselor/static/handbook/zh_Hans/begin.webp"
    whole = served.screen.get(picture).content
    assert len(whole) > 16 * 1024
    for _ in range(20):
        assert phone.get(picture).content == whole


def test_the_key_is_the_houses_own_and_stays_when_it_is_served_anew(tmp_path: Path) -> None:
    data, port, devices = set_up(tmp_path / "house").directory, free_port(), free_port()
    with at_home(data, port, devices):
        screen = Panel(f"http://127.0.0.1:{port}")
        screen.unlock()
        screen.post("/counselor/remote", do="open")
        phone = Panel(f"https://127.0.0.1:{devices}")
        phone.pair(screen.code())
        phone.unlock()
        key = data / certificate.FILE_NAME
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        shown = certificate.fingerprint(data).hex(" ").upper()
        screen.post("/counselor/remote/pairing")
        assert shown[:23] in screen.get("/counselor/remote/pairing").text
        before = ssl.get_server_certificate(("127.0.0.1", devices))
    assert not is_reached(devices)
    with at_home(data, port, devices):
        wait_for("devices to be let in again", 30, lambda: is_reached(devices))
        assert ssl.get_server_certificate(("127.0.0.1", devices)) == before
        assert not phone.is_open
        assert "工作台已锁" in phone.get("/counselor/").text
