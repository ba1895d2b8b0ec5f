"""Making a headquarters, and serving it."""

import shlex
from collections.abc import Iterable
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sync.hq.commands.options import TYPED, configuration, located, read_password

if TYPE_CHECKING:
    from sync.keys.halves import Half


@click.command(epilog="Example: aiyou hq init --data /var/lib/aiyou-hq --administrator lin")
@located
@click.option("--administrator", required=True, help="Name of the first account.")
@click.option(
    "--password-file",
    type=TYPED,
    help="Read its password from a file; otherwise it is asked for.",
)
@click.option(
    "--recovery-out",
    type=click.Path(path_type=Path),
    help="Write the two halves of the recovery key to new files instead of showing them:"
    " into this directory, or to names that begin so.",
)
def init(
    data: Path | None,
    config: Path | None,
    administrator: str,
    password_file: Any,  # noqa: ANN401
    recovery_out: Path | None,
) -> None:
    """Make a new headquarters: keys, database, first administrator.

    Shows the foundation's recovery key once, in two halves: together they open what the houses
    sealed when every counselor's passphrase is lost; one alone opens nothing. Give them to two
    persons, to be kept offline and apart; they are kept nowhere else.
    """
    from os.path import lexists
    from secrets import token_bytes

    from sync.hq import headquarters, setup
    from sync.keys import halves

    where = configuration(data, config)
    files = _half_files(recovery_out) if recovery_out else None
    if files and any(map(lexists, files)):
        raise click.BadParameter("these files exist already.", param_hint="--recovery-out")
    password = read_password(password_file)
    key = setup.initialise(where, administrator, password, headquarters.utc_now())
    _hand_over(halves.split(key, token_bytes(halves.BYTES)), files)
    told = [("--data", data), ("--config", config)]
    again = [word for name, value in told if value for word in (name, str(value))]
    serve = shlex.join(["aiyou", "hq", "serve", *again])
    click.echo(f"Headquarters is ready in {where.data}; start it with: {serve}")


def _half_files(out: Path) -> list[Path]:
    from sync import sticks

    # What may not be looked at may not be written either: that is said when the halves are there.
    if sticks.is_there(out):
        return [out / f"recovery-half-{letter}" for letter in ("a", "b")]
    return [out.with_name(f"{out.name}-{letter}") for letter in ("a", "b")]


def _hand_over(pair: "Iterable[Half]", files: list[Path] | None) -> None:
    """Write the halves where it was asked for, or show them: nobody can make them again."""
    from sync.hq import keyring

    for half, file in zip_longest(pair, files or []):
        said = f"half {half.letter} of the foundation's recovery key"
        if file is not None:
            try:
                keyring.write_secret(file, f"# {said.capitalize()}\n{half.text}\n")
                click.echo(f"{file} is {said}: move it offline, away from the other.")
                continue
            except OSError as problem:
                click.echo(f"{file} cannot be written: {problem.strerror}.", err=True)
        click.echo(f"{said.capitalize()}, shown only now:\n{half.text}")
    click.echo("Give each half to another person: both are needed, one alone opens nothing.")


@click.command(epilog="Example: aiyou hq serve --data /var/lib/aiyou-hq --port 8090")
@located
@click.option("--host", help="Address to listen on (127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on (8090).")
@click.option("--processes", type=click.IntRange(1, 64), help="How many processes answer (1).")
def serve(
    data: Path | None,
    config: Path | None,
    host: str | None,
    port: int | None,
    processes: int | None,
) -> None:
    """Serve headquarters until stopped.

    With several processes one that ends is replaced; SIGHUP replaces all, one after the other.
    """
    import gc
    import os

    # Nearly all that a start allocates stays: looking for garbage in it finds none.
    gc.disable()
    # Babel looks through all zones of the world for the name of this one; the file has it too.
    os.environ.setdefault("TZ", ":/etc/localtime")
    from sync.hq import server

    where = configuration(data, config, host=host, port=port, processes=processes)
    server.serve(where, lambda address: click.echo(f"Headquarters listens on {address}"))
