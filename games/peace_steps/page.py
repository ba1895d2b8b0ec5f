"""Draws a page: the scene and how both feel, the light of the steps, the words, the cards."""

from games.peace_steps import layout, light
from games.peace_steps.content import BOTH, Deed, Scene, faces
from games.stage import storybook
from games.stage.area import Area, Point
from games.stage.canvas import Canvas


def draw_scene(canvas: Canvas, size: Point, scene: Scene, came_of: Deed | None) -> None:
    """Draw what happens; where something came of a deed, how it leaves both."""
    if came_of is None:
        storybook.draw(canvas, size, scene.place, scene.pictures)
        return
    one, other = (faces()[feeling] for feeling in came_of.after)
    shown = one, *(picture for picture in came_of.pictures if picture != BOTH), other
    storybook.draw(canvas, size, scene.place, shown)
    first, *_, last = storybook.pictures(len(shown), storybook.window(size))
    for who, face in zip(scene.two(well=came_of.good), (first, last), strict=True):
        canvas.picture(who, layout.badge(face))


def draw_light(canvas: Canvas, size: Point, reached: int) -> None:
    """Draw the steps as a traffic light whose lamps are lit one after another."""
    housing = layout.light(size)
    canvas.shape(light.post(housing.w, housing.h), housing)
    for step, area in enumerate(layout.lamps(size)):
        lit = step <= reached
        canvas.shape(light.lamp(step, lit=lit), area)
        inner = area.inset(area.w * 0.2)
        canvas.picture(light.PICTURES[step], inner, strength=1.0 if lit else 0.45)


def write(canvas: Canvas, size: Point, words: str) -> None:
    """Write what is said under the window, for those who read."""
    centre, room = layout.words(size)
    canvas.write(words, centre, storybook.letters(size), room)


def draw_deed(
    canvas: Canvas,
    deed: Deed,
    scene: Scene,
    area: Area,
    edge: str,
    *,
    ring: str | None = None,
    dim: bool = False,
) -> None:
    """Draw a card with what can be done or said."""
    strength = 0.3 if dim else 1.0
    canvas.panel(area, "paper" if dim else "card", edge)
    for picture, place in zip(
        deed.pictures, storybook.on_card(len(deed.pictures), area), strict=True
    ):
        _draw_picture(canvas, picture, scene, place, strength)
    if ring is not None:
        canvas.ring(area.inset(1.2), ring, 1.2)


def _draw_picture(canvas: Canvas, picture: str, scene: Scene, place: Area, strength: float) -> None:
    if picture != BOTH:
        canvas.picture(picture, place, strength=strength)
        return
    for who, half in zip(scene.two(), layout.both(place), strict=True):
        canvas.picture(who, half, strength=strength)


def draw_tail(canvas: Canvas, card: Area) -> None:
    """Make a card a speech bubble."""
    canvas.shape(light.tail(), layout.tail(card))
