"""Pages as they were written last: of the same facts the same page is made.

A page of a child is made of what it is given and of nothing else, so that what it is given names
it. Only the token of its forms is another one for each browser: it is filled in.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from secrets import token_hex
from threading import Lock

# As many as one visit needs, and some of the next child's.
_MOST = 16


class Written:
    """The pages of one house that were asked for lately."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Hashable, str] = OrderedDict()
        self._lock = Lock()

    def page(self, facts: Hashable, write: Callable[[], str]) -> str:
        """Tell the page of these facts; it is written where that was not done lately."""
        with self._lock:
            found = self._pages.get(facts)
        if found is None:
            found = write()
            with self._lock:
                self._pages[facts] = found
                while len(self._pages) > _MOST:
                    self._pages.popitem(last=False)
        return found

    def forget(self) -> None:
        """Keep none: who stood on one may have been erased since."""
        with self._lock:
            self._pages.clear()


# Stands for the token on a page that is kept; nobody can write it anywhere.
BLANK = token_hex(16)


def blank() -> str:
    """Leave the place of a token open."""
    return BLANK
