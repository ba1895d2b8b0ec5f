"""I want to talk: a child's private request to the counselor."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Talk:
    """One request; `child` is None when nobody had said who they are, `seq` orders requests.

    Of an unreadable one only the day is known.
    """

    id: str
    child: str | None
    at: datetime
    answered: bool
    seq: int = 0
    unreadable: bool = False
