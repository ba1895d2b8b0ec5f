"""A headquarters in a process of its own, to which each request says what time it is.

Only invented houses ever speak to it: it listens on this machine alone, for as long as they play.
"""

import logging
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, NoReturn

from sync.hq.config import HqConfig
from sync.hq.errors import Refused
from sync.hq.simulate.wire import Address

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_AT = "/at/"
_KEY = "aiyou.now"
_STARTS_WITHIN = 60.0


@contextmanager
def driven(config: HqConfig, begins: datetime) -> Iterator[Address]:
    """Serve a headquarters on a free port; tells where it hears what is said at a moment."""
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(config, begins, there), daemon=True)
    process.start()
    there.close()
    try:
        yield _addressed(_hear_address(here))
    finally:
        process.terminate()
        process.join()
        process.close()
        here.close()


def _hear_address(here: Connection) -> str:
    try:
        if here.poll(_STARTS_WITHIN):
            return str(here.recv())
    except EOFError:
        pass
    raise Refused("The headquarters of the simulation does not start.")


def _addressed(base: str) -> Address:
    return lambda at: f"{base}{_AT}{int(at.timestamp())}"


def _serve(config: HqConfig, begins: datetime, there: Connection) -> None:
    import waitress
    from flask import has_request_context, request

    from sync.hq.app import create_app
    from sync.hq.limits import limiter

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, _stop)

    def clock() -> datetime:
        return request.environ.get(_KEY, begins) if has_request_context() else begins

    app = create_app(config, clock)
    # All houses call from one address, as fast as they can.
    limiter.enabled = False
    server = waitress.create_server(Told(app.wsgi_app), host="127.0.0.1", port=0, threads=4)
    there.send(f"http://127.0.0.1:{server.effective_port}")
    server.run()


class Told:
    """Takes the time of a request out of its path: /at/1790000000/v1/envelopes."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer as the headquarters behind does, at the time that was told."""
        path: str = environ["PATH_INFO"]
        if path.startswith(_AT):
            seconds, _, rest = path.removeprefix(_AT).partition("/")
            environ[_KEY] = datetime.fromtimestamp(int(seconds), UTC)
            environ["PATH_INFO"] = f"/{rest}"
        return self._app(environ, start)


def _stop(_signal: int, _frame: Any) -> NoReturn:  # noqa: ANN401
    raise SystemExit(0)
