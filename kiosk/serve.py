"""Runs the house: the pages, the caretaker, and the agent that carries the summaries."""

import gc
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from types import FrameType
from typing import NoReturn

from kiosk import memory
from kiosk.app import create_app
from kiosk.caretaker import CHORES, Caretaker
from kiosk.child import views
from kiosk.config import HouseConfig
from kiosk.errors import KioskError
from kiosk.house import House
from kiosk.pulse import beating
from kiosk.repairing import look_at_everything, open_repaired, would_start_better
from kiosk.server import listen
from kiosk.store.safety import locks

log = logging.getLogger(__name__)

# How the service ends when a new start would repair what this one cannot: EX_TEMPFAIL.
START_ANEW = 75

# Seconds after which the pages that nobody has asked for yet are loaded, all of the records are
# looked at, and a backup that is due is made: the start itself does little.
WARMS_UP_AFTER = 1.0
BEGINS_AFTER = 2.0
LOOKS_AFTER = 5.0
BACKS_UP_AFTER = 60.0


def run(config: HouseConfig, ready: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT, then lock up; `ready` is told the address that answers."""
    with locks.serving(config.directory):
        app = create_app(config, open_repaired)
        server = listen(app, config)
        for asked in (signal.SIGTERM, signal.SIGINT):
            signal.signal(asked, _leave)
        ready(f"http://{config.host}:{config.port}")
        memory.stay_out_of_swap()
        # What is there now stays: without it, looking for garbage is quick at every lock.
        gc.freeze()
        gc.enable()
        house = app.extensions.get("house")
        try:
            with beating(config.host, config.port), _looked_after(house):
                server.run()
        finally:
            server.close()
        if house and house.power.begins_anew:
            _act_last(house)
    if house and (would_start_better(house) or house.power.begins_anew):
        sys.exit(START_ANEW)


def start_anew_when_it_helps(house: House) -> None:
    """End the service where a new start would mend the records; systemd starts it at once."""
    if would_start_better(house):
        look_once(house)


def look_once(house: House) -> None:
    """Look at all of the records; damage that can be mended ends the service."""
    look_at_everything(house)
    if would_start_better(house):
        os.kill(os.getpid(), signal.SIGTERM)


@contextmanager
def _looked_after(house: House | None) -> Iterator[None]:
    """Keep caretaker and agent at work beside the pages; records in trouble have neither."""
    if house is None:
        yield
        return
    chores = (*CHORES, start_anew_when_it_helps)
    caretaker = Caretaker(house, chores=chores, start_after=BEGINS_AFTER)
    look = Timer(LOOKS_AFTER, look_once, [house])
    warm = Timer(WARMS_UP_AFTER, views.load)
    house.archivist.wait(BACKS_UP_AFTER)
    house.agent.start()
    caretaker.start()
    for later in (look, warm):
        later.daemon = True
        later.start()
    try:
        yield
    finally:
        look.cancel()
        warm.cancel()
        caretaker.stop()
        house.close()


def _act_last(house: House) -> None:
    """Do what was left for when nobody has the records; where it fails, they are as they were."""
    try:
        house.power.last_act()
    except (KioskError, OSError):
        log.exception("The records are as they were.")


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
