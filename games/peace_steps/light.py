"""Our own drawings: a traffic light whose lamps are the three steps, and the tail of a bubble."""

from games.palette import palette

# Stop, say, solve: each lamp has its colour, its place and its picture.
COLOURS = ("berry", "sun", "leaf")
PICTURES = ("270B", "1F4AC", "1F91D")


def post(w: float, h: float) -> str:
    """Draw the housing of the light."""
    look = f'fill="{palette()["night_soft"]}" stroke="{palette()["night"]}" stroke-width="0.6"'
    return _svg(w, h, f'<rect x="0.3" y="0.3" width="{w - 0.6}" height="{h - 0.6}" rx="4" {look}/>')


def lamp(step: int, *, lit: bool) -> str:
    """Draw the lamp of a step, lit or dark."""
    colour = palette()[COLOURS[step] if lit else "night"]
    edge = palette()["card" if lit else "soft_ink"]
    look = f'fill="{colour}" stroke="{edge}" stroke-width="6"'
    return _svg(100, 100, f'<circle cx="50" cy="50" r="46" {look}/>')


def tail() -> str:
    """Draw the tail that makes a card a speech bubble."""
    look = f'fill="{palette()["card"]}" stroke="{palette()["soft_ink"]}" stroke-width="7"'
    return _svg(100, 100, f'<path d="M14 112 L8 10 L88 112" stroke-linejoin="round" {look}/>')


def _svg(w: float, h: float, inner: str) -> str:
    view = f"0 0 {w:.2f} {h:.2f}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{inner}</svg>'
