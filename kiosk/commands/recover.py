"""Recovers a house whose passphrases are all lost; two persons hold half the key each."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.commands.options import data_option, founded_house

if TYPE_CHECKING:
    from sync.halves import Half


@click.command(epilog="Example: aiyou house recover --half a.txt --half b.txt --counselor 王老师")
@data_option
@click.option(
    "--half",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with one half of the recovery key; otherwise each person types one.",
)
@click.option("--counselor", help="The new counselor's name.")
@click.option("--phone", default="", help="The new counselor's phone.")
@click.option("--passphrase", help="Her passphrase; otherwise it is asked for.")
@click.option("--rehearse", is_flag=True, help="Only prove that the two halves open the house.")
def recover(
    data: Path | None,
    files: tuple[Path, ...],
    counselor: str | None,
    phone: str,
    passphrase: str | None,
    rehearse: bool,  # noqa: FBT001
) -> None:
    """Open a house with both halves of its recovery key, and let a new counselor in.

    Works without a network. With --rehearse nothing is changed.
    """
    from kiosk import recovering
    from sync import halves

    if not (counselor or rehearse):
        raise click.UsageError("Name the new counselor with --counselor, or say --rehearse.")
    if len(files) not in (0, 2):
        raise click.UsageError("Give --half twice, or not at all.")
    with founded_house(data) as house:
        key = halves.join(_read(file) for file in files) if files else halves.join(_ask())
        if rehearse or not counselor:
            recovering.rehearse(house, key)
            click.echo("The two halves open this house: its records can be read. Nothing changed.")
            return
        recovering.recover(house, key, counselor, phone, passphrase or _ask_passphrase())
    click.echo(f"{counselor} can unlock the panel now.")


def _read(file: Path) -> "Half":
    from sync import halves
    from sync.errors import BadHalf

    try:
        return halves.read(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadHalf(f"{file} cannot be read.") from error
    except BadHalf as error:
        raise BadHalf(f"{file}: {error}") from error


def _ask() -> "list[Half]":
    """Let one person type after the other, unseen; each is told at once of a wrong digit."""
    from sync import halves

    return [
        halves.read(click.prompt(f"The half of the {which} person", hide_input=True))
        for which in ("first", "second")
    ]


def _ask_passphrase() -> str:
    return str(
        click.prompt("The new counselor's passphrase", hide_input=True, confirmation_prompt=True)
    )
