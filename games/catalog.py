"""The games of the house, one line each: a new game is its folder and its line here."""

from dataclasses import dataclass

from games.errors import UnknownGame


@dataclass(frozen=True, slots=True)
class Game:
    """A game: the skill it trains, its title (an English text to be translated), its picture.

    `letters` tells whether somebody who knows neither letters nor numbers is at a loss in it;
    `guess`, how likely a blind guess is right in it; `scored`, whether anything is right or wrong;
    `private`, whether what is chosen in it is nobody else's: then no round of it is told.
    """

    name: str
    skill: str
    title: str
    picture: str
    seats: tuple[int, int] = (1, 4)
    youngest: int = 4
    letters: bool = False
    guess: float = 0.0
    scored: bool = True
    private: bool = False


GAMES = (
    Game("team_pairs", "memory", "Find the pairs", "1F9E9", guess=0.1),
    Game("firefly_path", "span", "Firefly's way", "1FAB2", guess=0.02),
    Game("sheep_wolf", "stopping", "Sheep and wolf", "1F411", guess=0.5),
    Game("sort_switch", "switching", "Sort by the sign", "1F9FA", guess=0.4),
    Game("feel_story", "feelings", "How they feel", "1F970", scored=False),
    Game("safe_kids", "safety", "Keeping safe", "1F6DF", guess=0.4),
    Game("carry_together", "together", "Carry together", "1FAA3", seats=(2, 4), scored=False),
    Game("number_road", "numbers", "Number path", "1F522", youngest=6, letters=True, guess=0.1),
    Game("share_fair", "sharing", "Share it out", "1F34E", guess=0.4),
    Game("calm_breath", "calm", "Breathe along", "1F56F", seats=(1, 1), scored=False),
    Game(
        "my_weather", "weather", "Weather in me", "1F326", seats=(1, 1), scored=False, private=True
    ),
    Game("peace_steps", "peace", "Stop, say, solve", "1F91D", scored=False),
    Game("hanzi_trace", "characters", "Stroke order", "270F", youngest=6, letters=True, guess=0.1),
)


SKILLS = tuple(sorted({game.skill for game in GAMES}))


def guess_in(name: str) -> float:
    """Tell how likely a blind guess is right; 0 in a game that is there no more."""
    return next((game.guess for game in GAMES if game.name == name), 0.0)


def find(name: str) -> Game:
    """Find a game by its name. Raises UnknownGame."""
    for game in GAMES:
        if game.name == name:
            return game
    raise UnknownGame(f"There is no game called {name!r}.")
