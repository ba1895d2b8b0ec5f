"""Taking in what a stick brings."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sync.hq.commands.options import configuration, located

if TYPE_CHECKING:
    from sync.hq.receive.stick import Brought


@click.command(epilog="Example: aiyou hq receive /media/lin/STICK --data /var/lib/aiyou-hq")
@located
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON, a line for each file.")
def receive(data: Path | None, config: Path | None, folder: Path, as_json: bool) -> None:  # noqa: FBT001
    """Take in what a USB stick, or any FOLDER, brings from houses, and write the answers there.

    Headquarters may be running meanwhile. Then plug the stick into its house again.
    """
    from sync.hq import headquarters, keyring, setup
    from sync.hq.errors import Refused
    from sync.hq.receive import stick

    where = configuration(data, config)
    ring, database = keyring.load(where.keys), setup.open_initialised(where)
    try:
        brought = []
        for one in stick.take_in(database, ring, folder, headquarters.utc_now()):
            click.echo(_tell(one, as_json=as_json))
            brought.append(one)
    finally:
        database.close()
    if not brought:
        raise Refused("There is nothing from a house in %(folder)s.", folder=folder)
    if any(one.trouble for one in brought):
        raise Refused("Not every file could be taken in and answered.")


def _tell(one: "Brought", *, as_json: bool) -> str:
    import json

    from sync import sticks

    said = one.answer
    if as_json:
        facts = {
            "file": sticks.shown(one.file),
            "house": said and said.house,
            "accepted": said and said.accepted,
            "refused": said and said.refused,
            "trouble": one.trouble,
        }
        return json.dumps(facts, ensure_ascii=False)
    told = [f"{sticks.shown(one.file.name)}:"]
    if said:
        told.append(f"headquarters has 1 to {said.accepted} of {said.house}.")
        if said.refused:
            told.append(f"Refused: {', '.join(map(str, said.refused))}.")
    return " ".join([*told, *([one.trouble] if one.trouble else [])])
