"""The `aiyou hq` commands, composed."""

import click

from sync.hq.commands import (
    accounts,
    beginning,
    directing,
    houses,
    keys,
    receiving,
    reporting,
    safekeeping,
    simulating,
    verifying,
)


@click.group()
def hq() -> None:
    """Run headquarters: receive from the houses, see how they do."""


for command in (
    beginning.init,
    beginning.serve,
    receiving.receive,
    reporting.report,
    directing.settings,
    keys.key,
    houses.house,
    accounts.account,
    safekeeping.backup,
    safekeeping.restore,
    simulating.simulate,
    verifying.verify,
):
    hq.add_command(command)
