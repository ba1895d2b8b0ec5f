"""How was it here today? One face at the end of a visit, or none."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.moods import Face


@dataclass(frozen=True, slots=True)
class Feedback:
    """One answer about the day in the house; a skipped or a damaged one has no face."""

    seq: int
    child: str
    at: datetime
    face: Face | None
    unreadable: bool = False
