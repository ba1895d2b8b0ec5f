"""Letters: which signs of a text anybody sees; pure."""

from unicodedata import category

# Not what Python calls printable: it takes what came to Unicode after it for no letter, and what a
# system gives a place of its own, as old input methods do with 䶮. Names are written with both.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})

# Unseen too, but of a woman and a school it makes one picture: a teacher.
_JOINER = "\u200d"
# Pictures, those that came to Unicode after this Python, and what colours the one before it.
_PICTURES = frozenset({"So", "Sm", "Cn"})
_ENDS_OF_PICTURES = _PICTURES | {"Sk", "Mn"}


def is_unseen(sign: str) -> bool:
    """Tell whether a sign is a space, or steers a text and is not seen in it."""
    return category(sign) in _UNSEEN


def one_line(text: str) -> str:
    """Clean a text: one line without what nobody sees, without spaces around it or twice inside."""
    spaced = "".join(
        " " if is_unseen(letter) and not _joins(text, at) else letter
        for at, letter in enumerate(text)
    )
    return " ".join(spaced.split())


def _joins(text: str, at: int) -> bool:
    """Tell whether the sign at a place makes one picture of the two beside it."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (
        text[at] == _JOINER
        and bool(before and after)
        and category(before) in _ENDS_OF_PICTURES
        and category(after) in _PICTURES
    )
