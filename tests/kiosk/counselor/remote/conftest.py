"""A house that lets devices in, with no port in between."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from kiosk.house import House
from kiosk.remote.app import app_for_devices
from kiosk.remote.remote import Remote
from kiosk.store.keys.vault import Vault
from tests.kiosk.counselor.panel import post

ADDRESSES = ["192.168.7.9", "10.0.0.4"]


@pytest.fixture
def remote(
    unlocked: House, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Remote]:
    """What the network would reach, turned on at the screen."""
    remote = unlocked.remote
    monkeypatch.setattr(remote, "addresses", lambda: ADDRESSES)
    monkeypatch.setattr(remote, "fingerprint", bytes(range(255, 223, -1)))
    monkeypatch.setattr(
        Remote, "_turn_on", lambda self, _house: setattr(self, "_listener", object())
    )
    monkeypatch.setattr(Remote, "turn_off", lambda self: setattr(self, "_listener", None))
    post(client, "/remote", do="open")
    yield remote
    remote._listener = None


@pytest.fixture
def device(unlocked: House, remote: Remote) -> Callable[[], FlaskClient]:
    """Make a device that has not been here before."""
    vault = Vault(None, unlocked.config.lock_seconds)
    app = app_for_devices(replace(unlocked, vault=vault, place=""), remote)
    app.config.update(SERVER_NAME=ADDRESSES[0], PREFERRED_URL_SCHEME="https")

    def new() -> FlaskClient:
        browser = app.test_client()
        browser.environ_base["HTTP_REFERER"] = f"https://{ADDRESSES[0]}/pair"
        return browser

    return new
