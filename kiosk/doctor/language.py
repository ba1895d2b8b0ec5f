"""The doctor's words, in Mandarin and English; those of the box are the hardware's own."""

from pathlib import Path

from hardware.language import Speech

_CATALOGS = Path(__file__).with_name("translations")


def speech(language: str) -> Speech:
    """Speak a language."""
    return Speech(language, _CATALOGS)
