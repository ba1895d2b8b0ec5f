"""Runs the house: the pages, the caretaker, and the agent that carries the summaries."""

import gc
import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from flask import Flask
from waitress import create_server
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer

from kiosk import memory
from kiosk.app import create_app
from kiosk.caretaker import Caretaker
from kiosk.config import HouseConfig
from kiosk.errors import PortTaken
from kiosk.house import House

# A queued request is normal here, and every line of log wears the card.
logging.getLogger("waitress.queue").setLevel(logging.ERROR)

THREADS = 4

# Waitress puts what is larger into a file: what was unsealed must never reach the card.
_LARGEST = 64 * 1024 * 1024


class ForgetfulChannel(HTTPChannel):  # type: ignore[misc]
    """A browser's connection that keeps nothing of a page once it is sent."""

    def _flush_some(self, do_close: bool = True) -> bool:  # noqa: FBT001
        sent: bool = super()._flush_some(do_close=do_close)
        if self.connected and not self.total_outbufs_len:
            self.outbufs[-1].prune()
        return sent


def run(config: HouseConfig, ready: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT, then lock up; `ready` is told the address that answers."""
    app = create_app(config)
    server = _listen(app, config)
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, _leave)
    ready(f"http://{config.host}:{config.port}")
    memory.stay_out_of_swap()
    # What is there now stays: without it, looking for garbage is quick at every lock.
    gc.freeze()
    gc.enable()
    try:
        with _looked_after(app.extensions.get("house")):
            server.run()
    finally:
        server.close()


def _listen(app: Flask, config: HouseConfig) -> BaseWSGIServer:
    try:
        server = create_server(
            app,
            host=config.host,
            port=config.port,
            threads=THREADS,
            inbuf_overflow=_LARGEST,
            outbuf_overflow=_LARGEST,
            max_request_body_size=_LARGEST,
        )
    except OSError as error:
        raise PortTaken(config.port) from error
    server.channel_class = ForgetfulChannel
    return server


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
