"""The panel's stylesheets in their order, the same on the screen and on paper."""

from pathlib import Path

from kiosk.stylesheet import Stylesheet

SHEETS = (
    "panel", "children", "tables", "letters", "help", "forms", "records", "upkeep", "door",
    "sizes", "paper", "keyboard",
)  # fmt: skip

PANEL = Stylesheet(Path(__file__).parent / "static" / f"{name}.css" for name in SHEETS)
