"""The `aiyou hq` commands."""

from collections.abc import Iterable
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sync.halves import Half
    from sync.hq.config import HqConfig
    from sync.hq.stick import Brought


def _where(command: Any) -> Any:  # noqa: ANN401
    """Add --data and --config to a command."""
    data = click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        envvar=["AIYOU_HQ_DATA", "AIYOU_DATA"],
        help="Headquarters' directory.",
    )
    config = click.option(
        "--config",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="A TOML file of settings (/etc/aiyou/hq.toml, if it is there).",
    )
    return data(config(command))


def _config(data: Path | None, config: Path | None, **more: object) -> "HqConfig":
    from sync.hq import config as hq_config

    usual = hq_config.USUAL_FILE if hq_config.USUAL_FILE.is_file() else None
    return hq_config.load(config or usual, None, data=data, **more)


@click.group()
def hq() -> None:
    """Run headquarters: receive from the houses, see how they do."""


@hq.command(epilog="Example: aiyou hq init --data /var/lib/aiyou-hq --administrator lin")
@_where
@click.option("--administrator", required=True, help="Name of the first account.")
@click.option(
    "--password-file",
    type=click.File(),
    help="Read its password from a file; otherwise it is asked for.",
)
@click.option(
    "--recovery-out",
    type=click.Path(path_type=Path),
    help="Write the two halves of the recovery key to new files instead of showing them:"
    " into this directory, or to names that begin so.",
)
def init(
    data: Path | None,
    config: Path | None,
    administrator: str,
    password_file: Any,  # noqa: ANN401
    recovery_out: Path | None,
) -> None:
    """Make a new headquarters: keys, database, first administrator.

    Shows the foundation's recovery key once, in two halves: together they open what the houses
    sealed when every counselor's passphrase is lost; one alone opens nothing. Give them to two
    persons, to be kept offline and apart; they are kept nowhere else.
    """
    from secrets import token_bytes

    from sync import halves
    from sync.hq import headquarters, setup

    where = _config(data, config)
    files = _half_files(recovery_out) if recovery_out else None
    if files and any(file.exists() for file in files):
        raise click.BadParameter("these files exist already.", param_hint="--recovery-out")
    password = _password(password_file)
    key = setup.initialise(where, administrator, password, headquarters.utc_now())
    _hand_over(halves.split(key, token_bytes(halves.BYTES)), files)
    click.echo(f"Headquarters is ready in {where.data}; start it with: aiyou hq serve")


def _half_files(out: Path) -> list[Path]:
    return [
        out / f"recovery-half-{letter}" if out.is_dir() else out.with_name(f"{out.name}-{letter}")
        for letter in ("a", "b")
    ]


def _hand_over(pair: "Iterable[Half]", files: list[Path] | None) -> None:
    """Write the halves where it was asked for, or show them: nobody can make them again."""
    from sync.hq import keyring

    for half, file in zip_longest(pair, files or []):
        said = f"half {half.letter} of the foundation's recovery key"
        if file is not None:
            try:
                keyring.write_secret(file, f"# {said.capitalize()}\n{half.text}\n")
                click.echo(f"{file} is {said}: move it offline, away from the other.")
                continue
            except OSError as problem:
                click.echo(f"{file} cannot be written: {problem.strerror}.", err=True)
        click.echo(f"{said.capitalize()}, shown only now:\n{half.text}")
    click.echo("Give each half to another person: both are needed, one alone opens nothing.")


@hq.command(epilog="Example: aiyou hq serve --data /var/lib/aiyou-hq --port 8090")
@_where
@click.option("--host", help="Address to listen on (127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on (8090).")
def serve(data: Path | None, config: Path | None, host: str | None, port: int | None) -> None:
    """Serve headquarters until stopped."""
    from sync.hq import server

    where = _config(data, config, host=host, port=port)
    server.serve(where, lambda address: click.echo(f"Headquarters listens on {address}"))


@hq.command(epilog="Example: aiyou hq receive /media/lin/STICK --data /var/lib/aiyou-hq")
@_where
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON, a line for each file.")
def receive(data: Path | None, config: Path | None, folder: Path, as_json: bool) -> None:  # noqa: FBT001
    """Take in what a USB stick, or any FOLDER, brings from houses, and write the answers there.

    Headquarters may be running meanwhile. Then plug the stick into its house again.
    """
    from sync.hq import headquarters, keyring, setup, stick
    from sync.hq.errors import Refused

    where = _config(data, config)
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


@hq.command(
    epilog='Example: aiyou hq settings --county yuexi --number "县儿童办=0834-6612345" --games all'
)
@_where
@click.option("--county", help="Only houses of this county, such as yuexi.")
@click.option("--house", "house_id", help="Only this house.")
@click.option(
    "--number",
    "numbers",
    multiple=True,
    metavar="WHOSE=NUMBER",
    help="A number to call. WHOSE is youth, government or supervisor, or a name of at most 6"
    " characters. Without NUMBER it is as at first, or the county's line goes.",
)
@click.option("--hide", multiple=True, metavar="WHOSE", help="Children do not see this number.")
@click.option(
    "--threshold",
    "thresholds",
    multiple=True,
    metavar="NAME=VALUE",
    help="When to consider a quiet chat: such as days_missed=8 or fall=no.",
)
@click.option("--games", help="The games that are offered: all, or names with commas between.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def settings(
    data: Path | None,
    config: Path | None,
    county: str | None,
    house_id: str | None,
    numbers: tuple[str, ...],
    hide: tuple[str, ...],
    thresholds: tuple[str, ...],
    games: str | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Set numbers, thresholds and games in the houses, or list what was set.

    What is not named stays as it is. What is set holds until a house's counselor changes it.
    """
    import json

    from sync.hq import direction_form, headquarters, setup

    if county and house_id:
        raise click.UsageError("Give a county or a house, not both.")
    where, now = _config(data, config), headquarters.utc_now()
    if not (numbers or hide or thresholds or games):
        _list_settings(where, as_json=as_json)
        return
    typed, ticked = direction_form.typed(numbers, hide, thresholds, games)
    said = direction_form.read(typed, ticked, now)
    count = setup.send_settings(where, said, now, county, house_id)
    click.echo(json.dumps({"houses": count}) if as_json else f"Sent to {count} houses.")


def _list_settings(where: "HqConfig", *, as_json: bool) -> None:
    import json
    from datetime import UTC, datetime

    from sync.hq import setup

    for one in setup.settings_sent(where):
        content = {key: value for key, value in one.said.content().items() if key != "a"}
        at = f"{datetime.fromtimestamp(one.said.at, UTC):%Y-%m-%dT%H:%MZ}"
        place = one.house or one.county or "all"
        facts = {"at": at, "for": place, "by": one.by, "arrived": one.arrived, "houses": one.houses}
        if as_json:
            click.echo(json.dumps(facts | {"sets": content}, ensure_ascii=False))
        else:
            sets = json.dumps(content, ensure_ascii=False)
            click.echo(f"{at} {place}: {one.arrived} of {one.houses} houses have it. {sets}")


@hq.group()
def key() -> None:
    """Look after the keys of headquarters."""


@key.command("rotate", epilog="Example: aiyou hq key rotate sealing --data /var/lib/aiyou-hq")
@_where
@click.argument("kind", type=click.Choice(["sealing", "signing", "panel"]))
def key_rotate(data: Path | None, config: Path | None, kind: str) -> None:
    """Make a new key; headquarters may be running.

    sealing: what houses send is sealed to it. signing: answers are signed by it. panel: questions
    to the expert panel are sealed to it. Each house hears of it with its next answers and uses it
    from then on; the keys of before are kept, for what is on its way and for houses that are away.
    """
    from sync.hq import headquarters, setup

    setup.rotate_key(_config(data, config), kind, headquarters.utc_now())
    click.echo(f"Headquarters has a new {kind} key. Keep a copy of its directory of keys, offline.")


@hq.group()
def house() -> None:
    """Look after the list of houses."""


@house.command("add", epilog='Example: aiyou hq house add "Xinmin village" --county yuexi')
@_where
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
    added, code = setup.add_house(_config(data, config), name, county, now, house_id)
    if as_json:
        click.echo(json.dumps({"house": added, "code": code}))
    else:
        click.echo(f"House {added} is on the list.\nOne-time code, valid 14 days: {code}")


@house.command(
    "code", epilog="Example: aiyou hq house code yuexi-0007 --url https://hq.example.org"
)
@_where
@click.argument("house_id")
@click.option("--url", help="Address of headquarters: shows a QR code of both as well.")
def house_code(data: Path | None, config: Path | None, house_id: str, url: str | None) -> None:
    """Give a house that is on the list a new one-time code.

    For a house whose card was replaced or stolen: aiyou sync enrol --again takes it there.
    """
    from sync import invitation
    from sync.hq import headquarters, setup

    code = setup.give_code(_config(data, config), house_id, headquarters.utc_now())
    click.echo(f"One-time code of {house_id}, valid 14 days: {code}")
    if url:
        import segno

        link = invitation.link(url, code)
        click.echo(link)
        segno.make(link, error="m", micro=False).terminal(compact=True)


@hq.group()
def account() -> None:
    """Look after the accounts."""


@account.command("add", epilog="Example: aiyou hq account add wang --role supervisor --county yudu")
@_where
@click.argument("name")
@click.option(
    "--role",
    required=True,
    type=click.Choice(["administrator", "supervisor", "expert", "reader"]),
    help="What the account may do.",
)
@click.option("--county", help="The county of a supervisor, such as yudu.")
@click.option("--password-file", type=click.File(), help="Read the password from a file.")
def account_add(
    data: Path | None,
    config: Path | None,
    name: str,
    role: str,
    county: str | None,
    password_file: Any,  # noqa: ANN401
) -> None:
    """Add an account that may sign in at once."""
    from sync.hq import headquarters, setup

    where, password = _config(data, config), _password(password_file)
    added = setup.add_account(where, name, password, headquarters.utc_now(), role, county)
    click.echo(f"{added.name} can sign in now.")


@account.command("reset", epilog="Example: aiyou hq account reset wang")
@_where
@click.argument("name")
@click.option("--password-file", type=click.File(), help="Read the password from a file.")
def account_reset(
    data: Path | None,
    config: Path | None,
    name: str,
    password_file: Any,  # noqa: ANN401
) -> None:
    """Give an account a new password, and take its second factor away.

    For somebody who lost the password, or both phone and recovery codes.
    """
    from sync.hq import headquarters, setup

    where, password = _config(data, config), _password(password_file)
    account = setup.reset_account(where, name, password, headquarters.utc_now())
    click.echo(f"{account.name} can sign in with the new password.")


def _password(file: Any) -> str:  # noqa: ANN401
    if file is not None:
        return str(file.read()).rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
