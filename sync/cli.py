"""The commands of the wire: `aiyou sync`."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sync import sticks
from sync.road_options import road_options

if TYPE_CHECKING:
    import sqlite_utils

    from sync.report import Report
    from sync.status import WireStatus

_KEYS = """\b
The keys of the JSON; times are Unix seconds, null where there is nothing to tell:
  enrolled, house, hq_url            whom the house knows
  waiting, waiting_by_kind, oldest   how many envelopes, of which kinds, since when
  summaries                          those that sum up a day or a month
  newest_told                        the newest day that headquarters has
  full                               so much waits that days stay in the house
  set_aside                          what headquarters refused for good
  acknowledged_seq, acknowledged_at  its last answer: has all up to there, and when
  trouble, tries, next_try           why the last try failed, how many did, not before
  month                              month, limit, sent, received, left: in bytes
"""
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
@road_options
@_json_option
def send(*, data: Path, authority: Path | None, proxy: str | None, as_json: bool) -> None:
    """Send all that waits, now, whatever the month has cost already.

    Example: aiyou sync send --data /var/lib/aiyou
    """
    from sync import budget, enrolment
    from sync.agent import Terms
    from sync.errors import CourierError
    from sync.road import Road
    from sync.stint import Stint

    with _opened(data) as db:
        enrolment.need(db)
        terms = Terms(Road(authority, proxy), budget.of(db, _now()).limit)
        with closing(Stint(terms)) as stint:
            settled, done = stint.send_all(db)
        left = _status(db).waiting
    _show(
        {"sent": settled, "waiting": left, "trouble": done.trouble},
        f"{settled} sent, {left} waiting.",
        as_json=as_json,
    )
    if done.trouble:
        raise CourierError(done.trouble)


@sync.command(epilog=_KEYS)
@_house_option
@_json_option
def status(*, data: Path, as_json: bool) -> None:
    """Tell what waits, how the tries go, and what this month has cost.

    Example: aiyou sync status --data /var/lib/aiyou --json
    """
    from sync.report import report

    with _opened(data) as db:
        found = report(db, _now())
    _show(found.plain(), _describe(found), as_json=as_json)


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
            settled = qr.confirm(db, confirm, _now())
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
@click.argument("code", required=False)
@_house_option
@click.option("--plain-http", is_flag=True, help="Take http:// to another machine.")
@click.option("--again", is_flag=True, help="Take new keys: the card was replaced, or stolen.")
@road_options
@_json_option
def enrol(
    *,
    url: str,
    code: str | None,
    data: Path,
    plain_http: bool,
    again: bool,
    authority: Path | None,
    proxy: str | None,
    as_json: bool,
) -> None:
    """Make this house known to headquarters at URL, with the one-time CODE it gave.

    URL may be the link of its QR code, which brings the code as well.

    With --again a house that is known takes new keys: what the old ones sign is refused from then
    on, and what still waits goes under the new ones.

    Example: aiyou sync enrol https://hq.example.org 7KQ4-M2XD
    """
    from sync import enrolment, invitation, resending
    from sync.road import Road

    address, given = invitation.read(url)
    if not (code := code or given):
        raise click.UsageError("The one-time code is missing.")

    road = Road(authority, proxy)
    with _opened(data) as db:
        if again:
            enrolment.need(db)
            enrolled = enrolment.enrol(address, code, plain=plain_http, road=road)
            resending.enrol_again(db, enrolled)
        else:
            enrolment.refuse_second(db)
            enrolled = enrolment.enrol(address, code, plain=plain_http, road=road)
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


def _now() -> int:
    return int(datetime.now(UTC).timestamp())


def _describe(told: "Report") -> str:
    if not told.wire.enrolled:
        return "Not enrolled: run aiyou sync enrol."
    return "\n".join([*_of_what_waits(told), *_of_answers(told), *_of_tries(told)])


def _of_what_waits(told: "Report") -> Iterator[str]:
    yield f"{told.wire.house} tells {told.wire.hq_url}; {told.wire.waiting} waiting."
    if told.wire.oldest is not None:
        yield f"Oldest: {_local(told.wire.oldest)}."
    if told.is_full:
        yield "So much waits that days stay in the house until something has arrived."


def _of_answers(told: "Report") -> Iterator[str]:
    found = told.wire
    if told.newest_told:
        yield f"Newest day told: {told.newest_told}."
    if found.acknowledged_at is not None:
        at = _local(found.acknowledged_at)
        yield f"Headquarters has 1 to {found.acknowledged_seq}, as of {at}."
    if found.set_aside:
        yield f"Refused and set aside: {found.set_aside}."


def _of_tries(told: "Report") -> Iterator[str]:
    if told.wire.trouble:
        yield f"Last try: {told.wire.trouble}"
    if told.next_try is not None:
        yield f"Next try: {_local(told.next_try)}."
    if told.month.left is not None:
        yield f"Left of this month: {told.month.left} of {told.month.limit} bytes."


def _local(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).astimezone(_HOUSE_TIME).strftime("%Y-%m-%d %H:%M")


def _show(values: dict[str, Any], sentence: str, *, as_json: bool) -> None:
    click.echo(json.dumps(values, ensure_ascii=False) if as_json else sentence)
