"""Spells Chinese in pinyin with the numbers of its tones; nothing where pypinyin is missing."""

import sys


def spell(words: str) -> str:
    """Spell a text, as in "ni3 hao3"."""
    try:
        from pypinyin import Style, lazy_pinyin
    except ImportError:
        return ""
    return " ".join(lazy_pinyin(words, style=Style.TONE3, neutral_tone_with_five=True))


if __name__ == "__main__":
    sys.stdout.write(spell(sys.argv[1]))
