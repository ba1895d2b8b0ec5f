"""The scenes every game has: how many play, and the calm end."""

from collections.abc import Sequence

from games.stage import shapes
from games.stage.area import GAP, MARGIN, SECONDARY, WRISTS, Area, Point, Target
from games.stage.canvas import Canvas
from games.stage.scene import Scene

# Where one to four children stand on a card: the middle of each, in shares of the card.
_PLACES: tuple[tuple[Point, ...], ...] = (
    ((0.5, 0.5),),
    ((0.28, 0.5), (0.72, 0.5)),
    ((0.5, 0.27), (0.28, 0.73), (0.72, 0.73)),
    ((0.28, 0.27), (0.72, 0.27), (0.28, 0.73), (0.72, 0.73)),
)

# Shorter than the wait after which a prompt is said again (seconds).
STAY = 7.0
# Fingers that still tap what was there before do not end the calm end unseen (seconds).
LOOK = 1.0


class HowMany(Scene):
    """Asks how many are playing; the answer is in `seats`."""

    prompt = "How many are playing?"

    def __init__(self, size: Point, fewest: int, most: int) -> None:
        self.seats = fewest
        self._size = size
        self._cards = dict(zip(range(fewest, most + 1), _row(size, most + 1 - fewest), strict=True))

    def targets(self) -> Sequence[Target]:
        """Offer one card for each number of children."""
        return [Target(f"seats:{count}", area) for count, area in self._cards.items()]

    def press(self, name: str, now: float) -> str | None:
        """Take the number."""
        del now
        self.seats = int(name.removeprefix("seats:"))
        self.done = True
        return "tap"

    def hint(self) -> str | None:
        """Point at the card of the fewest children."""
        return f"seats:{min(self._cards)}"

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw a card with children for each number."""
        del now
        width = self._size[0]
        room = width - 2 * (MARGIN + SECONDARY + GAP)
        canvas.write(self.prompt, (width / 2, MARGIN + SECONDARY / 2), 9, room)
        for count, area in self._cards.items():
            canvas.panel(area)
            children(canvas, area.inset(2), count)


def _row(size: Point, count: int) -> list[Area]:
    """Place cards in a row, below the prompt and above the wrists."""
    top = MARGIN + SECONDARY + GAP
    side = (size[0] - 2 * GAP - (count - 1) * GAP) / count
    height = min(side * 1.3, size[1] - WRISTS - top)
    width = min(side, height)
    left = (size[0] - count * width - (count - 1) * GAP) / 2
    y = top + (size[1] - WRISTS - top - height) / 2
    return [Area(left + at * (width + GAP), y, width, height) for at in range(count)]


def children(canvas: Canvas, area: Area, count: int) -> None:
    """Draw children, each with the shape of its seat."""
    size = min(area.w, area.h) * (0.86 if count == 1 else 0.46)
    for place, (x, y) in enumerate(_PLACES[count - 1]):
        left, top = area.x + x * area.w - size / 2, area.y + y * area.h - size / 2
        canvas.picture(shapes.CHILDREN[place], Area(left, top, size, size))
        badge = Area(left + size * 0.68, top + size * 0.66, size * 0.36, size * 0.36)
        canvas.shape(shapes.seat(place), badge)


class Goodbye(Scene):
    """The calm end: says what was done and shows it, and ends by itself."""

    controls = False

    def __init__(self, size: Point, now: float, praise: str, pictures: Sequence[str]) -> None:
        self.prompt = praise
        self._size, self._begun, self._pictures = size, now, pictures[:8]

    def targets(self) -> Sequence[Target]:
        """Take a tap anywhere above the wrists."""
        return [Target("end", Area(0, 0, self._size[0], self._size[1] - WRISTS))]

    def press(self, name: str, now: float) -> str | None:
        """End, once it was seen."""
        del name
        self.done = now >= self._begun + LOOK
        return "tap" if self.done else None

    def hint(self) -> str | None:
        """Point anywhere."""
        return "end"

    def due(self) -> float | None:
        """End after a while."""
        return self._begun + STAY

    def step(self, now: float) -> str | None:
        """End when the time has come."""
        self.done = now >= self._begun + STAY
        return None

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw a sun, the praise, and what was found."""
        del now
        width, height = self._size
        sun = height * 0.36
        canvas.picture("1F31E", Area(width / 2 - sun / 2, height * 0.06, sun, sun))
        canvas.write(self.prompt, (width / 2, height * 0.56), 8, width - 4 * GAP)
        self._draw_found(canvas, Area(0, height * 0.72, width, height * 0.2))

    def _draw_found(self, canvas: Canvas, area: Area) -> None:
        count = max(len(self._pictures), 1)
        step = min(area.h, (area.w - 2 * GAP) / count)
        left = area.w / 2 - step * count / 2
        for at, picture in enumerate(self._pictures):
            canvas.picture(picture, Area(left + at * step, area.y, step, step).inset(1))
