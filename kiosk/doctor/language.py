"""The doctor's words, in Mandarin and English.

Those of the box are the hardware's own; why nothing could be sent is said as the panel says it.
"""

from pathlib import Path

from hardware.language import CATALOGS, Speech

_CATALOGS = Path(__file__).with_name("translations")
_THE_PANELS = _CATALOGS.parents[1] / "counselor/translations"


def speech(language: str) -> Speech:
    """Speak a language."""
    return Speech(language, _CATALOGS, CATALOGS, _THE_PANELS)
