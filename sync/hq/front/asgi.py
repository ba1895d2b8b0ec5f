"""Where every request begins: whole before anybody works on it, and in as few steps as it may.

Reading and writing wait in one loop, for as many callers as there are; threads are for work alone.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from a2wsgi import WSGIMiddleware
from flask import Flask

from sync import batch
from sync.hq.front.short_way import ShortWay

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]


class Front:
    """An ASGI application: lets the app answer in one of its threads, and houses without one."""

    def __init__(self, app: Flask, threads: int) -> None:
        self._app = WSGIMiddleware(app, workers=threads)  # type: ignore[arg-type]
        self._short_way = ShortWay(app)
        self.threads = self._app.executor

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; whoever hangs up before it is whole is not answered."""
        length = _length(scope["headers"])
        body: bytes | None = b""
        if length <= batch.LARGEST:
            body = await _whole(receive)
        if body is None:
            return
        answer = await self._short_way.answer(scope, body)
        for message in answer or await self._long_way(scope, body, length):
            await send(message)

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


async def _whole(receive: Receive) -> bytes | None:
    """Read a body, and of one that is too large no more than shows it; None where it breaks off."""
    parts, size = [], 0
    while size <= batch.LARGEST:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message["body"])
        size += len(message["body"])
        if not message["more_body"]:
            break
    return b"".join(parts)


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
