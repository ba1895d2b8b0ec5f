"""The house's own commands; what is heavy is imported inside them."""

from datetime import datetime
from pathlib import Path

import click

from kiosk.cli import data_option

_config_option = click.option(
    "--config",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The house's settings (TOML).",
)


@click.command(epilog="Example: aiyou serve --data /var/lib/aiyou")
@data_option
@_config_option
@click.option("--port", type=int, help="Where the pages are served (8080).")
def serve(data: Path | None, file: Path | None, port: int | None) -> None:
    """Serve the house's pages, and send what waits."""
    from kiosk import serve as service
    from kiosk.config import load

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
def demo(data: Path, empty: bool, port: int, hq_port: int) -> None:  # noqa: FBT001
    """Make a demo house and a demo headquarters that know each other, and serve both."""
    from kiosk.demo.run import run

    run(data, empty=empty, port=port, hq_port=hq_port)


@click.group()
def house() -> None:
    """Look after a house's records."""


@house.command(epilog="Example: aiyou house close --data /var/lib/aiyou --day 2026-11-24")
@data_option
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="The day (today).")
def close(data: Path | None, day: datetime | None) -> None:
    """Close a day: its summary waits for headquarters from then on."""
    from kiosk.closing import close_day
    from kiosk.config import load
    from kiosk.domain.days import Closing
    from kiosk.errors import BadInput
    from kiosk.house import open_house
    from kiosk.store import house as house_store

    opened = open_house(load(data))
    try:
        with opened.database.reading() as db:
            house_store.get(db)
        today = opened.clock().day
        date = day.date() if day else today
        if date > today:
            raise BadInput(f"{date} has not come yet.")
        closed = close_day(opened, date, Closing.COUNSELOR, "command line")
    finally:
        opened.close()
    waits = "it waits for headquarters" if closed.envelope else "headquarters is not known yet"
    click.echo(f"{date} is closed with {closed.counts.present} children; {waits}.")


@house.command(epilog='Example: aiyou house init --name "大坪村爱佑之家" --counselor 李老师')
@data_option
@click.option("--name", required=True, help="The name on the door.")
@click.option("--counselor", required=True, help="The first counselor's name.")
@click.option("--phone", default="", help="The counselor's phone.")
@click.option("--recovery-key", help="The foundation's public recovery key (hex).")
@click.password_option("--passphrase", help="The counselor's passphrase.")
def init(
    data: Path | None,
    name: str,
    counselor: str,
    phone: str,
    recovery_key: str | None,
    passphrase: str,
) -> None:
    """Set a house up from the command line, as the first-run page does."""
    from kiosk.config import load
    from kiosk.founding import found_house
    from kiosk.house import open_house
    from kiosk.store.house import Founder

    opened = open_house(load(data, recovery_key=recovery_key))
    try:
        founded = found_house(opened, Founder(name, counselor, phone, passphrase))
    finally:
        opened.close()
    click.echo(f"{name} is set up.")
    if founded.recovery_private:
        click.echo(f"Recovery key for the foundation, shown once: {founded.recovery_private.hex()}")
