"""Letters: which signs of a text anybody sees; pure."""

from unicodedata import category

# Not what Python calls printable: it takes what came to Unicode after it for no letter, and what a
# system gives a place of its own, as old input methods do with 䶮. Names are written with both.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})


def is_unseen(sign: str) -> bool:
    """Tell whether a sign is a space, or steers a text and is not seen in it."""
    return category(sign) in _UNSEEN


def one_line(text: str) -> str:
    """Clean a text: one line without what nobody sees, without spaces around it or twice inside."""
    spaced = "".join(" " if is_unseen(letter) else letter for letter in text)
    return " ".join(spaced.split())
