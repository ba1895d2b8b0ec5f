"""The server of the house's pages: waitress, made to forget what it has sent."""

import logging

from flask import Flask
from waitress import create_server
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer

from kiosk.config import HouseConfig
from kiosk.errors import PortTaken

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


def listen(app: Flask, config: HouseConfig) -> BaseWSGIServer:
    """Take the house's port; `run()` on what is returned serves. Raises PortTaken."""
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
