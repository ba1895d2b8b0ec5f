"""Serve headquarters until asked to stop."""

import logging
import signal
from collections.abc import Callable
from typing import NoReturn

from sync.hq.config import HqConfig
from sync.hq.errors import Refused


def serve(config: HqConfig, ready: Callable[[str], None]) -> None:
    """Listen until SIGTERM or Ctrl-C; `ready` is told the address once it answers."""
    import waitress

    from sync import batch
    from sync.hq.app import create_app

    # It warns about each request that waits a moment, which says nothing and fills the disk.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    app = create_app(config)
    try:
        server = waitress.create_server(
            app,
            host=config.host,
            port=config.port,
            threads=config.threads,
            ident="aiyou",
            max_request_body_size=batch.LARGEST + 1024,
        )
    except (OSError, ValueError) as problem:
        raise Refused(
            "Cannot listen on %(host)s:%(port)s: %(reason)s.",
            host=config.host,
            port=config.port,
            reason=getattr(problem, "strerror", None) or "there is no such address",
        ) from problem
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, _stop)
    ready(f"http://{config.host}:{server.effective_port}")
    # Waitress closes by itself when the signal's SystemExit reaches its loop.
    server.run()
    server.close()
    app.extensions["headquarters"].database.close()


def _stop(_signal: int, _frame: object) -> NoReturn:
    raise SystemExit(0)
