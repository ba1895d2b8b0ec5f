"""Lets a counselor's own devices at the panel, once she has turned that on at the kiosk.

Each device has a vault of its own: an unlock at the kiosk opens no device, and one on a device
opens nothing on the children's screen. What the pages are made of is imported when it is on.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING, Any

from hardware import network
from kiosk.errors import KioskError
from kiosk.remote.pairing import Pairing
from kiosk.store import devices, settings
from kiosk.store import house as house_store
from kiosk.store.devices import Device
from kiosk.store.keys.vault import Vault

if TYPE_CHECKING:
    from kiosk.house import House
    from kiosk.remote.listener import Listener

log = logging.getLogger(__name__)


class Remote:
    """What is open to the network, to whom, and for whom the panel is unlocked there.

    patience: the kiosk's own, which every try at a passphrase shares. fingerprint: of the
    certificate that the network was shown last, whatever became of its file.
    """

    def __init__(self, addresses: Callable[[], list[str]] = network.addresses) -> None:
        self.addresses = addresses
        self.patience: Any = None
        self.fingerprint = b""
        self.pairing: Pairing | None = None
        self._lock = RLock()
        self._listener: Listener | None = None
        self._vaults: dict[str, Vault] = {}

    @property
    def is_on(self) -> bool:
        """Tell whether the network can reach the panel now."""
        return self._listener is not None

    def keep(self, house: "House") -> None:
        """Be on or off as the counselor has set it. Raises PortTaken, or OSError."""
        # At one moment with what is set: the caretaker asks, too, and not what was set before.
        with self._lock:
            with house.database.reading() as db:
                wanted = settings.lets_devices_in(db)
            if wanted and house.power.is_awake:
                self._turn_on(house)
            else:
                self.turn_off()

    def turn_off(self) -> None:
        """Close the panel to the network at once, and forget every key that was used there."""
        with self._lock:
            listener, self._listener, self.pairing = self._listener, None, None
            for device in list(self._vaults):
                self.lock(device)
        if listener:
            listener.stop()

    def begin_pairing(self, counselor: str) -> Pairing:
        """Give out a new code; one that was given out before is worth nothing any more."""
        self.pairing = Pairing(counselor)
        return self.pairing

    def end_pairing(self, counselor: str) -> None:
        """Let the code that a counselor was given be worth nothing any more."""
        if self.pairing and self.pairing.counselor == counselor:
            self.pairing = None

    def pair(self, house: "House", code: str, name: str) -> str | None:
        """Pair the device that has the code; returns its token, None where it has not."""
        pairing = self.pairing
        if pairing is None or not pairing.take(code):
            return None
        with house.database.transaction() as db:
            # At one moment with the records: her time may be ended just now.
            if self.pairing is not pairing:
                return None
            token = devices.pair(db, name, pairing.counselor, house.clock())
        pairing.device = name
        return token

    def take_away(self, house: "House", device: str, who: str) -> None:
        """Let a device in no more, and forget the key that it may have in use."""
        with house.database.transaction() as db:
            devices.take_away(db, device, house.clock(), who)
        self.lock(device)

    def seen_from(self, house: "House", device: Device) -> "House":
        """Tell the house as one device has it: with the device's own lock."""
        with self._lock:
            if device.id not in self._vaults and self.is_on:
                self._vaults[device.id] = _new_vault(house)
            vault = self._vaults.get(device.id) or _new_vault(house)
        return replace(house, vault=vault, place=device.id)

    def unlocked(self) -> set[str]:
        """Tell on which devices the panel is unlocked, locking those that were left alone."""
        with self._lock:
            return {device for device, vault in self._vaults.items() if vault.is_open}

    def vaults(self) -> list[Vault]:
        """List the vaults of the devices, open or not."""
        with self._lock:
            return [*self._vaults.values()]

    def lock(self, device: str) -> None:
        """Lock the panel on a device."""
        with self._lock:
            vault = self._vaults.pop(device, None)
            if vault:
                vault.lock()

    def _turn_on(self, house: "House") -> None:
        with self._lock:
            if self._listener:
                return
            from kiosk.remote import certificate
            from kiosk.remote.app import app_for_devices
            from kiosk.remote.listener import Listener

            locked = replace(house, vault=_new_vault(house), place="")
            app = app_for_devices(locked, self)
            context = certificate.context(house.config.directory)
            self.fingerprint = certificate.fingerprint(house.config.directory)
            self._listener = Listener(app, house.config.panel_port, context)


def keep_remote(house: "House") -> None:
    """Lock idle devices, and be on or off as it was set; what hinders that is tried again."""
    # First, for it needs no records: a key is forgotten in time, though they are away.
    house.remote.unlocked()
    try:
        house.remote.keep(house)
    except (KioskError, OSError) as error:
        log.warning("Devices cannot reach the panel: %s", error)


def _new_vault(house: "House") -> Vault:
    with house.database.reading() as db:
        public = house_store.get(db).public_key
    return Vault(public, house.config.lock_seconds)
