"""One request on its way through a transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from sync.hq.keyring import Keyring
from sync.hq.receive import bulk
from sync.hq.receive.judge import Judged, judge
from sync.hq.receive.request import Request
from sync.hq.register.house_keys import Line
from sync.keys.key_change import KeyChange


@dataclass(slots=True)
class Taken:
    """Hold what was judged of a request by which keys of the house, and what became of it.

    waiting: what is to be applied yet, in its order.
    """

    request: Request
    line: Line
    waiting: Sequence[Judged]
    judged: list[Judged] = field(default_factory=list)
    refused: list[Judged] = field(default_factory=list)

    @classmethod
    def judged_by(cls, request: Request, line: Line, ring: Keyring) -> "Taken":
        """Judge all envelopes of a request."""
        waiting = [judge(one, request.house, line, ring.sealing_keys) for one in request.letters]
        return cls(request, line, waiting)

    @property
    def house(self) -> str:
        """Tell for which house it speaks."""
        return self.request.house

    def judge_by(self, line: Line, ring: Keyring) -> None:
        """Judge once more what waits, if the keys of the house are others now."""
        if line != self.line:
            left = self.request.letters[len(self.judged) :]
            self.waiting = [judge(one, self.house, line, ring.sealing_keys) for one in left]
            self.line = line

    def next_plain(self) -> list[Judged]:
        """Take what is plain, up to what is not."""
        return self._take(list(takewhile(bulk.is_plain, self.waiting)))

    def next_odd(self) -> list[Judged]:
        """Take what is not plain, up to what is, or to what may tell the key of the next one."""
        some: list[Judged] = []
        for one in takewhile(lambda one: not bulk.is_plain(one), self.waiting):
            some.append(one)
            if isinstance(one.told, KeyChange | Judged):
                break
        return self._take(some)

    def _take(self, some: list[Judged]) -> list[Judged]:
        self.waiting = self.waiting[len(some) :]
        self.judged += some
        return some
