"""Times on the wire: Unix seconds, pure."""

from typing import TypeGuard

# The last midnight of 9999 (UTC): what is later, no calendar writes in every zone.
LAST = 253_402_214_400


def is_instant(value: object) -> TypeGuard[int]:
    """Tell whether a value is a time that every page can write."""
    return type(value) is int and 0 <= value <= LAST
