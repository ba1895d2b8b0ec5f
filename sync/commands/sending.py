"""The three roads by hand: network, stick, telephone."""

import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sync import sticks
from sync.carrying.road_options import road_options
from sync.commands.options import house_option, json_option, now, opened, show

if TYPE_CHECKING:
    import sqlite_utils


@click.command()
@house_option
@road_options
@json_option
def send(*, data: Path, authority: Path | None, proxy: str | None, as_json: bool) -> None:
    """Send all that waits, now, whatever the month has cost already.

    Where headquarters has said nothing for a day, it is asked what there is.

    Example: aiyou sync send --data /var/lib/aiyou
    """
    from sync import enrolment, inbox
    from sync.agent import Terms
    from sync.carrying import budget
    from sync.carrying.road import Road
    from sync.carrying.stint import Stint
    from sync.errors import CourierError

    with opened(data) as db:
        enrolment.need(db)
        if inbox.is_due(db, now()):
            inbox.ask(db, now())
        terms = Terms(Road(authority, proxy), budget.of(db, now()).limit)
        with closing(Stint(terms)) as stint:
            settled, done = stint.send_all(db)
        left = _waiting(db)
    show(
        {"sent": settled, "waiting": left, "trouble": done.trouble},
        f"{settled} sent, {left} waiting.",
        as_json=as_json,
    )
    if done.trouble:
        raise CourierError(done.trouble)


@click.command()
@click.argument("stick", required=False, type=click.Path(exists=True, file_okay=False))
@house_option
@click.option(
    "--sticks",
    default=sticks.USUAL,
    envvar="AIYOU_STICKS",
    help="Where sticks are mounted: patterns, with colons between; also AIYOU_STICKS.",
)
@json_option
def usb(*, stick: str | None, data: Path, sticks: str, as_json: bool) -> None:
    """Put what waits on a USB stick, and take in the answers that it brings back.

    STICK is its directory; it may be left out where one stick is in. Bring it to headquarters,
    whose `aiyou hq receive` reads it, and plug it in here again.

    Example: aiyou sync usb /media/pi/STICK --data /var/lib/aiyou
    """
    from sync.couriers import usb
    from sync.errors import CourierError

    place = Path(stick) if stick else _only_stick(sticks)
    with opened(data) as db:
        done = usb.exchange(db, place)
    show(
        {
            "stick": str(place),
            "written": done.written,
            "carried": done.carried,
            "settled": done.settled,
            "troubles": done.troubles,
        },
        f"{done.settled} acknowledged; {done.carried} on the stick, {done.written} of them new.",
        as_json=as_json,
    )
    if done.troubles:
        raise CourierError("\n".join(": ".join(filter(None, one)) for one in done.troubles))


@click.command()
@click.option("--confirm", metavar="CODE", help="The code that headquarters' page showed.")
@house_option
@json_option
def qr(*, confirm: str | None, data: Path, as_json: bool) -> None:
    """Show what waits as QR codes that any phone brings to headquarters.

    The phone shows a confirmation code afterwards: give it with --confirm.

    Example: aiyou sync qr --data /var/lib/aiyou --confirm 7K3M-Q9TX-2W
    """
    from sync.couriers import qr

    with opened(data) as db:
        if confirm:
            settled = qr.confirm(db, confirm, now())
            left = _waiting(db)
            told = f"{settled} acknowledged, {left} waiting."
            show({"settled": settled, "waiting": left}, told, as_json=as_json)
            return
        laid_out = qr.laid_out(db)
    if as_json:
        click.echo(json.dumps([{"link": one.link, "seqs": one.seqs} for one in laid_out]))
        return
    for number, one in enumerate(laid_out, 1):
        click.echo(f"{number} of {len(laid_out)}: {one.link}\n{one.in_terminal()}")
    if not laid_out:
        click.echo("Nothing waits that fits a QR code.")


def _only_stick(patterns: str) -> Path:
    from sync.errors import CourierError

    found = sticks.mounted(patterns)
    if not found:
        raise CourierError("No USB stick is in.", permanent=True)
    if len(found) > 1:
        names = ", ".join(map(str, found))
        raise CourierError(f"Several USB sticks are in, please say which: {names}.", permanent=True)
    return found[0]


def _waiting(db: "sqlite_utils.Database") -> int:
    from sync.status import wire_status

    return wire_status(db).waiting
