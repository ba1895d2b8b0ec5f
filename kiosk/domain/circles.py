"""Groups of children, called circles here: in a large house a child is found by two taps."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from kiosk.domain.children import Child

# So many pictures of 13 mm stand in a row beside the rail of a 7-inch panel.
MOST = 7

# OpenMoji code points that no child has for its own.
PICTURES = (
    "1F332", "26F0", "1F30A", "2601", "1F33E", "1F525",
    "1F340", "1F33A", "2744", "1F4A7", "26BD", "1FA81",
)  # fmt: skip

# Five by three cards of 20 mm fit on a 7-inch panel, five by two above the row of circles;
# the last place is the guest's.
CARDS_ALONE, CARDS_ABOVE_CIRCLES = 14, 9


@dataclass(frozen=True, slots=True)
class Circle:
    """A group: its picture is what a child taps, its name what a counselor reads."""

    id: str
    name: str
    picture: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on a page of pictures: cards, circles to choose from, or the chosen one."""

    cards: tuple[Child, ...]
    circles: tuple[Circle, ...]
    chosen: Circle | None
    page: int
    pages: int


def offered(everyone: Sequence[Child], circles: Sequence[Circle]) -> list[Circle]:
    """List the circles that have any of these children."""
    return [one for one in circles if any(child.circle == one.id for child in everyone)]


def show(
    everyone: Sequence[Child], circles: Sequence[Circle], chosen: str = "", page: int = 1
) -> Shown:
    """Lay out who may arrive: all, beside the circles; or, of a circle, its own children alone.

    everyone: in the order in which they are shown. A circle without children is not offered,
    and a page that is not there is the nearest one that is.
    """
    choices = offered(everyone, circles)
    circle = next((one for one in choices if one.id == chosen), None)
    cards = [child for child in everyone if circle is None or child.circle == circle.id]
    size = CARDS_ABOVE_CIRCLES if choices and circle is None else CARDS_ALONE
    pages = ceil(len(cards) / size) or 1
    number = min(max(page, 1), pages)
    shown = cards[(number - 1) * size : number * size]
    return Shown(tuple(shown), () if circle else tuple(choices), circle, number, pages)
