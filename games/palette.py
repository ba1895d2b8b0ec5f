"""The colours of the house, by name."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def palette() -> dict[str, str]:
    """Read the palette: colour name to "#RRGGBB"."""
    return tomllib.loads(Path(__file__).with_name("palette.toml").read_text("utf-8"))
