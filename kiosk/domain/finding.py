"""Finds children by their picture, or by what is typed of a name: as it is written, or read."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from unicodedata import category

from kiosk.domain.children import Child
from kiosk.domain.letters import is_unseen

# How each letter can be read, without tones: {"单": ("dan", "chan", "shan")}.
Readings = Mapping[str, Collection[str]]


def find(
    children: Iterable[Child],
    typed: str,
    readings: Readings,
    legal_names: Mapping[str, str],
    picture: str = "",
) -> list[Child]:
    """List the children who are meant, in their order: by nickname or legal name, and picture.

    legal_names: by a child's id; of whom none is there, only the nickname counts.
    """
    return [
        child
        for child in children
        if picture in {"", child.picture}
        and any(
            fits(typed, name, readings) for name in (child.nickname, legal_names.get(child.id, ""))
        )
    ]


def fits(typed: str, name: str, readings: Readings) -> bool:
    """Tell whether a name is meant by what is typed: "竹", "xz", "xiaoz" and "zhu" mean 小竹."""
    wanted, letters = plain(typed), plain(name)
    starts = range(len(letters))
    return wanted in letters or any(_is_read(wanted, letters[at:], readings) for at in starts)


def plain(text: str) -> str:
    """Leave out what nobody types to find a name: capitals, spaces, signs; ü is typed as v."""
    letters = text.casefold().replace("ü", "v")
    return "".join(one for one in letters if not is_unseen(one) and category(one)[0] != "P")


def _is_read(wanted: str, letters: Sequence[str], readings: Readings) -> bool:
    """Tell whether the letters can be read so, of each one any beginning of any reading."""
    reached = {0}
    for letter in letters:
        sounds = (letter, *readings.get(letter, ()))
        reached = {
            at + length
            for at in reached
            for sound in sounds
            for length in range(1, len(sound) + 1)
            if wanted.startswith(sound[:length], at)
        }
        if len(wanted) in reached:
            return True
    return False
