"""Which of the browser's pages is the house's, as the browser tells of them: pure.

There is one. Whatever else opens is closed again; the house's own, where it breaks or goes
elsewhere, is opened anew in its window. That is a second fence: the policies are the first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# A service that stays in memory has no need of what types are.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@dataclass(frozen=True, slots=True)
class Close:
    """A page to close."""

    page: str


class Pages:
    """Follows the pages of one browser that was started with the house's.

    address: the house's. is_broken: whether its page has to be opened anew. is_lost: whether that
    was closed, and with it the only window that has no frame.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._ours: str | None = None
        self._others: set[str] = set()
        self._awaits = True
        self.is_broken = self.is_lost = False

    def open_anew(self) -> None:
        """Note that the house's page was asked for again."""
        self._awaits, self.is_broken = True, False

    def hear(self, told: Mapping[str, "Any"]) -> Iterator[Close]:
        """Take in one message of the browser; tell what to close."""
        facts = told.get("params", {})
        info = facts.get("targetInfo", {})
        match told.get("method"):
            case "Target.targetCreated" if info.get("type") == "page":
                yield from self._opened(str(info["targetId"]), str(info["url"]))
            case "Target.targetInfoChanged" if info.get("targetId") == self._ours:
                self._went(str(info["url"]))
            case "Target.targetCrashed" if facts["targetId"] == self._ours:
                self.is_broken = True
            case "Target.targetDestroyed":
                self._others.discard(facts["targetId"])
                self.is_lost = self.is_lost or facts["targetId"] == self._ours

    def _opened(self, page: str, url: str) -> Iterator[Close]:
        if not self._awaits or not self._is_ours(url):
            self._others.add(page)
            yield Close(page)
            return
        left, self._ours, self._awaits = self._ours, page, False
        for other in {left, *self._others} - {None}:
            yield Close(str(other))

    def _went(self, url: str) -> None:
        self.is_broken = self.is_broken or not self._is_ours(url)

    def _is_ours(self, url: str) -> bool:
        return url == self._address or url.startswith(f"{self._address}/")
