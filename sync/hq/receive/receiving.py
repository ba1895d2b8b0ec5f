"""Take in the requests of many threads: those that wait at the same time in one transaction."""

from collections.abc import Callable, Sequence
from datetime import datetime
from operator import attrgetter

from sync.hq.errors import DatabaseAway, UnknownHouse
from sync.hq.keyring import LiveKeyring
from sync.hq.receive.answers import Answered
from sync.hq.receive.envelopes import take_in
from sync.hq.receive.grouping import Grouping
from sync.hq.receive.request import Request
from sync.hq.store.database import Database


class Receiving:
    """Take requests in, and answer each once all that it brought is durable."""

    def __init__(
        self, database: Database, ring: LiveKeyring, clock: Callable[[], datetime], most: int
    ) -> None:
        self._database, self._ring, self._clock = database, ring, clock
        key = attrgetter("house")
        self._grouping: Grouping[Request, Answered | UnknownHouse]
        self._grouping = Grouping(self._take_in, key, most, common=DatabaseAway)

    def receive(self, request: Request) -> Answered:
        """Take one request in. Raises UnknownHouse or DatabaseAway."""
        answered = self._grouping.ask(request)
        if isinstance(answered, UnknownHouse):
            raise answered
        return answered

    def receive_body(self, body: bytes) -> Answered:
        """Take in a request that nobody waits for. Raises BadRequest too."""
        return self.receive(Request.of(body))

    def _take_in(self, requests: Sequence[Request]) -> list[Answered | UnknownHouse]:
        return take_in(self._database, self._ring.read(), requests, self._clock())
