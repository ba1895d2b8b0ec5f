"""The short way of what houses send: no thread and no framework for each, only what they need.

It goes only where all is as it nearly always is, and answers then as the app would; whatever else
there is goes the long way, through `receive.wire`, which has a word for everything.
"""

import time
from collections.abc import Iterable, MutableMapping
from functools import cached_property, lru_cache
from typing import Any

from flask import Flask
from werkzeug.http import parse_list_header

from sync import batch
from sync.hq import limits
from sync.hq.errors import UnknownHouse
from sync.hq.front.delivering import Delivering
from sync.hq.headquarters import Headquarters
from sync.hq.people.tries import network
from sync.hq.receive import confirming, wire
from sync.hq.receive.request import Request
from sync.hq.running import metrics

_CBOR = wire.CBOR.encode()
_CODE = confirming.HEADER.lower().encode()


class ShortWay:
    """Take in the envelopes of houses that are within their limits."""

    def __init__(self, app: Flask) -> None:
        self._hq: Headquarters = app.extensions["headquarters"]

    @cached_property
    def _delivering(self) -> Delivering:
        """Begin with the loop in which the first request comes."""
        return Delivering()

    async def answer(
        self, scope: MutableMapping[str, Any], body: bytes
    ) -> list[MutableMapping[str, Any]] | None:
        """Answer a request once what it brought is durable; None where it must go the long way."""
        if scope["path"] != batch.PATH or scope["method"] != "POST":
            return None
        begun, headers = time.perf_counter(), _joined(scope["headers"])
        if headers.get(b"content-type") != _CBOR or _CODE in headers:
            return None
        forwarded, (address, _) = headers.get(b"x-forwarded-for", b""), scope["client"] or ("", 0)
        where = _caller(forwarded, address, self._hq.config.proxies)
        if not limits.comes_unasked(self._hq.this_minute, where, size=len(body)):
            return None
        try:
            answered = await self._delivering.result(self._hq.receiving.ask(Request.of(body)))
        except Exception:
            # What is wrong is wrong the long way too, and said there.
            return None
        if isinstance(answered, UnknownHouse):
            return None
        limits.count(self._hq.this_minute, where, size=len(body))
        metrics.count(
            wire.ENVELOPES, "POST", 200, time.perf_counter() - begun, len(answered.signed)
        )
        return _written(answered.signed)


def _joined(headers: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """Write what stands in several headers of one name as if it stood in one."""
    joined: dict[bytes, bytes] = {}
    for name, value in headers:
        joined[name] = joined[name] + b"," + value if name in joined else value
    return joined


@lru_cache(maxsize=512)
def _caller(forwarded: bytes, address: str, proxies: int) -> str:
    """Tell from which network: as our own proxies say, which the app asks werkzeug's ProxyFix for.

    forwarded: what the header says that they write. address: who holds the connection.
    """
    told = parse_list_header(forwarded.decode("latin-1"))
    return network(told[-proxies] if 0 < proxies <= len(told) else address)


def _written(signed: bytes) -> list[MutableMapping[str, Any]]:
    headers = [
        (b"content-type", _CBOR),
        (b"content-length", str(len(signed)).encode()),
        (b"cache-control", b"no-store"),
    ]
    start = {"type": "http.response.start", "status": 200, "headers": headers}
    return [start, {"type": "http.response.body", "body": signed}]
