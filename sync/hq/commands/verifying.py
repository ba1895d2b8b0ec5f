"""Making sure that the figures are those of the envelopes."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sync.hq.commands.options import configuration, located

if TYPE_CHECKING:
    from sync.hq.told.verifying import Difference


@click.command(epilog="Example: aiyou hq verify --data /var/lib/aiyou-hq --repair")
@located
@click.option("--repair", is_flag=True, help="Write what differs anew, as the envelopes tell it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, a line for each difference.")
def verify(data: Path | None, config: Path | None, repair: bool, as_json: bool) -> None:  # noqa: FBT001
    """Compare days, months and all sums with the envelopes that houses sent.

    Headquarters may be running meanwhile. Each row that differs is a line.
    """
    from sync.hq import keyring, setup
    from sync.hq.errors import Refused
    from sync.hq.told import verifying

    where = configuration(data, config)
    ring, database = keyring.load(where.keys), setup.open_initialised(where)
    count = 0
    try:
        for one in verifying.verify(database, ring, repair=repair):
            click.echo(_tell(one, as_json=as_json))
            count += 1
    finally:
        database.close()
    if count and repair:
        click.echo(f"{count} rows differed and were written anew.", err=True)
    elif count:
        raise Refused("%(count)s rows are not what the envelopes tell.", count=count)
    elif not as_json:
        click.echo("All figures are what the envelopes tell.")


def _tell(one: "Difference", *, as_json: bool) -> str:
    import json

    key = [str(part) for part in one.key]
    if as_json:
        told = {"table": one.table, "key": key, "kept": one.kept, "right": one.right}
        return json.dumps(told, default=_plain, ensure_ascii=False)
    name = f"{one.table} {' '.join(part or 'program' for part in key)}"
    if one.kept is None:
        return f"{name}: missing"
    if one.right is None:
        return f"{name}: no envelope tells it"
    wrong = (field for field in one.right if one.kept[field] != one.right[field])
    said = (f"{field} is {one.kept[field]}, should be {one.right[field]}" for field in wrong)
    return f"{name}: {'; '.join(said)}"


def _plain(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
