"""Setting numbers, thresholds and games in the houses."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sync.hq.commands.options import configuration, located

if TYPE_CHECKING:
    from sync.hq.config import HqConfig


@click.command(
    epilog='Example: aiyou hq settings --county yuexi --number "县儿童办=0834-6612345" --games all'
)
@located
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

    from sync.hq import headquarters, setup
    from sync.hq.answer import direction_form

    if county and house_id:
        raise click.UsageError("Give a county or a house, not both.")
    where, now = configuration(data, config), headquarters.utc_now()
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
