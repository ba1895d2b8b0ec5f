"""Do at once for several callers what costs hardly more than for one: a group commit.

Nobody waits for others to come: whoever comes while a group is being worked on is in the next one.
"""

from collections import deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(slots=True)
class _Caller(Generic[T, R]):
    """Somebody who waits; whose turn comes while nothing is done leads the next group."""

    asked: T
    turn: Event = field(default_factory=Event)
    result: R | None = None
    problem: BaseException | None = None
    is_done: bool = False


class Grouping(Generic[T, R]):
    """Gather what callers ask in different threads, and let one of them do it for all.

    work: does it for several, each of another key, and returns a result for each. most: how many
    at once. common: what goes wrong for all alike; of anything else nobody suffers for another.
    """

    def __init__(
        self,
        work: Callable[[Sequence[T]], Sequence[R]],
        key: Callable[[T], Hashable],
        most: int,
        common: type[Exception],
    ) -> None:
        self._work, self._key, self._most, self._common = work, key, most, common
        self._lock, self._is_led = Lock(), False
        self._waiting: deque[_Caller[T, R]] = deque()

    def ask(self, what: T) -> R:
        """Have something done, with what others ask; raises what goes wrong with it by itself."""
        own: _Caller[T, R] = _Caller(what)
        with self._lock:
            self._waiting.append(own)
            leads, self._is_led = not self._is_led, True
        if not leads:
            own.turn.wait()
        if not own.is_done:
            self._lead()
        if own.problem is not None:
            raise own.problem
        return own.result  # type: ignore[return-value]

    def _lead(self) -> None:
        """Work for the first who wait, and hand over to the next one."""
        group = self._gather()
        try:
            self._do(group)
        finally:
            with self._lock:
                self._is_led = bool(self._waiting)
                following = [self._waiting[0]] if self._waiting else []
            for one in (*group, *following):
                one.turn.set()

    def _gather(self) -> list[_Caller[T, R]]:
        """Take out the first who wait: of the same key one, the others stay in their order."""
        group: dict[Hashable, _Caller[T, R]] = {}
        with self._lock:
            for one in list(self._waiting)[: self._most]:
                group.setdefault(self._key(one.asked), one)
            for one in group.values():
                self._waiting.remove(one)
        return list(group.values())

    def _do(self, group: Sequence[_Caller[T, R]]) -> None:
        try:
            results = self._work([one.asked for one in group])
        except BaseException as problem:
            self._fail(group, problem)
            return
        for one, result in zip(group, results, strict=True):
            one.result, one.is_done = result, True

    def _fail(self, group: Sequence[_Caller[T, R]], problem: BaseException) -> None:
        if len(group) > 1 and not isinstance(problem, self._common):
            for one in group:
                self._do([one])
            return
        for one in group:
            one.problem, one.is_done = problem, True
