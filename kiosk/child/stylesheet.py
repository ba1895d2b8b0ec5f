"""The stylesheet of the child's pages, which begins with the colours of the house."""

from pathlib import Path

from kiosk.stylesheet import Stylesheet


def _colours() -> str:
    from games.palette import palette

    return f":root{{{''.join(f'--{name}:{colour};' for name, colour in palette().items())}}}\n"


CHILD = Stylesheet([Path(__file__).parent / "static" / "child.css"], _colours)
