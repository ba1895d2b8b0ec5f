"""Runs the house: the pages, the caretaker, and the agent that carries the summaries."""

import logging
import signal
from types import FrameType
from typing import NoReturn

from flask import Flask
from waitress import create_server

from kiosk.app import create_app
from kiosk.caretaker import Caretaker
from kiosk.config import HouseConfig
from kiosk.house import House
from sync.agent import Agent

# A queued request is normal here, and every line of log wears the card.
logging.getLogger("waitress.queue").setLevel(logging.ERROR)

THREADS = 4


def run(config: HouseConfig) -> None:
    """Serve until SIGTERM or SIGINT, then lock up."""
    app = create_app(config)
    server = create_server(app, host=config.host, port=config.port, threads=THREADS)
    signal.signal(signal.SIGTERM, _leave)
    workers = _start_workers(app)
    try:
        server.run()
    finally:
        server.close()
        for worker in workers:
            worker.stop()
        if "house" in app.extensions:
            app.extensions["house"].close()


def _start_workers(app: Flask) -> list[Caretaker | Agent]:
    house: House | None = app.extensions.get("house")
    if house is None:
        return []
    agent = Agent(house.database.path, longest_wait=house.config.agent_longest_wait)
    caretaker = Caretaker(house, on_envelope=agent.nudge)
    app.extensions["agent"] = agent
    agent.start()
    caretaker.start()
    return [caretaker, agent]


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
