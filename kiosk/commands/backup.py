"""Backs a house up from the command line."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.commands.options import data_option, founded_house

if TYPE_CHECKING:
    from kiosk.archivist import Progress


@click.command(epilog="Example: aiyou house backup --data /var/lib/aiyou --to /media/usb/stick")
@data_option
@click.option(
    "--to",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where the backup goes (the house's own directory).",
)
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
def backup(data: Path | None, to: Path | None, as_json: bool) -> None:  # noqa: FBT001
    """Make a backup, read it back, and tell where it is; the house may be running."""
    from kiosk.store.safety.places import Place

    with founded_house(data) as house:
        place = Place(to or house.config.backup_directory, stick=to.name if to else "")
        with _shown(quiet=as_json) as progress:
            made = house.archivist.back_up(place, "command line", progress)
    size = made.path.stat().st_size
    if as_json:
        facts = {"path": str(made.path), "seq": made.made.seq, "made_at": made.header.made_at}
        click.echo(json.dumps({**facts, "bytes": size}))
    else:
        click.echo(f"{made.path} holds everything up to now, {size / 1e6:.1f} MB, and opens.")


@contextmanager
def _shown(*, quiet: bool) -> "Iterator[Progress]":
    """Draw a bar on a terminal; a program and a log get none."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    quiet = quiet or not console.is_terminal
    with Bar(console=console, transient=True, disable=quiet) as bar:
        task = bar.add_task("Backup", total=1.0)
        yield lambda part: bar.update(task, completed=part)
