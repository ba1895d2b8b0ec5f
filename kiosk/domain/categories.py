"""Categories: why the program reaches a child; a house can name more than the program's four."""

from collections.abc import Iterable
from dataclasses import dataclass

# The program's own four, with which every house begins.
LEFT_BEHIND = "left_behind"
ORPHAN_DE_FACTO = "orphan_de_facto"
MIGRANT = "migrant"
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Category:
    """A category and its name in both languages of the panel; one switched off stays readable."""

    id: str
    zh_hans: str
    en: str
    active: bool = True

    def name(self, language: str) -> str:
        """Tell the name in a language of the panel."""
        return self.en if language == "en" else self.zh_hans


def offered(categories: Iterable[Category], kept: str) -> list[Category]:
    """Choose what can be chosen: what is active, and what the child has already; or else all.

    A child has to have one, were every one switched off.
    """
    every = list(categories)
    return [category for category in every if category.active or category.id == kept] or every
