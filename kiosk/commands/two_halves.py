"""Takes the two halves of a recovery key, from files or from two persons at the keyboard."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sync.keys.halves import Half


def half_option(what: str) -> Callable[[Any], Any]:
    """Add --half, which is given twice, to a command."""
    return click.option(
        "--half",
        "files",
        multiple=True,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help=what,
    )


def joined(files: tuple[Path, ...]) -> bytes:
    """Join two halves to the recovery key; without files each person types one, unseen.

    Raises BadHalf, or UsageError where it is one file or three.
    """
    from sync.keys import halves

    if len(files) not in (0, 2):
        raise click.UsageError("Give --half twice, or not at all.")
    return halves.join(_read(file) for file in files) if files else halves.join(_ask())


def _read(file: Path) -> "Half":
    from sync.errors import BadHalf
    from sync.keys import halves

    try:
        return halves.read(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadHalf(f"{file} cannot be read.") from error
    except BadHalf as error:
        raise BadHalf(f"{file}: {error}") from error


def _ask() -> "list[Half]":
    """Let one person type after the other, unseen; each is told at once of a wrong digit."""
    from sync.keys import halves

    return [
        halves.read(click.prompt(f"The half of the {which} person", hide_input=True))
        for which in ("first", "second")
    ]
