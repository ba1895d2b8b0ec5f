"""One thing that a house has told, and where that stands among all it has."""

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, NamedTuple, TypeVar

from sync.envelope import Seen

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class Word(NamedTuple, Generic[T]):
    """Hold what an envelope told; number: that of its epoch."""

    seen: Seen
    number: int
    told: T

    @property
    def place(self) -> tuple[int, int]:
        """Tell where it stands: a later epoch counts more than a higher seq."""
        return self.number, self.seen.seq


def last_words(words: Iterable[Word[T]], key: Callable[[Word[T]], K]) -> dict[K, Word[T]]:
    """Find the last word of each key."""
    last: dict[K, Word[T]] = {}
    for one in words:
        before = last.get(key(one))
        if before is None or one.place > before.place:
            last[key(one)] = one
    return last
