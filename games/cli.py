"""The `play` command; whatever draws is imported only when a game begins."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import IO, Any

import click

from games import bots, report
from games.catalog import GAMES, Game, find
from games.languages import DEFAULT, LANGUAGES
from games.learning import HIGHEST, LEAST, LOWEST, MOST

_BOTS = [bot.value for bot in bots.Bot]


def _size(_ctx: click.Context, _param: click.Parameter, text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal() and int(width) and int(height)):
        raise click.BadParameter("Give the width and the height, as in 800x480.")
    return int(width), int(height)


def _words(_ctx: click.Context, _param: click.Parameter, file: IO[str] | None) -> dict[str, str]:
    try:
        words = json.load(file) if file else {}
    except ValueError as error:
        raise click.BadParameter("The file is not JSON.") from error
    if not isinstance(words, dict) or not all(isinstance(one, str) for one in words.values()):
        raise click.BadParameter("Give an object of sentences by their English.")
    return words


def _recalled(_ctx: click.Context, _param: click.Parameter, text: str) -> dict[str, float]:
    try:
        facts = json.loads(text)
    except ValueError as error:
        raise click.BadParameter("It is not JSON.") from error
    if not isinstance(facts, dict) or not all(isinstance(one, float) for one in facts.values()):
        raise click.BadParameter("Give an object of likelihoods by facts.")
    return facts


_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_DIRECTORY = click.Path(file_okay=False, path_type=Path)


def _list(games: Sequence[Game], *, as_json: bool) -> None:
    """Tell which games there are."""
    if as_json:
        click.echo(json.dumps([asdict(game) for game in games]))
        return
    for game in games:
        fewest, most = game.seats
        click.echo(f"{game.name:<16}{game.skill:<12}{fewest}-{most}  {game.title}")


def _insist_on_seats(game: Game, seats: int | None) -> None:
    """Refuse a number of children that a game has no words for: none carries together alone."""
    fewest, most = game.seats
    if seats is not None and not fewest <= seats <= most:
        raise click.UsageError(f"As many can play {game.name}: from {fewest} to {most}.")


def _try(game: Game, bot: str, rounds: int, given: Mapping[str, Any], *, as_json: bool) -> None:
    """Let a bot play a game's rules, without a screen, and tell each round."""
    from games.contract import rules_of

    rng = Random(given["seed"])
    for _ in range(rounds):
        seats = given["seats"] or game.seats[0]
        level = given["level"] or LOWEST
        trial = bots.play(rules_of(game), bots.Bot(bot), level, rng.getrandbits(32), seats)
        right = f"{sum(trial.told)} of {len(trial.told)} right"
        click.echo(
            report.write(trial.played) if as_json else f"{len(trial.played.moves)} moves, {right}"
        )


@click.command(epilog="Example: aiyou play team_pairs --seats 2 --size 800x480")
@click.argument("game", required=False)
@click.option("--list", "listed", is_flag=True, help="Tell which games there are.")
@click.option(
    "--bot",
    type=click.Choice(_BOTS),
    help="Let a bot play, without a screen.",
)
@click.option("--rounds", type=click.IntRange(1), default=1, help="How many rounds a bot plays.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
@click.option(
    "--seats",
    "--players",
    type=click.IntRange(1, 4),
    help="How many play; asked when not given.",
)
@click.option("--level", type=click.IntRange(LOWEST, HIGHEST), help="Fix the level of every round.")
@click.option(
    "--rating",
    type=click.FloatRange(LEAST, MOST),
    help="How far the child has come (logits); new to it when not given.",
)
@click.option("--answers", type=click.IntRange(0), default=0, help="After so many answers.")
@click.option("--young", is_flag=True, help="More is to go well, as for a child under 7.")
@click.option(
    "--recalled",
    default="{}",
    callback=_recalled,
    help="How likely the child remembers each fact that it was asked, as JSON: fact to 0.0 to 1.0.",
)
@click.option("--seed", type=int, help="Deal the same cards each time.")
@click.option("--language", type=click.Choice([*LANGUAGES]), default=DEFAULT)
@click.option(
    "--words",
    type=click.File(encoding="utf-8"),
    callback=_words,
    help="What a speaker has approved, as JSON: English to wording; - reads standard input.",
)
@click.option("--size", callback=_size, help="The window in pixels, as in 800x480.")
@click.option("--mm", type=click.FloatRange(1, 40), help="Pixels in a millimetre of the panel.")
@click.option(
    "--touches",
    type=click.IntRange(1),
    envvar="AIYOU_STAGE_TOUCHES",
    help="How many fingers the panel tells apart; found out when not given.",
)
@click.option("--script", type=_FILE, envvar="AIYOU_STAGE_SCRIPT", help="Play by itself from FILE.")
@click.option(
    "--speed",
    type=click.FloatRange(0.1, 1000),
    default=1.0,
    envvar="AIYOU_STAGE_SPEED",
    help="How much faster than life time passes on the stage.",
)
@click.option(
    "--volume",
    type=click.IntRange(0, 100),
    default=100,
    show_default=True,
    help="How loud it speaks and sounds; 0 is silent.",
)
@click.option(
    "--quiet-in", type=click.FloatRange(0), help="Fall silent after so many seconds of play."
)
@click.option("--still", is_flag=True, envvar="AIYOU_STAGE_STILL", help="Show no motion.")
@click.option("--fullscreen", is_flag=True, help="Cover the whole screen.")
@click.option("--frames", type=_DIRECTORY, help="Keep each scene as a picture in DIR.")
def play(
    game: str | None,
    bot: str | None,
    rounds: int,
    *,
    listed: bool,
    as_json: bool,
    **given: Any,  # noqa: ANN401
) -> None:
    """Play GAME; what happens is told on standard output, one JSON line an event."""
    if listed:
        return _list(GAMES, as_json=as_json)
    if game is None:
        raise click.UsageError("Name a game; --list tells which there are.")
    if bot and given["frames"]:
        raise click.UsageError("A bot plays undrawn: leave out --bot or --frames.")
    found = find(game)
    _insist_on_seats(found, given["seats"])
    if bot:
        return _try(found, bot, rounds, given, as_json=as_json)
    from games.stage.run import Options, run

    return run(found, Options(**given))
