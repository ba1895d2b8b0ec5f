"""A road between a house and headquarters: real sockets on either side, mischief between them."""

import socket
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from threading import Condition, Thread
from typing import Protocol

from tests.faults.wire import sockets

# Seconds after which a house in these tests has lost its patience with most requests.
_SILENCE = 0.4


class Place(Protocol):
    """Where a road leads to."""

    port: int

    def died(self) -> bool:
        """Tell, once, whether it was killed over the last request."""


@dataclass
class Exchange:
    """One connection of the house, in the hands of who sits on the road."""

    road: "Road"
    house: socket.socket
    given: bytes = b""

    @property
    def rng(self) -> Random:
        """Tell by what chance decides."""
        return self.road.rng

    @property
    def is_whole(self) -> bool:
        """Tell whether the house got a whole answer, so that its connection may be kept."""
        return len(self.given) == sockets.size_of(self.given)

    def read(self, most: int | None = None) -> bytes:
        """Read the house's request, or its first bytes only."""
        return sockets.read_message(self.house) if most is None else self._first(most)

    def _first(self, most: int) -> bytes:
        return sockets.read_message(self.house, most) if most else b""

    def bring(self, request: bytes) -> bytes:
        """Bring a request to headquarters and come back with what it says; both are written down.

        Nothing comes back from one that was killed over it.
        """
        self.road.requests.append(request)
        answer = sockets.exchange(self.road.place.port, request, source=self.road.source)
        if self.road.place.died():
            self.road.met["headquarters was killed"] += 1
            return b""
        self.road.met[f"headquarters said {answer[9:12].decode(errors='replace')}"] += 1
        if answer.startswith(b"HTTP/1.1 200"):
            self.road.answers.append(answer)
        return answer

    def bring_part(self, request: bytes, *, reset: bool) -> None:
        """Bring the beginning of a request; nobody waits for an answer to that."""
        sockets.exchange(self.road.place.port, request, source=self.road.source, reset=reset)
        self.road.place.died()

    def give(self, answer: bytes) -> None:
        """Give the house an answer; where there is none, break the connection off."""
        self.given += answer
        if answer:
            sockets.send(self.house, answer)
        else:
            sockets.break_off(self.house)

    def say_nothing(self) -> None:
        """Wait until the house has lost its patience, which is longer for what is large."""
        self.house.settimeout(_SILENCE)
        sockets.goes_on(self.house)


Mischief = Callable[[Exchange], None]


def pass_on(exchange: Exchange) -> None:
    """Be an honest road."""
    exchange.give(exchange.bring(exchange.read()))


@dataclass
class Road:
    """Listens for one house, and remembers all that ever went along.

    source: the address from which headquarters sees the house come. held: requests that are
    still on their way. requests, answers: whole ones as they went, for whoever replays them.
    meeting, waiting: where those who are on the road at once find each other. met: what happened,
    and how often.
    """

    place: Place
    source: str = "127.0.0.1"
    mischief: Mischief = pass_on
    rng: Random = field(default_factory=Random)
    held: list[bytes] = field(default_factory=list)
    requests: list[bytes] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)
    meeting: Condition = field(default_factory=Condition)
    waiting: list[bytes] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._busy, self._quiet = 0, Condition()
        self.complaints: list[BaseException] = []
        self._accepting = Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def lets(self, mischief: Mischief, seed: int = 0) -> None:
        """Let this happen to all that comes along from now on."""
        self.mischief, self.rng = mischief, Random(seed)

    def bring_again(self, request: bytes) -> None:
        """Bring a request that once went along, in nobody's name."""
        sockets.exchange(self.place.port, request, source=self.source)

    def settle(self) -> None:
        """Wait until nobody is on the road any more."""
        with self._quiet:
            self._quiet.wait_for(lambda: not self._busy)
        if self.complaints:
            raise self.complaints.pop()

    def close(self) -> None:
        """Close the road."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._accepting.join()

    def _accept(self) -> None:
        while True:
            try:
                house, _ = self._listening.accept()
            except OSError:
                return
            self._begin(1)
            Thread(target=self._travel, args=(house,), daemon=True).start()

    def _travel(self, house: socket.socket) -> None:
        """Bring one request after the other, while the house keeps its connection."""
        house.settimeout(sockets.PATIENCE)
        with house:
            while self._goes_well(house) and sockets.goes_on(house):
                self._begin(1)

    def _goes_well(self, house: socket.socket) -> bool:
        exchange = Exchange(self, house)
        try:
            self.mischief(exchange)
        except Exception as complaint:
            self.complaints.append(complaint)
        if not exchange.is_whole:
            house.close()
        self._begin(-1)
        return exchange.is_whole

    def _begin(self, how_many: int) -> None:
        """Count who is on the road."""
        with self._quiet:
            self._busy += how_many
            self._quiet.notify_all()
