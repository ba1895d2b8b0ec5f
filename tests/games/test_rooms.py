"""Every game's room on every panel: what can be pressed is large enough, apart, and all there."""

from collections.abc import Iterator
from importlib import import_module
from itertools import product
from random import Random

import pytest

from games import bots, rounds
from games.bots import Bot
from games.catalog import GAMES, Game
from games.contract import rules_of
from games.learning import HIGHEST, LOWEST
from games.report import Event
from games.stage import art
from games.stage.canvas import Canvas
from games.stage.round_scene import Deal, RoundScene
from games.stage.text import Text
from games.words import speaker
from tests.games.panels import PANELS, SIZES, check

every_game = pytest.mark.parametrize("game", GAMES, ids=lambda game: game.name)


@pytest.fixture
def canvas() -> Iterator[Canvas]:
    import pygame

    pygame.display.init()
    yield Canvas(pygame.display.set_mode((800, 480)), 5.2, Text(str))
    pygame.display.quit()


def room_of(game: Game, size: tuple[float, float], level: int, seats: int, seed: int = 5):
    room: type[RoundScene] = import_module(f"games.{game.name}.view").Room
    told: list[Event] = []
    deal = Deal(rules_of(game), game.skill, level, seed, seats, 0, still=True)
    return room(deal, size, 0.0, told.append)


@every_game
def test_what_a_game_is_called_and_says_is_there_in_chinese(game: Game) -> None:
    said = {game.title}
    for level, seats in product(range(LOWEST, HIGHEST + 1), {*game.seats}):
        scene = room_of(game, SIZES["7 inch"], level, seats)
        said |= {scene.prompt, scene.praise, scene.praise_together} - {""}
    chinese = speaker("zh_Hans")
    assert {one for one in said if chinese(one) == one} == set()


@every_game
@pytest.mark.parametrize("panel", PANELS)
def test_a_small_hand_can_hit_every_choice_at_every_moment(game: Game, panel: str) -> None:
    rules = rules_of(game)
    for level, seats in product(range(LOWEST, HIGHEST + 1), {*game.seats}):
        scene = room_of(game, SIZES[panel], level, seats)
        played = bots.play(rules, Bot.NOISY, level, scene.deal.seed, seats).played
        for move in [*played.moves[:30], None]:
            check(list(scene.places().values()), SIZES[panel])
            offered = {scene._name(choice) for choice in rules.choices(scene.round)}
            assert offered <= {target.name for target in scene.targets()}
            if move is not None:
                scene.before, scene.round = scene.round, rounds.after(rules, scene.round, move)
                scene.answered(0.0)


@every_game
def test_a_room_says_what_to_do_and_what_was_done(game: Game) -> None:
    for seats in {*game.seats}:
        scene = room_of(game, SIZES["7 inch"], 1, seats)
        assert scene.prompt
        assert scene.praise if seats == 1 else scene.praise_together


@every_game
def test_what_is_shown_at_the_end_is_a_picture_that_there_is(game: Game) -> None:
    for level, seed in product(range(LOWEST, HIGHEST + 1), range(5)):
        last = bots.play(rules_of(game), Bot.PERFECT, level, seed, game.seats[0]).last
        for code in rules_of(game).result(last):
            assert (art._directory() / f"{code}.svg").is_file(), code


@every_game
def test_the_same_seed_deals_the_room_the_same_round(game: Game) -> None:
    scene = room_of(game, SIZES["7 inch"], 3, game.seats[1], seed=11)
    again = rules_of(game).new_round(3, Random(11), game.seats[1])
    assert scene.round == again
    assert not scene.played().over


@every_game
def test_what_may_be_seen_next_is_drawn_unseen_and_changes_nothing(
    game: Game, canvas: Canvas
) -> None:
    rules = rules_of(game)
    for level in (1, 6, 12):
        scene = room_of(game, canvas.size, level, game.seats[1])
        played = bots.play(rules, Bot.NOISY, level, scene.deal.seed, game.seats[1]).played
        for move in played.moves[:20]:
            before = {name: repr(value) for name, value in vars(scene).items()}
            for twin in scene.ahead(1.0):
                twin.draw(canvas, 1.0 + scene.look)
                canvas.drop()
            assert {name: repr(value) for name, value in vars(scene).items()} == before
            scene.before, scene.round = scene.round, rounds.after(rules, scene.round, move)
            scene.answered(0.0)
