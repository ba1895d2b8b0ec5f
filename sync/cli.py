"""The commands of the wire: `aiyou sync`."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sync import sticks

if TYPE_CHECKING:
    import sqlite_utils

    from sync.status import WireStatus

_HOUSE_TIME = timezone(timedelta(hours=8), "Asia/Shanghai")


def _house_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="AIYOU_DATA",
        required=True,
        help="The house's directory; also AIYOU_DATA.",
    )(command)


def _json_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


@click.group()
def sync() -> None:
    """Bring what the house has to tell to headquarters."""


@sync.command()
@_house_option
@_json_option
def send(*, data: Path, as_json: bool) -> None:
    """Send all that waits, now.

    Example: aiyou sync send --data /var/lib/aiyou
    """
    from sync import enrolment
    from sync.errors import CourierError
    from sync.step import step

    with _opened(data) as db:
        enrolment.need(db)
        done = step(db)
        settled = done.settled
        while done.again:
            done = step(db)
            settled += done.settled
        left = _status(db).waiting
    _show(
        {"sent": settled, "waiting": left, "trouble": done.trouble},
        f"{settled} sent, {left} waiting.",
        as_json=as_json,
    )
    if done.trouble:
        raise CourierError(done.trouble)


@sync.command()
@_house_option
@_json_option
def status(*, data: Path, as_json: bool) -> None:
    """Tell what waits and when headquarters was last heard.

    Example: aiyou sync status --data /var/lib/aiyou --json
    """
    from dataclasses import asdict

    with _opened(data) as db:
        found = _status(db)
    _show(asdict(found), _describe(found), as_json=as_json)


@sync.command()
@click.argument("stick", required=False, type=click.Path(exists=True, file_okay=False))
@_house_option
@click.option(
    "--sticks",
    default=sticks.USUAL,
    envvar="AIYOU_STICKS",
    help="Where sticks are mounted: patterns, with colons between; also AIYOU_STICKS.",
)
@_json_option
def usb(*, stick: str | None, data: Path, sticks: str, as_json: bool) -> None:
    """Put what waits on a USB stick, and take in the answers that it brings back.

    STICK is its directory; it may be left out where one stick is in. Bring it to headquarters,
    whose `aiyou hq receive` reads it, and plug it in here again.

    Example: aiyou sync usb /media/pi/STICK --data /var/lib/aiyou
    """
    from sync.couriers import usb
    from sync.errors import CourierError

    place = Path(stick) if stick else _only_stick(sticks)
    with _opened(data) as db:
        done = usb.exchange(db, place)
    _show(
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


@sync.command()
@click.option("--confirm", metavar="CODE", help="The code that headquarters' page showed.")
@_house_option
@_json_option
def qr(*, confirm: str | None, data: Path, as_json: bool) -> None:
    """Show what waits as QR codes that any phone brings to headquarters.

    The phone shows a confirmation code afterwards: give it with --confirm.

    Example: aiyou sync qr --data /var/lib/aiyou --confirm 7K3M-Q9TX-2W
    """
    from sync.couriers import qr

    with _opened(data) as db:
        if confirm:
            settled = qr.confirm(db, confirm, int(datetime.now(UTC).timestamp()))
            left = _status(db).waiting
            told = f"{settled} acknowledged, {left} waiting."
            _show({"settled": settled, "waiting": left}, told, as_json=as_json)
            return
        laid_out = qr.laid_out(db)
    if as_json:
        click.echo(json.dumps([{"link": one.link, "seqs": one.seqs} for one in laid_out]))
        return
    for number, one in enumerate(laid_out, 1):
        click.echo(f"{number} of {len(laid_out)}: {one.link}\n{one.in_terminal()}")
    if not laid_out:
        click.echo("Nothing waits that fits a QR code.")


@sync.command()
@click.argument("url")
@click.argument("code")
@_house_option
@click.option("--plain-http", is_flag=True, help="Take http:// to another machine.")
@click.option("--again", is_flag=True, help="Take new keys: the card was replaced, or stolen.")
@_json_option
def enrol(*, url: str, code: str, data: Path, plain_http: bool, again: bool, as_json: bool) -> None:
    """Make this house known to headquarters at URL, with the one-time CODE it gave.

    With --again a house that is known takes new keys: what the old ones sign is refused from then
    on, and what still waits goes under the new ones.

    Example: aiyou sync enrol https://hq.example.org 7KQ4-M2XD
    """
    from sync import enrolment, resending

    with _opened(data) as db:
        if again:
            enrolment.need(db)
            enrolled = enrolment.enrol(url, code, plain=plain_http)
            resending.enrol_again(db, enrolled)
        else:
            enrolment.refuse_second(db)
            enrolled = enrolment.enrol(url, code, plain=plain_http)
            enrolment.save(db, enrolled)
    _show(
        {"house": enrolled.house, "name": enrolled.name, "hq_url": enrolled.hq_url},
        f"Enrolled as {enrolled.house} ({enrolled.name}) at {enrolled.hq_url}.",
        as_json=as_json,
    )


@sync.command("rotate-key")
@_house_option
@_json_option
def rotate_key(*, data: Path, as_json: bool) -> None:
    """Sign by a new key from now on: somebody may know the present one.

    Headquarters hears of it with what is sent next; nothing else changes. Who stole the card
    itself has the new key too: then headquarters gives a new code, for aiyou sync enrol --again.

    Example: aiyou sync rotate-key --data /var/lib/aiyou
    """
    from sync import own_keys

    with _opened(data) as db:
        verify_key = own_keys.rotate(db, int(datetime.now(UTC).timestamp()))
    told = f"The house signs by a new key: {verify_key.hex()}."
    _show({"verify_key": verify_key.hex()}, told, as_json=as_json)


@contextmanager
def _opened(data: Path) -> "Iterator[sqlite_utils.Database]":
    import sqlite3

    from sync import records
    from sync.errors import SyncError

    try:
        with closing(records.open_database(data / "house.db")) as db:
            yield db
    except sqlite3.Error as error:
        raise SyncError(f"The house's records cannot be read or written: {error}.") from error


def _only_stick(patterns: str) -> Path:
    from sync.errors import CourierError

    found = sticks.mounted(patterns)
    if not found:
        raise CourierError("No USB stick is in.", permanent=True)
    if len(found) > 1:
        names = ", ".join(map(str, found))
        raise CourierError(f"Several USB sticks are in, please say which: {names}.", permanent=True)
    return found[0]


def _status(db: "sqlite_utils.Database") -> "WireStatus":
    from sync.status import wire_status

    return wire_status(db)


def _describe(found: "WireStatus") -> str:
    if not found.enrolled:
        return "Not enrolled: run aiyou sync enrol."
    lines = [f"{found.house} tells {found.hq_url}; {found.waiting} waiting."]
    if found.oldest is not None:
        lines.append(f"Oldest: {_local(found.oldest)}.")
    if found.acknowledged_at is not None:
        lines.append(
            f"Headquarters has 1 to {found.acknowledged_seq}, as of"
            f" {_local(found.acknowledged_at)}."
        )
    if found.set_aside:
        lines.append(f"Refused and set aside: {found.set_aside}.")
    if found.trouble:
        lines.append(f"Last try: {found.trouble}")
    return "\n".join(lines)


def _local(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).astimezone(_HOUSE_TIME).strftime("%Y-%m-%d %H:%M")


def _show(values: dict[str, Any], sentence: str, *, as_json: bool) -> None:
    click.echo(json.dumps(values, ensure_ascii=False) if as_json else sentence)
