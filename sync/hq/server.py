"""Serve headquarters until asked to stop."""

import gc
import os
import signal
from collections.abc import Callable
from functools import partial
from socket import socket

from sync.hq.config import HqConfig
from sync.hq.running import foundations, listening, notify, worker


def serve(config: HqConfig, ready: Callable[[str], None]) -> None:
    """Listen until SIGTERM or Ctrl-C; `ready` is told the address once it answers.

    Whoever cannot begin takes no address; once it is taken, who knocks waits until it is answered.
    With several processes this one starts the others, each by the command that started it; SIGHUP
    replaces them one by one, with new settings and a new version, and nobody is turned away.
    """
    if inherited := worker.inherited():
        listener, line = inherited
        line.end_with_parent()
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        _answer(config, listener, line.alive, line.alive)
        return
    foundations.check(config)
    with listening.open_listener(config) as listener:
        said = partial(ready, listening.url(listener))
        if config.processes > 1:
            from sync.hq.running.parent import Parent

            _begin_to_collect()
            Parent(listener, config.processes).run(said)
        else:
            _answer(config, listener, said, partial(notify.tell, notify.ALIVE))


def _answer(
    config: HqConfig,
    listener: socket,
    ready: Callable[[], None],
    alive: Callable[[], None],
) -> None:
    """Answer in this process; with nobody to replace it, SIGHUP ends it as well."""
    from sync.hq.app import create_app
    from sync.hq.front.answering import Answering

    app = create_app(config, waits=True)
    answering = Answering(app, listener, config.threads, alive)
    answering.stop_on(signal.SIGTERM, signal.SIGINT)
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        answering.stop_on(signal.SIGHUP)
    _begin_to_collect()
    ready()
    notify.tell(notify.READY)
    answering.run()
    hq = app.extensions["headquarters"]
    hq.later.stop()
    hq.database.close()
    if answering.has_left_work:
        # Python would wait for it without end; whoever waits for that was not told that it is done.
        os._exit(0)


def _begin_to_collect() -> None:
    """Look for garbage from now on, but not among what is there already: it stays."""
    gc.freeze()
    gc.enable()
