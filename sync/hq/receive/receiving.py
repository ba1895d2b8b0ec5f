"""Take in the requests of many threads: those that wait at the same time in one transaction."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime

from sync.hq.errors import DatabaseAway, UnknownHouse
from sync.hq.keyring import LiveKeyring
from sync.hq.receive.answers import Answered
from sync.hq.receive.envelopes import take_in
from sync.hq.receive.grouping import Grouping
from sync.hq.receive.request import Request
from sync.hq.store.database import Database

_LONGEST = 60.0
# A request, and when it came.
_Asked = tuple[Request, datetime]


class Receiving:
    """Take requests in, and answer each once all that it brought is durable."""

    def __init__(
        self, database: Database, ring: LiveKeyring, clock: Callable[[], datetime], most: int
    ) -> None:
        self._database, self._ring, self._clock = database, ring, clock
        self._grouping: Grouping[_Asked, Answered | UnknownHouse]
        self._grouping = Grouping(self._take_in, _house, most, common=DatabaseAway)

    def ask(self, request: Request) -> Future[Answered | UnknownHouse]:
        """Have one request taken in, with others that wait; it may raise DatabaseAway."""
        return self._grouping.ask((request, self._clock()))

    def receive(self, request: Request) -> Answered:
        """Take one request in, and wait for it. Raises UnknownHouse or DatabaseAway."""
        answered = self.ask(request).result()
        if isinstance(answered, UnknownHouse):
            raise answered
        return answered

    def receive_body(self, body: bytes) -> Answered:
        """Take in a request that nobody waits for. Raises BadRequest too."""
        return self.receive(Request.of(body))

    @property
    def hangs(self) -> bool:
        """Tell whether it has been at the same requests for so long that it may never end.

        Or whether some wait and nothing is done for anybody.
        """
        return self._grouping.stands_for > _LONGEST

    def _take_in(self, asked: Sequence[_Asked]) -> list[Answered | UnknownHouse]:
        requests, moments = zip(*asked, strict=True)
        return take_in(self._database, self._ring.read(), requests, max(moments))


def _house(asked: _Asked) -> str:
    return asked[0].house
