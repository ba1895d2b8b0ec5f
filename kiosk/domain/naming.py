"""Finds in a text what would tell who it is about: a name of this house, or a phone number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import category, decimal, normalize

from kiosk.domain.letters import is_unseen

# A name of one letter stands in half of all sentences, a short number is anybody's.
SHORTEST_NAME, SHORTEST_PHONE = 2, 5

# What people put between the letters of a name, and between the digits of a number.
_IN_NAMES, _IN_PHONES = r"[\s·・‧•.'’་-]*", r"[\W_]{0,3}"
_DIGITS = str.maketrans("〇零一二三四五六七八九幺", "001234567891")
_COUNTRY = re.compile(r"(00)?86(?=1\d{10}$)")


@dataclass(frozen=True, slots=True)
class Known:
    """The names and phone numbers of those whom a house knows."""

    names: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()


def named_in(text: str, known: Known) -> list[str]:
    """List, as they are known, the names and then the phone numbers that stand in a text.

    Spaces, dots and dashes inside do not hide them; a name in an alphabet of capitals and small
    letters counts only as a word of its own.
    """
    said, numbers = _plain(text), _plain(text.translate(_DIGITS))
    names = [one for one in sorted(known.names) if _is_named(one, said)]
    phones = [one for one in sorted(known.phones) if _is_dialled(one, numbers)]
    return [*names, *phones]


def _plain(text: str) -> str:
    """Write letters and digits in one way, however they were typed."""
    same = normalize("NFKC", normalize("NFKC", text).casefold())
    return "".join(str(decimal(one)) if one.isdecimal() else one for one in same)


def _is_named(name: str, text: str) -> bool:
    # Counted as they were written: plain, one letter may become two.
    if sum(category(one)[0] != "M" for one in _letters(name)) < SHORTEST_NAME:
        return False
    letters = _letters(_plain(name))
    return any(_is_word(text, *span) for span in _spans(letters, _IN_NAMES, text))


def _letters(name: str) -> list[str]:
    return [one for one in name if not is_unseen(one) and category(one)[0] != "P"]


def _is_dialled(phone: str, text: str) -> bool:
    digits = _COUNTRY.sub("", "".join(one for one in _plain(phone) if one.isdecimal()))
    return len(digits) >= SHORTEST_PHONE and any(_spans(digits, _IN_PHONES, text))


def _spans(letters: Iterable[str], between: str, text: str) -> Iterator[tuple[int, int]]:
    """Find every place where these letters follow each other, with no more than that between."""
    pattern = re.compile(between.join(re.escape(one) for one in letters))
    found = pattern.search(text)
    while found:
        yield found.span()
        found = pattern.search(text, found.start() + 1)


def _is_word(text: str, start: int, end: int) -> bool:
    """Tell whether no further letter of a cased alphabet goes on from either end."""
    goes_on = (text[max(start - 1, 0) : start + 1], text[end - 1 : end + 1])
    return not any(len(pair) == 2 and _is_cased(pair[0]) and _is_cased(pair[1]) for pair in goes_on)


def _is_cased(letter: str) -> bool:
    return letter.islower() or letter.isupper()
