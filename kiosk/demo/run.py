"""Serves the demo house and its headquarters until stopped."""

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

from kiosk.demo.letters import EXPERT
from kiosk.demo.village import (
    ADMINISTRATOR,
    COUNSELOR,
    make_headquarters,
    make_house,
)
from kiosk.domain.moment import HOUSE_ZONE
from kiosk.errors import KioskError, PortTaken
from kiosk.serve import START_ANEW
from sync.hq import keyring
from sync.hq.config import HqConfig

_STARTS_WITHIN = 30.0

console = Console()


def run(data: Path, *, empty: bool, port: int, hq_port: int, board_port: int) -> None:
    """Serve the demo house and headquarters, made first where they are not there yet."""
    for wanted in (port, hq_port, board_port):
        _refuse_taken(wanted)
    data, now = data.resolve(), datetime.now(UTC)
    hq = HqConfig(data=data / "hq", port=hq_port)
    home = data / ("empty-house" if empty else "house")
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, _leave)
    if not keyring.is_there(hq.keys):
        make_headquarters(hq, now, console)
    serve_hq = ("hq", "serve", "--data", str(hq.data), "--port", str(hq_port))
    servers = [_start(*serve_hq, AIYOU_HQ_ADDRESS=f"http://127.0.0.1:{hq_port}")]
    try:
        address = _wait_for(hq_port)
        if not home.exists():
            make_house(home, hq, address, now, console, empty=empty)
        serve = ("serve", "--data", str(home), "--port", str(port))
        servers.append(_start(*serve))
        _wait_for(port)
        board = ("hardware", "board", "--port", str(board_port))
        servers.insert(1, _start(*board, "--house", f"http://127.0.0.1:{port}"))
        _wait_for(board_port)
        _tell(port, hq_port, board_port, empty=empty)
        while servers[-1].wait() == START_ANEW:
            servers[-1] = _start(*serve)
    finally:
        for server in reversed(servers):
            server.terminate()
            server.wait()


def _start(*command: str, **more: str) -> subprocess.Popen[bytes]:
    """Start one of them; a demo never switches off or dims the computer that it runs on.

    Nor does it ask for a phone: its passwords stand on the screen anyway. It keeps all in its own
    directory, whatever database another headquarters of this machine has. Its games are awake
    whenever it is looked at, by day or by night in China.
    """
    awake = {"AIYOU_PLAY_FROM": "00:00", "AIYOU_PLAY_UNTIL": "23:55"}
    harmless = {"AIYOU_POWEROFF_COMMAND": "", "AIYOU_RESTART_COMMAND": ""}
    harmless |= {"AIYOU_BACKLIGHT": "", "AIYOU_SCREEN_OFF_COMMAND": ""}
    harmless |= {"AIYOU_HQ_SECOND_FACTOR": "no", "AIYOU_HQ_DATABASE": ""}
    return subprocess.Popen(
        [sys.executable, "-m", "kiosk", *command],
        stdout=sys.stderr,
        env={**awake, **os.environ, **harmless, **more},
    )


def _refuse_taken(port: int) -> None:
    with socket() as probe:
        probe.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise PortTaken(port) from error


def _wait_for(port: int) -> str:
    address = f"http://127.0.0.1:{port}"
    session = requests.Session()
    # A proxy of the network knows nothing of this machine.
    session.trust_env = False
    deadline = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < deadline:
        try:
            session.get(f"{address}/healthz", timeout=2)
            return address
        except requests.RequestException:
            time.sleep(0.05)
    raise KioskError(f"Nothing answers at {address} within {_STARTS_WITHIN:.0f} s.")


def _tell(port: int, hq_port: int, board_port: int, *, empty: bool) -> None:
    console.print(f"The house          http://127.0.0.1:{port}")
    if empty:
        console.print(f"  its first page   http://127.0.0.1:{port}/counselor")
    else:
        console.print(f"  its counselor    http://127.0.0.1:{port}/counselor")
        console.print(f"  passphrase       {COUNSELOR.passphrase}")
    console.print(f"  its time         {datetime.now(HOUSE_ZONE):%H:%M}, as everywhere in China")
    console.print(f"  its games        {_games()}")
    console.print(f"Headquarters       http://127.0.0.1:{hq_port}")
    console.print(f"  sign in as       {ADMINISTRATOR[0]} / {ADMINISTRATOR[1]}")
    if not empty:
        console.print(f"  its expert       {EXPERT[0]} / {EXPERT[1]}")
    console.print(f"Its box, to press  http://127.0.0.1:{board_port}")
    console.print("Ctrl-C stops all.")


def _games() -> str:
    """Tell where games are seen: they ask for a desktop's screen, or the machine's own."""
    if os.environ.get("SDL_VIDEODRIVER") in ("dummy", "offscreen"):
        return "played unseen"
    desktop = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if desktop or any(Path("/dev/dri").glob("card*")):
        return "on this machine's screen"
    return "asleep: no screen found (games/README.md: without one)"


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
