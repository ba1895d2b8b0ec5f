"""Who is let in, and when, where two things happen at one moment."""

import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from threading import Thread

import pytest
from flask import Flask

from kiosk import keyholders
from kiosk.app import app_for
from kiosk.house import House
from kiosk.power import Power
from kiosk.remote import certificate, remote
from kiosk.remote.pairing import Pairing
from kiosk.remote.remote import Remote
from kiosk.store import devices, settings
from tests.cast import succeed
from tests.kiosk.counselor.panel import post
from tests.kiosk.remote.people import is_reached, on_her_phone
from tests.processes import free_port


@pytest.fixture
def here(unlocked: House) -> Iterator[House]:
    """The unlocked house, on a port of its own."""
    yield (house := replace(unlocked, config=replace(unlocked.config, panel_port=free_port())))
    house.remote.turn_off()


def let_devices_in(house: House, *, lets_in: bool) -> None:
    with house.database.transaction() as db:
        settings.let_devices_in(db, house.clock(), "li", lets_in=lets_in)
    house.remote.keep(house)


def end_her_time(house: House) -> None:
    li = house.vault.keeper.id
    keyholders.add(house, house.vault.private_key, "王", "", "seven quiet rivers bend north")
    succeed(house, "王")
    keyholders.hand_over(house, li)


def test_turned_off_no_key_is_kept_for_a_page_that_was_under_way(unlocked: House) -> None:
    on_phone = on_her_phone(unlocked)
    unlocked.remote.turn_off()
    assert not on_phone.vault.is_open
    with unlocked.database.reading() as db:
        (device,) = devices.paired(db)
    late = unlocked.remote.seen_from(unlocked, device)
    assert late.vault is not unlocked.vault
    assert unlocked.remote.vaults() == []


def test_what_a_stranger_sees_is_of_a_house_that_nobody_opens(
    here: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[House] = []

    def app_for_devices(house: House, _: Remote) -> Flask:
        seen.append(house)
        return Flask(__name__)

    monkeypatch.setattr("kiosk.remote.app.app_for_devices", app_for_devices)
    let_devices_in(here, lets_in=True)
    let_devices_in(here, lets_in=True)
    (locked,) = seen
    assert here.vault.is_open and not locked.vault.is_open
    assert not locked.is_at_the_screen


def test_a_key_that_cannot_be_kept_keeps_no_chore_from_being_done(
    here: House, caplog: pytest.LogCaptureFixture
) -> None:
    """As when the port is taken: it is said in a line, and tried again in the next round."""
    key = here.config.directory / certificate.FILE_NAME
    key.mkdir()
    with here.database.transaction() as db:
        settings.let_devices_in(db, here.clock(), "li", lets_in=True)
    remote.keep_remote(here)
    assert "Devices cannot reach the panel" in caplog.text
    assert not here.remote.is_on
    key.rmdir()
    remote.keep_remote(here)
    assert here.remote.is_on


@pytest.mark.parametrize(
    "ends",
    [
        end_her_time,
        lambda house: house.remote.turn_off(),
        lambda house: house.remote.begin_pairing("li"),
    ],
    ids=["her time ends", "all is turned off", "another code is given out"],
)
def test_a_code_that_ends_while_it_is_typed_pairs_nothing(
    unlocked: House, monkeypatch: pytest.MonkeyPatch, ends: Callable[[House], object]
) -> None:
    """Whoever types it may wait for the records while somebody else ends it there."""
    take = Pairing.take

    def take_slowly(pairing: Pairing, code: str) -> bool:
        is_right = take(pairing, code)
        ends(unlocked)
        return is_right

    monkeypatch.setattr(Pairing, "take", take_slowly)
    code = unlocked.remote.begin_pairing(unlocked.vault.keeper.id).code
    assert unlocked.remote.pair(unlocked, code, "手机") is None
    with unlocked.database.reading() as db:
        assert devices.paired(db) == []


def test_turned_off_while_the_caretaker_looks_it_stays_off(
    here: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with here.database.transaction() as db:
        settings.let_devices_in(db, here.clock(), "li", lets_in=True)
    counselor = Thread(target=let_devices_in, args=(here,), kwargs={"lets_in": False})

    def is_awake(_: Power) -> bool:
        if counselor.ident is None:
            counselor.start()
            counselor.join(0.5)
        return True

    monkeypatch.setattr(Power, "is_awake", property(is_awake))
    here.remote.keep(here)
    counselor.join()
    assert not here.remote.is_on
    assert not is_reached(here.config.panel_port)


@pytest.mark.parametrize("damage", ["gone", "cut", "another's"])
def test_what_is_compared_is_what_the_network_is_shown_whatever_became_of_the_file(
    here: House, damage: str
) -> None:
    here.remote.addresses = lambda: ["127.0.0.1"]
    let_devices_in(here, lets_in=True)
    key = here.config.directory / certificate.FILE_NAME
    if damage == "cut":
        key.write_bytes(key.read_bytes()[:300])
    else:
        key.unlink()
    if damage == "another's":
        certificate.context(here.config.directory)
    shown = ssl.get_server_certificate(("127.0.0.1", here.config.panel_port))
    number = sha256(ssl.PEM_cert_to_DER_cert(shown)).digest().hex(" ").upper()
    screen = app_for(here).test_client()
    assert number[:23] in screen.get(post(screen, "/remote/pairing").location).text
