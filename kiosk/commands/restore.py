"""Restores a house from the command line: onto a new card, or in place of what is there."""

from pathlib import Path

import click

from kiosk.commands.options import data_option
from kiosk.commands.two_halves import half_option, joined


@click.command(epilog="Example: aiyou house restore /media/usb/stick --data /var/lib/aiyou")
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@data_option
@click.option("--replace", is_flag=True, help="Set aside the records that are there.")
@click.option(
    "--passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with a counselor's passphrase (or AIYOU_PASSPHRASE; else it is asked for).",
)
@half_option("Where every passphrase is lost: a file with one half of the recovery key.")
def restore(
    source: Path,
    data: Path | None,
    replace: bool,  # noqa: FBT001
    passphrase_file: Path | None,
    files: tuple[Path, ...],
) -> None:
    """Restore a house from a backup, or from the newest good one in a directory."""
    from kiosk.config import load
    from kiosk.restoring import restore_house

    done = restore_house(
        load(data),
        source,
        lambda: _passphrase(passphrase_file),
        replace=replace,
        recovery_private=joined(files) if files else None,
    )
    for name in done.skipped:
        click.echo(f"{name} is damaged and was passed over.", err=True)
    click.echo(f"{done.name} is as it was on {done.made_at:%Y-%m-%d at %H:%M}.")
    if done.aside:
        click.echo(f"What was there before is in {done.aside}.")


def _passphrase(file: Path | None) -> str:
    from os import environ

    if file:
        return _written_in(file)
    given = environ.get("AIYOU_PASSPHRASE")
    if given is not None:
        return given
    asked: str = click.prompt("A counselor's passphrase", hide_input=True, err=True)
    return asked


def _written_in(file: Path) -> str:
    from kiosk.errors import BadInput

    try:
        # Windows begins a text with a mark that nobody has typed.
        return file.read_text("utf-8-sig").strip("\r\n")
    except UnicodeDecodeError as error:
        raise BadInput(f"{file} cannot be read: save it as UTF-8.") from error
