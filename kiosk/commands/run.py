"""Runs a house, or a demo of one."""

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kiosk.commands.options import config_option, data_option


@click.command(epilog="Example: aiyou serve --data /var/lib/aiyou")
@data_option
@config_option
@click.option("--port", type=int, help="Where the pages are served (8080).")
def serve(data: Path | None, file: Path | None, port: int | None) -> None:
    """Serve the house's pages, and send what waits."""
    from kiosk import memory, sodium

    memory.start_with_glibc_alone()
    # Nearly all that a start allocates stays: looking for garbage in it finds none.
    gc.disable()
    sodium.require()
    from kiosk import serve as service
    from kiosk.config import load

    memory.overwrite_what_is_freed()
    config = load(data, file, port=port)
    service.run(config, lambda address: click.echo(f"The house is at {address}"))


def _port_option(name: str, port: int, what: str) -> Callable[[Any], Any]:
    of_machine = click.IntRange(1, 65535)
    return click.option(name, type=of_machine, default=port, show_default=True, help=what)


@click.command(epilog="Example: aiyou demo --data demo-data")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo-data"),
    show_default=True,
    help="Where the demo house and headquarters live.",
)
@click.option("--empty", is_flag=True, help="A house with nobody in it, not even a counselor.")
@_port_option("--port", 8080, "The house's port.")
@_port_option("--hq-port", 8090, "Headquarters' port.")
@_port_option("--board-port", 8070, "The port of its box to press.")
def demo(data: Path, empty: bool, port: int, hq_port: int, board_port: int) -> None:  # noqa: FBT001
    """Make a demo house and a demo headquarters that know each other, and serve both."""
    from kiosk import sodium

    if len({port, hq_port, board_port}) < 3:
        raise click.UsageError("House, headquarters and box need a port each.")
    sodium.require()
    from kiosk.demo.run import run

    run(data, empty=empty, port=port, hq_port=hq_port, board_port=board_port)
