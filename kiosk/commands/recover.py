"""Recovers a house whose passphrases are all lost; two persons hold half the key each."""

from pathlib import Path

import click

from kiosk.commands.options import data_option, founded_house, named
from kiosk.commands.two_halves import half_option, joined


@click.command(epilog="Example: aiyou house recover --half a.txt --half b.txt --counselor 王老师")
@data_option
@half_option("A file with one half of the recovery key; otherwise each person types one.")
@click.option("--counselor", callback=named, help="The new counselor's name.")
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

    if not (counselor or rehearse):
        raise click.UsageError("Name the new counselor with --counselor, or say --rehearse.")
    with founded_house(data) as house:
        key = joined(files)
        if rehearse or not counselor:
            recovering.rehearse(house, key)
            click.echo("The two halves open this house: its records can be read. Nothing changed.")
            return
        recovering.recover(house, key, counselor, phone, passphrase or _ask_passphrase())
    click.echo(f"{counselor} can unlock the panel now.")


def _ask_passphrase() -> str:
    return str(
        click.prompt("The new counselor's passphrase", hide_input=True, confirmation_prompt=True)
    )
