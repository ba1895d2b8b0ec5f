"""Runs the house: the pages, the caretaker, and the agent that carries the summaries."""

import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from flask import Flask
from waitress import create_server
from waitress.server import BaseWSGIServer

from kiosk.app import create_app
from kiosk.caretaker import Caretaker
from kiosk.config import HouseConfig
from kiosk.errors import PortTaken
from kiosk.house import House

# A queued request is normal here, and every line of log wears the card.
logging.getLogger("waitress.queue").setLevel(logging.ERROR)

THREADS = 4


def run(config: HouseConfig, ready: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT, then lock up; `ready` is told the address that answers."""
    app = create_app(config)
    server = _listen(app, config)
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, _leave)
    ready(f"http://{config.host}:{config.port}")
    try:
        with _looked_after(app.extensions.get("house")):
            server.run()
    finally:
        server.close()


def _listen(app: Flask, config: HouseConfig) -> BaseWSGIServer:
    try:
        return create_server(app, host=config.host, port=config.port, threads=THREADS)
    except OSError as error:
        raise PortTaken(config.port) from error


@contextmanager
def _looked_after(house: House | None) -> Iterator[None]:
    """Keep caretaker and agent at work beside the pages; records in trouble have neither."""
    if house is None:
        yield
        return
    caretaker = Caretaker(house)
    house.agent.start()
    caretaker.start()
    try:
        yield
    finally:
        caretaker.stop()
        house.close()


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
