"""One process that answers, and ends without cutting anybody off."""

import logging
import signal
import socket
import time
from collections.abc import Callable
from typing import Any

import waitress
from flask import Flask
from waitress import wasyncore

from sync import batch
from sync.hq.running import notify

# Whoever is being answered when headquarters is asked to stop has so many seconds.
ENDS_WITHIN = 20.0
BEATS_EVERY = 5.0
# Who has just knocked, and not yet said anything, is heard.
_HEARD_WITHIN = 0.3
_CONNECTIONS = 1000


class Answering:
    """Answer on a socket until asked to stop; then finish what was begun.

    alive: called now and then by a thread that answers: while it is, requests are answered too.
    """

    def __init__(
        self, app: Flask, listener: socket.socket, threads: int, alive: Callable[[], None]
    ) -> None:
        # It warns about each request that waits a moment, which says nothing and fills the disk.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        self._map: dict[int, Any] = {}
        self._server = waitress.create_server(
            app,
            map=self._map,
            sockets=[listener],
            threads=threads,
            ident="aiyou",
            connection_limit=_CONNECTIONS,
            asyncore_use_poll=True,
            max_request_body_size=batch.LARGEST + 1024,
            # Who believes them is the app's to say: it knows how many proxies are our own.
            clear_untrusted_proxy_headers=False,
        )
        self._pulse = _Pulse(alive)
        self._is_asked_to_stop = False

    def stop(self, *_: object) -> None:
        """Ask to stop; safe in a signal's handler."""
        # The second time may come when the trigger is closed, and its number another file's.
        if not self._is_asked_to_stop:
            self._is_asked_to_stop = True
            self._server.pull_trigger()

    def stop_on(self, *signals: signal.Signals) -> None:
        """Stop when one of these signals comes."""
        for one in signals:
            signal.signal(one, self.stop)

    def run(self) -> None:
        """Answer until asked to stop, and until all that was begun is answered."""
        while not self._is_asked_to_stop:
            if self._pulse.is_due():
                self._server.add_task(self._pulse)
            self._turn(1.0)
        notify.tell(notify.STOPPING)
        # Others who share the socket go on with it.
        wasyncore.dispatcher.close(self._server)
        deadline = time.monotonic() + ENDS_WITHIN
        while self._has_begun() and time.monotonic() < deadline:
            self._turn(0.05)
        self._server.task_dispatcher.shutdown(timeout=1)
        wasyncore.close_all(self._map)

    def _turn(self, seconds: float) -> None:
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._map, count=1)

    def _has_begun(self) -> bool:
        """Let go of those who wait for nothing; tell whether others are left."""
        for channel in list(self._server.active_channels.values()):
            is_new = channel.last_activity == channel.creation_time
            may_speak = is_new and time.time() < channel.creation_time + _HEARD_WITHIN
            if not (channel.requests or channel.request or channel.total_outbufs_len or may_speak):
                channel.handle_close()
        return bool(self._server.active_channels)


class _Pulse:
    """A task like a request: where nobody takes it up, nobody answers requests either."""

    def __init__(self, alive: Callable[[], None]) -> None:
        self._alive = alive
        self._next, self._is_waiting = 0.0, False

    def is_due(self) -> bool:
        """Tell whether it is time for another; one at a time waits."""
        if self._is_waiting or time.monotonic() < self._next:
            return False
        self._is_waiting, self._next = True, time.monotonic() + BEATS_EVERY
        return True

    def service(self) -> None:
        """Do what a thread does that is free."""
        self._is_waiting = False
        self._alive()

    def cancel(self) -> None:
        """Fall away at the end, as requests do that nobody took up."""
