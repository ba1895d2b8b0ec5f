"""Where every request begins: whole before anybody works on it, and in as few steps as it may.

Reading and writing wait in one loop, for as many callers as there are; threads are for work alone.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from contextlib import suppress
from typing import Any

from a2wsgi import WSGIMiddleware
from flask import Flask

from sync import batch
from sync.hq.front.gathering import MOST, Body, Gathering, NoRoom, Receive
from sync.hq.front.short_way import ShortWay

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

# To whom there was no room for; a house tries again by itself.
_LATER: list[Message] = [
    {
        "type": "http.response.start",
        "status": 503,
        "headers": [(b"retry-after", b"60"), (b"content-length", b"0"), (b"connection", b"close")],
    },
    {"type": "http.response.body", "body": b""},
]
# Seconds and bytes for which somebody who has had the answer may still say what nobody reads.
_HEARD_OUT = 10
_PASSED_BY = 4 * batch.LARGEST


class Front:
    """An ASGI application: lets the app answer in one of its threads, and houses without one."""

    def __init__(self, app: Flask, threads: int, room: int = MOST) -> None:
        """Begin. room: bytes for all that is being said and worked on."""
        self._app = WSGIMiddleware(app, workers=threads)  # type: ignore[arg-type]
        self._short_way = ShortWay(app)
        self._gathering = Gathering(room)
        self.threads = self._app.executor

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; whoever hangs up before it is whole is not answered."""
        with self._gathering.body() as body:
            said = await self._answer(scope, body, receive)
        if said and not body.has_ended:
            await _answer_and_hear_out(said, receive, send)
            return
        for message in said:
            await send(message)

    async def _answer(self, scope: Scope, body: Body, receive: Receive) -> list[Message]:
        length, said = _length(scope["headers"]), b""
        if length <= batch.LARGEST:
            try:
                read = await body.read(receive)
            except NoRoom:
                return _LATER
            if read is None:
                return []
            said = read
        return await self._short_way.answer(scope, said) or await self._long_way(
            scope, said, length
        )

    async def _long_way(self, scope: Scope, body: bytes, length: int) -> list[Message]:
        """Let the app answer; its thread waits neither for who sends nor for who reads."""
        said: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": body}

        async def send(message: Message) -> None:
            said.append(message)

        scope["headers"] = _told(scope["headers"], max(length, len(body)))
        # Where the caller may have gone, what was said is for nobody.
        await self._app(scope, receive, send)  # type: ignore[arg-type]
        return said


async def _answer_and_hear_out(said: Sequence[Message], receive: Receive, send: Send) -> None:
    """Answer who is still speaking, and hang up when he is done: before, he might miss the answer.

    A system throws away what it has not yet handed over once the other end hangs up on it.
    """
    *begin, last = said
    for message in begin:
        await send(message)
    await send({**last, "more_body": True})
    with suppress(TimeoutError):
        async with asyncio.timeout(_HEARD_OUT):
            await _pass_by(receive)
    await send({"type": "http.response.body", "body": b""})


async def _pass_by(receive: Receive) -> None:
    passed, more = 0, True
    while more and passed < _PASSED_BY:
        message = await receive()
        passed += len(message.get("body", b""))
        more = bool(message.get("more_body"))


def _length(headers: Headers) -> int:
    """Tell how long a body is said to be; the server has refused what is no number."""
    return next((int(value) for name, value in headers if name == b"content-length"), 0)


def _told(headers: Headers, length: int) -> Headers:
    """Write the headers as the app shall see them: of what is whole the length is known.

    One with an underscore would count as the one with a dash, which a proxy of ours answers for.
    """
    framing = (b"content-length", b"transfer-encoding")
    kept = [(name, value) for name, value in headers if name not in framing and b"_" not in name]
    return [*kept, (b"content-length", str(length).encode())]
