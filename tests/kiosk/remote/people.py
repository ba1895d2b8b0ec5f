"""A counselor at the kiosk's screen and on a phone, as a browser sends what she taps."""

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import requests

from kiosk.config import HouseConfig
from kiosk.house import House, open_house
from kiosk.store import devices
from sync.keys import generate_sealing_key
from tests.cast import PASSPHRASE, Hands, found, unlock
from tests.processes import Server, at_any_hour, served

# `aiyou serve` on a network of one machine: whether this one has another does not matter.
_AT_HOME = (
    "from hardware import network; network.addresses = lambda: ['127.0.0.1'];"
    "from kiosk.__main__ import main; main()"
)

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Panel:
    """The panel at an address: the kiosk's own, or that of a device."""

    address: str
    browser: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        # Whatever this machine trusts: the certificate is the house's own.
        self.browser.trust_env = self.browser.verify = False

    def get(self, path: str, **how: object) -> requests.Response:
        return self.browser.get(f"{self.address}{path}", timeout=10, **how)

    def post(self, path: str, page: str = "/counselor/about", **form: str) -> requests.Response:
        token = _TOKEN.search(self.get(page).text)
        assert token, page
        return self.browser.post(
            f"{self.address}{path}",
            data={"csrf_token": token[1], **form},
            headers={"Referer": f"{self.address}{page}"},
            timeout=20,
        )

    def unlock(self, passphrase: str = PASSPHRASE) -> requests.Response:
        return self.post("/counselor/unlock", passphrase=passphrase)

    def lock(self) -> None:
        self.post("/counselor/lock")

    @property
    def is_open(self) -> bool:
        return not self.get("/counselor/children").url.split("?")[0].endswith("/unlock")

    def code(self) -> str:
        """Ask at the kiosk for a one-time code, and read it from the screen."""
        page = self.post("/counselor/remote/pairing").text
        found = re.search(r'<b class="whole">((?:[2-9A-Z]{4}-?){3})</b>', page)
        assert found
        return found[1]

    def pair(self, code: str, name: str = "李老师的手机") -> requests.Response:
        return self.post("/pair", "/pair", code=code, device=name)


def set_up(data: Path) -> HouseConfig:
    """Set a house up for counselor Li, with nobody serving it."""
    config = HouseConfig(data=data, argon2_memory_kib=1024)
    house = open_house(config, Hands())
    found(house, generate_sealing_key()[1])
    house.close()
    return config


def on_her_phone(house: House) -> House:
    """Pair a phone for counselor Li, and tell the house as the phone has it, unlocked."""
    with house.database.transaction() as db:
        (li,) = db.execute("SELECT id FROM counselors").fetchone()
        device = devices.showing(db, devices.pair(db, "手机", li, house.clock()))
    assert device
    on_phone = house.remote.seen_from(house, device)
    house.remote._vaults[device.id] = on_phone.vault
    unlock(on_phone)
    return on_phone


@contextmanager
def at_home(data: Path, port: int, devices: int, **environ: str) -> Iterator[Server]:
    """Run `aiyou serve` on a house's directory, where devices would reach it on a port."""
    command = ["-c", _AT_HOME, "serve", "--data", str(data), "--port", str(port)]
    settings = {"AIYOU_PANEL_PORT": f"{devices}", "AIYOU_ARGON2_MEMORY_KIB": "1024", **environ}
    with served(command, port, **at_any_hour(), **settings) as process:
        yield process


def is_reached(port: int) -> bool:
    """Tell whether anybody answers there over TLS."""
    try:
        ssl.get_server_certificate(("127.0.0.1", port), timeout=5)
    except OSError:
        return False
    return True
