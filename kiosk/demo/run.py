"""Makes the demo house and its headquarters, and runs both until stopped."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from socket import SO_REUSEADDR, SOL_SOCKET, socket
from types import FrameType
from typing import NoReturn

import requests
from rich.console import Console
from rich.progress import Progress

from kiosk.config import HouseConfig
from kiosk.demo.furnish import MONTHS, DemoClock, furnish
from kiosk.demo.neighbours import NEIGHBOURS, report_neighbour
from kiosk.errors import KioskError, PortTaken
from kiosk.founding import found_house
from kiosk.house import House, open_house
from kiosk.store.house import Founder
from sync import enrolment, outbox
from sync.hq import keyring, setup
from sync.hq.config import HqConfig

HOUSE_NAME = "大坪村爱佑之家"
COUNTY = "yuexi"
COUNSELOR = Founder(HOUSE_NAME, "李老师", "13800001111", "bamboo lantern river bridge")
ADMINISTRATOR = ("admin", "harvest mountain paper boat")

_STARTS_WITHIN = 30.0

console = Console()


def run(data: Path, *, empty: bool, port: int, hq_port: int) -> None:
    """Serve the demo house and headquarters, made first where they are not there yet."""
    for wanted in (port, hq_port):
        _refuse_taken(wanted)
    data = data.resolve()
    hq = HqConfig(data=data / "hq", port=hq_port)
    home = data / ("empty-house" if empty else "house")
    signal.signal(signal.SIGTERM, _leave)
    first = not keyring.is_there(hq.keys)
    if first:
        console.print("Making a demo headquarters")
        setup.initialise(hq, *ADMINISTRATOR, datetime.now(UTC))
    servers = [_start("hq", "serve", "--data", str(hq.data), "--port", str(hq_port))]
    try:
        address = _wait_for(hq_port)
        if first:
            _introduce_neighbours(hq, address)
        if not home.exists():
            _make_house(home, hq, address, empty=empty)
        servers.append(_start("serve", "--data", str(home), "--port", str(port)))
        _wait_for(port)
        _tell(port, hq_port, empty=empty)
        servers[-1].wait()
    finally:
        for server in reversed(servers):
            server.terminate()
            server.wait()


def _make_house(home: Path, hq: HqConfig, address: str, *, empty: bool) -> None:
    """Make the house beside its place and move it there when whole."""
    draft = home.with_name(home.name + f".{os.getpid()}")
    now = datetime.now(UTC)
    clock = DemoClock(now - MONTHS)
    house = open_house(HouseConfig(data=draft), clock)
    try:
        _enrol(house, hq, address)
        if not empty:
            found_house(house, COUNSELOR)
            with Progress(console=console) as bar:
                task = bar.add_task("Living three months in a demo house", total=MONTHS.days)
                start = (now - MONTHS).date()
                furnish(
                    house,
                    clock,
                    now,
                    lambda day: bar.update(task, completed=(day - start).days),
                )
                bar.update(task, completed=MONTHS.days)
    finally:
        house.close()
    draft.rename(home)


def _enrol(house: House, hq: HqConfig, address: str) -> None:
    _, code = setup.add_house(hq, HOUSE_NAME, COUNTY, datetime.now(UTC))
    enrolled = enrolment.enrol(address, code)
    with house.database.transaction() as db:
        outbox.save_enrolment(db, enrolled)


def _introduce_neighbours(hq: HqConfig, address: str) -> None:
    now = datetime.now(UTC)
    with Progress(console=console) as bar:
        for neighbour in bar.track(NEIGHBOURS, description="Hearing from other houses"):
            _, code = setup.add_house(hq, neighbour.name, neighbour.county, now)
            report_neighbour(neighbour, address, code, now)


def _start(*command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "kiosk", *command], stdout=sys.stderr)


def _refuse_taken(port: int) -> None:
    with socket() as probe:
        probe.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise PortTaken(port) from error


def _wait_for(port: int) -> str:
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < deadline:
        try:
            requests.get(f"{address}/healthz", timeout=2)
            return address
        except requests.RequestException:
            time.sleep(0.05)
    raise KioskError(f"Nothing answers at {address} within {_STARTS_WITHIN:.0f} s.")


def _tell(port: int, hq_port: int, *, empty: bool) -> None:
    console.print(f"The house          http://127.0.0.1:{port}")
    if not empty:
        console.print(f"  its counselor    http://127.0.0.1:{port}/counselor")
        console.print(f"  passphrase       {COUNSELOR.passphrase}")
    console.print(f"Headquarters       http://127.0.0.1:{hq_port}")
    console.print(f"  sign in as       {ADMINISTRATOR[0]} / {ADMINISTRATOR[1]}")
    console.print("Ctrl-C stops both.")


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
