"""By whom a small child says it is fetched: an answer of the child, never a check of a person."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.ages import AgeBand
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose


class Fetcher(StrEnum):
    """Who comes, in a child's eyes; or nobody, where it walks by itself."""

    GRANDMOTHER = "grandmother"
    GRANDFATHER = "grandfather"
    MOTHER = "mother"
    FATHER = "father"
    GROWN_UP = "grown_up"
    SIBLING = "sibling"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Fetching:
    """One answer of a child that goes home; a skipped one names nobody, nor does a damaged one."""

    seq: int
    child: str
    by: Fetcher | None
    unreadable: bool = False


def is_asked(child: Child) -> bool:
    """Tell whether a child that goes home is asked: a small one of which visits may be kept."""
    return child.band is AgeBand.SMALL and child.allows(Purpose.VISITS)
