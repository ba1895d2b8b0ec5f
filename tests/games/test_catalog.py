import subprocess
import sys
from importlib.util import find_spec

import pytest

from games.catalog import GAMES, find
from games.errors import UnknownGame


@pytest.mark.parametrize("game", GAMES)
def test_every_game_of_the_catalog_has_its_rules_and_its_view(game):
    assert find(game.name) is game
    assert find_spec(f"games.{game.name}.rules")
    assert find_spec(f"games.{game.name}.view")


def test_a_game_that_is_not_there_is_refused():
    with pytest.raises(UnknownGame):
        find("chess")


def test_the_pages_read_the_catalog_without_a_screen():
    code = "import sys, games.catalog, games.learning; sys.exit('pygame' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_private_game_is_played_alone_and_has_no_answers_to_tell():
    private = [game for game in GAMES if game.private]
    assert private
    assert all(game.seats == (1, 1) and not game.scored for game in private)
