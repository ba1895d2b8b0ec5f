"""Do at once for several callers what costs hardly more than for one: a group commit.

Whoever comes while a group is being worked on is in the next one. That waits a moment: those who
were just answered ask again, and would else be a group of their own, each time of half of them.
"""

import time
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future
from threading import Condition, Thread
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# Those who come one after the other, so many seconds apart at most, come together.
_MOMENT = 0.001
# The thread that works waits so many seconds for more before it ends.
_LINGERS = 1.0


class Grouping(Generic[T, R]):
    """Gather what callers ask, in whatever thread they do, and do it in one thread for all.

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
        self._changed, self._is_led = Condition(), False
        # What is waited for, in the order in which it came, and since when.
        self._waiting: dict[Future[R], tuple[T, float]] = {}
        # When the present group was begun, and when the one before it was done.
        self._begun: float | None = None
        self._done = time.monotonic()

    def ask(self, what: T) -> Future[R]:
        """Have something done, with what others ask; what goes wrong with it is its own.

        Raises RuntimeError where no thread can be started to do it.
        """
        asked: Future[R] = Future()
        with self._changed:
            if not self._is_led:
                # Before anybody is let in to wait for it: the machine may have no room for it.
                Thread(target=self._lead, name="grouping", daemon=True).start()
                self._is_led = True
            self._waiting[asked] = what, time.monotonic()
            self._changed.notify()
        return asked

    @property
    def stands_for(self) -> float:
        """Tell for how many seconds the present group, or else who waits, has been left at that.

        0 where nobody waits; whoever is far behind many others does not count meanwhile.
        """
        with self._changed:
            _, came = next(iter(self._waiting.values()), (None, None))
            begun = self._begun
        if begun is None and came is not None:
            begun = max(came, self._done)
        return 0.0 if begun is None else time.monotonic() - begun

    def _lead(self) -> None:
        """Work for those who wait, a group after the other, until nobody comes any more."""
        while self._is_awaited():
            if group := self._gather():
                self._begun = time.monotonic()
                self._do(group)
                self._done, self._begun = time.monotonic(), None

    def _is_awaited(self) -> bool:
        """Wait a while for somebody; who comes after that lets another thread begin."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting, _LINGERS)
            self._wait_while_they_come()
            self._is_led = bool(self._waiting)
            return self._is_led

    def _wait_while_they_come(self) -> None:
        """Wait for those who were just answered, and ask again: they come one after the other."""
        there = 0
        while there < len(self._waiting) < self._most:
            there = len(self._waiting)
            self._changed.wait(_MOMENT)

    def _gather(self) -> dict[Future[R], T]:
        """Take out the first who wait: of the same key one, the others stay in their order."""
        group: dict[Hashable, Future[R]] = {}
        with self._changed:
            for asked in list(self._waiting)[: self._most]:
                group.setdefault(self._key(self._waiting[asked][0]), asked)
            taken = {asked: self._waiting.pop(asked)[0] for asked in group.values()}
        # Whoever has gone meanwhile wants nothing done.
        return {one: what for one, what in taken.items() if one.set_running_or_notify_cancel()}

    def _do(self, group: dict[Future[R], T]) -> None:
        try:
            results = self._work(list(group.values()))
        except BaseException as problem:
            self._fail(group, problem)
            return
        for asked, result in zip(group, results, strict=True):
            asked.set_result(result)

    def _fail(self, group: dict[Future[R], T], problem: BaseException) -> None:
        if len(group) > 1 and not isinstance(problem, self._common):
            for asked, what in group.items():
                self._do({asked: what})
            return
        for asked in group:
            asked.set_exception(problem)
