"""Sets a house up from the command line."""

from pathlib import Path

import click

from kiosk.commands.options import data_option, named, opened_house


@click.command(epilog='Example: aiyou house init --name "大坪村爱佑之家" --counselor 李老师')
@data_option
@click.option("--name", required=True, callback=named, help="The name on the door.")
@click.option("--counselor", required=True, callback=named, help="The first counselor's name.")
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
    from secrets import token_bytes

    from kiosk.founding import found_house
    from kiosk.store.keys.founding import Founder
    from sync.keys import halves

    with opened_house(data, recovery_key=recovery_key) as house:
        founded = found_house(house, Founder(name, counselor, phone, passphrase))
    click.echo(f"{name} is set up.")
    if founded.recovery_private:
        click.echo("Recovery key, shown once, in two halves: give each to another person.")
        for half in halves.split(founded.recovery_private, token_bytes(halves.BYTES)):
            click.echo(f"Half {half.letter}: {half.text}")
