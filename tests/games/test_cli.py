"""The `play` command where nothing is drawn: the list of games, and bots."""

import json

import pytest
from click.testing import CliRunner, Result

from games import report, rounds
from games.catalog import GAMES
from games.cli import play
from games.contract import rules_of


def run(*options: str) -> Result:
    return CliRunner().invoke(play, options)


def test_the_games_are_listed_for_people_and_for_programs() -> None:
    for game in GAMES:
        assert game.name in run("--list").output
    assert [one["name"] for one in json.loads(run("--list", "--json").output)] == [
        game.name for game in GAMES
    ]


@pytest.mark.parametrize("game", GAMES, ids=lambda game: game.name)
def test_a_bot_plays_rounds_that_can_be_played_again(game) -> None:
    options = ("--bot", "random", "--rounds", "3", "--level", "4", "--seed", "9", "--json")
    lines = run(game.name, *options).output.splitlines()
    assert lines == run(game.name, *options).output.splitlines()
    told = [report.parse(line) for line in lines]
    assert len({played.seed for played in told}) == 3
    for played in told:
        assert rules_of(game).result(rounds.replay(rules_of(game), played)) is not None


def test_a_bot_tells_people_how_it_went() -> None:
    assert run("team_pairs", "--bot", "perfect").output == "4 moves, 2 of 2 right\n"


def test_without_a_game_it_asks_for_one() -> None:
    asked = run()
    assert asked.exit_code == 2 and "Name a game" in asked.output


def test_a_bot_draws_nothing_and_says_so() -> None:
    refused = run("team_pairs", "--bot", "perfect", "--frames", ".")
    assert refused.exit_code == 2
    assert "A bot plays undrawn" in refused.output


@pytest.mark.parametrize("bot", [(), ("--bot", "perfect")])
@pytest.mark.parametrize(("game", "seats"), [("carry_together", "1"), ("my_weather", "2")])
def test_a_game_is_played_by_no_more_and_no_fewer_than_it_is_for(game, seats, bot) -> None:
    refused = run(game, "--seats", seats, *bot)
    assert refused.exit_code == 2
    assert f"As many can play {game}" in refused.output
