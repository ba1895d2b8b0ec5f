"""A child's picture code: two of nine things, in any order. It tells who, and guards nothing."""

from collections.abc import Collection

# OpenMoji code points of things in a village house that look like nothing else.
THINGS = ("1F302", "1F97E", "1F452", "1F514", "1F56F", "1F6B2", "1F9FA", "1F963", "1F4D6")
HOW_MANY = 2

# After so many wrong ones a grown-up helps: nobody is left to guess alone.
TRIES = 3


def write(things: Collection[str]) -> str:
    """Write a code down; the order in which it was tapped is not kept. Raises ValueError."""
    if len(set(things)) != HOW_MANY or not set(things) <= set(THINGS):
        raise ValueError("A code is two of the nine things.")
    return " ".join(sorted(things))


def is_whole(things: Collection[str]) -> bool:
    """Tell whether as many things were tapped as a code has."""
    return len(set(things)) == HOW_MANY


def opens(code: str, things: Collection[str]) -> bool:
    """Tell whether these things are the code."""
    return set(code.split()) == set(things)
