"""What the games say in Chinese, as their catalog has it."""

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po


@cache
def chinese() -> dict[str, str]:
    """Read the games' catalog, once for all tests of a process: Chinese by English."""
    with Path("games/translations/zh_Hans/LC_MESSAGES/messages.po").open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id}
