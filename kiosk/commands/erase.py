"""Erases a child from the command line."""

from pathlib import Path

import click

from kiosk.commands.options import data_option, founded_house, patiently, scrub


@click.command(epilog="Example: aiyou house erase --child 0b64bd7e5c7a4b0c8f5f5c3f0a1d9e77")
@data_option
@click.option("--child", required=True, help="Its id: the long word in its page's address.")
@click.option("--yes", is_flag=True, help="Do not ask before erasing.")
@click.password_option(
    "--passphrase", confirmation_prompt=False, help="The passphrase of a counselor."
)
def erase(data: Path | None, child: str, passphrase: str, yes: bool) -> None:  # noqa: FBT001
    """Erase a child and all that the house keeps of it, for good."""
    from kiosk import keyholders
    from kiosk.domain.audit import Action
    from kiosk.forgetting import erase_child
    from kiosk.store.people import children
    from kiosk.store.rights import audit, erasing

    with founded_house(data) as house:
        with patiently(house):
            keyholders.unlock(house, passphrase)
        with house.database.transaction() as db:
            nickname = children.get(db, child).nickname
            found = erasing.preview(db, house.vault, child)
            keeper = house.vault.keeper.id
            audit.note(db, house.clock(), keeper, Action.LOOKED_AT_CHILD, child)
        click.echo(f"Of {nickname} the house keeps:")
        for group, number in found.items():
            click.echo(f"  {group.value:<12}{number:>6}")
        if not yes:
            click.confirm("Erase all of it, for good?", abort=True)
        erase_child(house, child)
        scrub(house)
    click.echo("It is erased; backups forget it within their 30 days.")
