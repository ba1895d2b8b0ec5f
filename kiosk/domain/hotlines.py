"""Whom a child or a counselor can call, offline and at once.

The numbers are national; a county's own lines are set by its counselor.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hotline:
    """A number, what it is for (an English text to be translated), and its picture."""

    number: str
    purpose: str
    picture: str


# Those who listen come first: most who ask are sad, not in danger.
HOTLINES = (
    Hotline("12356", "Someone to talk to", "1F49B"),
    Hotline("12355", "Youth line", "1F9D2"),
    Hotline("110", "Police", "1F46E"),
    Hotline("120", "Ambulance", "1F691"),
    Hotline("119", "Fire", "1F692"),
    Hotline("12345", "Government line", "1F3E0"),
)
