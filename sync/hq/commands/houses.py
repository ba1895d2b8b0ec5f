"""The list of houses and their codes."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from sync.hq.commands.options import configuration, located

if TYPE_CHECKING:
    from sync.hq.errors import Refused
    from sync.hq.register.houses import House


@click.group()
def house() -> None:
    """Look after the list of houses."""


@house.command("add", epilog='Example: aiyou hq house add "Xinmin village" --county yuexi')
@located
@click.argument("name")
@click.option("--county", required=True, help="Code of the county, such as yuexi.")
@click.option("--id", "house_id", help="The house's id; otherwise the county's next.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def house_add(
    data: Path | None,
    config: Path | None,
    name: str,
    county: str,
    house_id: str | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Add a house and show its one-time code."""
    import json

    from sync.hq import headquarters, setup

    now = headquarters.utc_now()
    added, code = setup.add_house(configuration(data, config), name, county, now, house_id)
    if as_json:
        click.echo(json.dumps({"house": added, "code": code}))
    else:
        click.echo(f"House {added} is on the list.\nOne-time code, valid 14 days: {code}")


@house.command(
    "code", epilog="Example: aiyou hq house code yuexi-0007 --url https://hq.example.org"
)
@located
@click.argument("house_id")
@click.option(
    "--url",
    help="Address of headquarters, if it is not the one that is set: a QR code holds both.",
)
def house_code(data: Path | None, config: Path | None, house_id: str, url: str | None) -> None:
    """Give a house that is on the list a new one-time code.

    For a house whose card was replaced or stolen: aiyou sync enrol --again takes it there.
    """
    from sync import invitation
    from sync.hq import headquarters, setup

    where = configuration(data, config)
    code = setup.give_code(where, house_id, headquarters.utc_now())
    click.echo(f"One-time code of {house_id}, valid 14 days: {code}")
    if address := url or where.address:
        import segno

        link = invitation.link(address, code)
        click.echo(link)
        segno.make(link, error="m", micro=False).terminal(compact=True)


@house.command("change", epilog='Example: aiyou hq house change yuexi-0007 --name "Xinmin village"')
@located
@click.argument("house_id")
@click.option("--name", help="Its name from now on.")
@click.option("--county", help="The right county, as long as the house has told nothing.")
def house_change(
    data: Path | None, config: Path | None, house_id: str, name: str | None, county: str | None
) -> None:
    """Give a house another name, or the right county."""
    from sync.hq import headquarters, setup

    if name is None and county is None:
        raise click.UsageError("Give --name, --county or both.")
    where, now = configuration(data, config), headquarters.utc_now()
    changed = setup.change_house(where, house_id, now, name, county)
    click.echo(f"{changed.house} is now: {changed.name}, {changed.county}.")


@house.command(
    "retire", epilog='Example: aiyou hq house retire yuexi-0007 --why "merged with Xinmin"'
)
@located
@click.argument("house_id")
@click.option("--why", required=True, help="The reason, as people will read it.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Its last day (today).")
def house_retire(
    data: Path | None, config: Path | None, house_id: str, why: str, day: datetime | None
) -> None:
    """Wait no longer for a house; what it told stays, and it can be brought back."""
    from zoneinfo import ZoneInfo

    from sync.hq import headquarters, setup

    now = headquarters.utc_now()
    last = day or now.astimezone(ZoneInfo(headquarters.TIMEZONE))
    setup.retire_house(configuration(data, config), house_id, last.date(), why, now)
    click.echo(f"{house_id} is retired since {last:%Y-%m-%d}.")


@house.command("bring-back", epilog="Example: aiyou hq house bring-back yuexi-0007")
@located
@click.argument("house_id")
def house_bring_back(data: Path | None, config: Path | None, house_id: str) -> None:
    """Wait for a retired house again."""
    from sync.hq import headquarters, setup

    setup.bring_house_back(configuration(data, config), house_id, headquarters.utc_now())
    click.echo(f"{house_id} is on the list again.")


@house.command("import", epilog="Example: aiyou hq house import houses.csv --codes codes.csv")
@located
@click.argument("file", required=False, type=click.File("rb"))
@click.option("--program", is_flag=True, help="The program's villages, with names to replace.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option(
    "--codes",
    type=click.Path(path_type=Path),
    help="Write one-time codes of all that are not connected yet to this new file.",
)
def house_import(
    data: Path | None,
    config: Path | None,
    file: Any,  # noqa: ANN401
    program: bool,  # noqa: FBT001
    dry_run: bool,  # noqa: FBT001
    codes: Path | None,
) -> None:
    """Put the houses of a CSV FILE on the list: columns name, county, and perhaps id.

    What is there already is passed over. Where anything is wrong, all of it is said and nothing is
    done. --codes: codes that were given before stop working.
    """
    from sync.hq import headquarters, setup
    from sync.hq.register import importing

    if program == (file is not None):
        raise click.UsageError("Give a file or --program, one of both.")
    if codes is not None and dry_run:
        raise _needs_new_file()
    where, now = configuration(data, config), headquarters.utc_now()
    rows = importing.program() if program else importing.read(file.read())
    with _new_file(codes) if codes else nullcontext() as out:
        brought = setup.import_houses(where, rows, now, keep_names=program, dry_run=dry_run)
        click.echo(_told(len(brought.added), brought.known, dry_run=dry_run))
        if out:
            _write_codes(out, codes, setup.give_codes(where, brought.houses, now))


def _told(added: int, known: int, *, dry_run: bool) -> str:
    """Say how many houses were added, or would be, and how many there were before."""
    were = "would be" if dry_run else "was" if added == 1 else "were"
    houses = f"{added} {'house' if added == 1 else 'houses'} {were} added"
    return f"{houses}, {known} {'was' if known == 1 else 'were'} on the list already."


@contextmanager
def _new_file(file: Path) -> Iterator[BinaryIO]:
    """Open a file that only its owner reads, before any code is drawn; what fails leaves none."""
    import os

    try:
        out = os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")
    except FileExistsError as problem:
        raise _needs_new_file() from problem
    except OSError as problem:
        raise _cannot_write(file, problem) from problem
    try:
        with out:
            yield out
    except BaseException:
        file.unlink()
        raise


def _needs_new_file() -> click.BadParameter:
    return click.BadParameter("needs a new file, and no --dry-run.", param_hint="--codes")


def _cannot_write(file: object, problem: OSError) -> "Refused":
    from sync.hq.errors import Refused

    return Refused("Cannot write %(file)s: %(reason)s.", file=file, reason=problem.strerror)


def _write_codes(out: BinaryIO, file: Path | None, given: "list[tuple[House, str]]") -> None:
    from sync.paper import commas

    lines = [["id", "name", "county", "code"]]
    lines += [[one.house, one.name, one.county, code] for one, code in given]
    try:
        out.write(commas.to_csv(lines))
        out.flush()
    except OSError as problem:
        raise _cannot_write(file, problem) from problem
    told = "1 one-time code" if len(given) == 1 else f"{len(given)} one-time codes"
    click.echo(f"{told}, valid 14 days, {'is' if len(given) == 1 else 'are'} in {file}.")
