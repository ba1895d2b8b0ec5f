"""One process that answers, and ends without cutting anybody off."""

import asyncio
import contextlib
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from typing import cast

import uvicorn
from flask import Flask

from sync.hq.front.acceptor import Acceptor
from sync.hq.front.asgi import Front
from sync.hq.front.connection import Connection
from sync.hq.running import notify, worker

BEATS_EVERY = 5.0
# Seconds after which who says nothing is not waited for.
_IDLE = 120
CONNECTIONS = 1000
_TURN = 1.0


class Answering:
    """Answer on a socket until asked to stop; then finish what was begun.

    alive: called now and then by a thread that answers: while it is, requests are answered too.
    """

    def __init__(
        self, app: Flask, listener: socket.socket, threads: int, alive: Callable[[], None]
    ) -> None:
        self._front, self._listener, self._alive = Front(app, threads), listener, alive
        self._receiving = app.extensions["headquarters"].receiving
        config = uvicorn.Config(
            self._front,
            http=Connection,
            ws="none",
            lifespan="off",
            loop="asyncio",
            log_config=None,
            # What strangers send that is no HTTP would fill the disk.
            log_level="error",
            access_log=False,
            # Who believes them is the app's to say: it knows how many proxies are our own.
            proxy_headers=False,
            server_header=False,
            timeout_keep_alive=_IDLE,
            timeout_graceful_shutdown=worker.ENDS_WITHIN,  # type: ignore[arg-type]
            callback_notify=self._beat,
            timeout_notify=BEATS_EVERY,  # type: ignore[arg-type]
        )
        self._server = _Server(config)
        self._pulse: asyncio.Future[None] | None = None

    def stop(self, *_: object) -> None:
        """Ask to stop; safe in a signal's handler."""
        self._server.stop()

    def stop_on(self, *signals: signal.Signals) -> None:
        """Stop when one of these signals comes."""
        for one in signals:
            signal.signal(one, self.stop)

    def run(self) -> None:
        """Answer until asked to stop, and until all that was begun is answered."""
        self._server.run(sockets=[self._listener])
        self._front.threads.shutdown(wait=False, cancel_futures=True)

    @property
    def has_left_work(self) -> bool:
        """Tell whether a thread is still at something, for which Python would wait at its end."""
        others = [one for one in threading.enumerate() if one is not threading.main_thread()]
        for one in others:
            if not one.daemon:
                one.join(1)
        return any(one.is_alive() and not one.daemon for one in others)

    async def _beat(self) -> None:
        """Let a thread say that it is free, unless houses wait in vain; let the silent go."""
        is_free = self._pulse is None or self._pulse.done()
        if is_free and not self._receiving.hangs:
            loop = asyncio.get_running_loop()
            self._pulse = loop.run_in_executor(self._front.threads, self._alive)
        for one in list(self._server.server_state.connections):
            cast(Connection, one).end_where_idle(_IDLE)


class _Server(uvicorn.Server):
    """uvicorn's, with our own door, and signals left to who knows what they mean."""

    _loop: asyncio.AbstractEventLoop | None = None

    def stop(self) -> None:
        """Ask to stop, in whatever thread or signal's handler."""
        self.should_exit = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stopping.set)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to let callers in."""
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        (listener,) = sockets or []
        connections = self.server_state.connections
        acceptor = Acceptor(listener, self._speak, connections, CONNECTIONS)
        self.servers = [acceptor]  # type: ignore[list-item]
        self.started = True

    def _speak(self) -> Connection:
        return Connection(self.config, self.server_state, {})

    async def main_loop(self) -> None:
        """Do once a second what is due, and nothing ten times as often."""
        while not await self.on_tick(0):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), _TURN)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Tell that it ends, and let nobody wait who was begun with."""
        notify.tell(notify.STOPPING)
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take none: see Answering.stop_on."""
        yield
