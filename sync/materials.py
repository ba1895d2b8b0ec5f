"""Training texts: each stands until one of the same title takes its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from sync.messages import LONGEST_MATERIAL, Bulletin


@dataclass(frozen=True, slots=True)
class Material(Bulletin):
    """A text for counselors to learn from; an empty one withdraws that of its title."""

    lengths: ClassVar[range] = range(LONGEST_MATERIAL + 1)

    @property
    def is_withdrawn(self) -> bool:
        """Tell whether it takes away the text of its title, and puts none in its place."""
        return not self.body


def standing(materials: Mapping[int, Material]) -> list[int]:
    """Choose, of materials by their numbers, the last one of each title, in order of the titles."""
    last = {materials[number].title: number for number in sorted(materials)}
    return [last[title] for title in sorted(last) if not materials[last[title]].is_withdrawn]
