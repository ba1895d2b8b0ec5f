"""Houses that are not there."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sync.hq.commands.options import TYPED, configuration, located, read_password

if TYPE_CHECKING:
    from sync.hq.config import HqConfig
    from sync.hq.simulate.playing import Play, Played, Told


@click.command(epilog="Example: aiyou hq simulate --houses 20 --months 6 --data invented")
@located
@click.option("--houses", default=20, type=click.IntRange(1, 9999), help="How many (20).")
@click.option("--months", default=3, type=click.IntRange(1, 120), help="For how long (3).")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day (yesterday).")
@click.option("--seed", default=1, help="Another number, other houses (1).")
@click.option("--url", help="Where the headquarters of --data listens: they send there, now.")
@click.option("--yes", is_flag=True, help="Even to a headquarters that has real houses.")
@click.option("--administrator", default="lin", help="First account of a new one (lin).")
@click.option("--password-file", type=TYPED, help="Its password; otherwise one is made up.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def simulate(
    data: Path | None,
    config: Path | None,
    houses: int,
    months: int,
    until: datetime | None,
    seed: int,
    url: str | None,
    yes: bool,  # noqa: FBT001
    administrator: str,
    password_file: Any,  # noqa: ANN401
    as_json: bool,  # noqa: FBT001
) -> None:
    """Let invented houses send months of real envelopes over HTTP.

    Without --url it makes a new headquarters in --data, whose time runs with the houses: serve it
    afterwards with aiyou hq serve. With --url all is received now. The houses are marked: 模拟 in
    the name, sim- in the id.
    """
    from sync.hq.simulate.playing import Play

    where, play = configuration(data, config), Play(houses, months, _last_day(until), seed)
    if url:
        played = _send_now(where, play, url, yes=yes)
    else:
        played = _make_anew(where, play, administrator, password_file, quiet=as_json)
    click.echo(_summary(played, as_json=as_json))


def _last_day(until: datetime | None) -> date:
    from datetime import timedelta
    from zoneinfo import ZoneInfo

    from sync.hq.headquarters import TIMEZONE, utc_now

    yesterday = utc_now().astimezone(ZoneInfo(TIMEZONE)).date() - timedelta(days=1)
    if until and until.date() > yesterday:
        raise click.BadParameter("it is not over yet.", param_hint="--until")
    return until.date() if until else yesterday


def _send_now(where: "HqConfig", play: "Play", url: str, *, yes: bool) -> "Played":
    from sync.hq.headquarters import utc_now
    from sync.hq.simulate import playing, wire
    from sync.hq.simulate.staging import Stage

    with Stage(where) as stage, _progress(play) as told:
        if not yes:
            stage.refuse_real_houses()
        return playing.all_at_once(play, stage, wire.always(url), utc_now(), told)


def _make_anew(
    where: "HqConfig",
    play: "Play",
    administrator: str,
    password_file: Any,  # noqa: ANN401
    *,
    quiet: bool,
) -> "Played":
    import secrets

    from sync.hq import setup
    from sync.hq.simulate import driven, playing
    from sync.hq.simulate.staging import Stage

    password = read_password(password_file) if password_file else secrets.token_urlsafe(12)
    # Its recovery key is not kept: no house here has anything that somebody could want back.
    setup.initialise(where, administrator, password, play.begins)
    if not (password_file or quiet):
        click.echo(f"{administrator} can sign in with the password {password}")
    with (
        driven.driven(where, play.begins) as address,
        Stage(where) as stage,
        _progress(play) as told,
    ):
        return playing.in_their_time(play, stage, address, told)


@contextmanager
def _progress(play: "Play") -> "Iterator[Told]":
    """Show how many months of houses were lived, where somebody looks."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as bar:
        lived = bar.add_task("Living", total=play.houses * len(play.spans()))
        yield lambda: bar.advance(lived)


def _summary(played: "Played", *, as_json: bool) -> str:
    import json
    from dataclasses import asdict

    if as_json:
        return json.dumps(asdict(played) | {"per_second": round(played.per_second)})
    return (
        f"{played.houses} houses sent {played.envelopes} envelopes in {played.requests} requests"
        f" and {played.seconds:.0f} s: {played.per_second:.0f} a second.\n"
        f"Refused: {played.refused}. Waiting in houses without a network: {played.waiting}."
    )
