"""Runs a house, or a demo of one."""

import gc
from pathlib import Path

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


@click.command(epilog="Example: aiyou demo --data demo-data")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo-data"),
    show_default=True,
    help="Where the demo house and headquarters live.",
)
@click.option("--empty", is_flag=True, help="A house with nobody in it, not even a counselor.")
@click.option("--port", default=8080, show_default=True, help="The house's port.")
@click.option("--hq-port", default=8090, show_default=True, help="Headquarters' port.")
@click.option("--board-port", default=8070, show_default=True, help="The port of its box to press.")
def demo(data: Path, empty: bool, port: int, hq_port: int, board_port: int) -> None:  # noqa: FBT001
    """Make a demo house and a demo headquarters that know each other, and serve both."""
    from kiosk import sodium

    sodium.require()
    from kiosk.demo.run import run

    run(data, empty=empty, port=port, hq_port=hq_port, board_port=board_port)
