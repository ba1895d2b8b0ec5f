"""The games of the house, one line each: a new game is its folder and its line here."""

from dataclasses import dataclass

from games.errors import UnknownGame


@dataclass(frozen=True, slots=True)
class Game:
    """A game: the skill it trains, its title (an English text to be translated), its picture.

    `letters` tells whether somebody who knows neither letters nor numbers is at a loss in it.
    """

    name: str
    skill: str
    title: str
    picture: str
    seats: tuple[int, int]
    youngest: int
    letters: bool


GAMES = (
    Game("team_pairs", "memory", "Find the pairs", "1F9E9", (1, 4), 4, letters=False),
    Game("firefly_path", "span", "The firefly's way", "1FAB2", (1, 4), 4, letters=False),
    Game("sheep_wolf", "stopping", "The sheep and the wolf", "1F411", (1, 4), 4, letters=False),
    Game("sort_switch", "switching", "Sort by the sign", "1F9FA", (1, 4), 4, letters=False),
)


def find(name: str) -> Game:
    """Find a game by its name. Raises UnknownGame."""
    for game in GAMES:
        if game.name == name:
            return game
    raise UnknownGame(f"There is no game called {name!r}.")
