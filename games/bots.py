"""Players without hands: they try every game's rules, without a screen.

perfect does what the hint says, noisy errs as a child may, random taps anywhere, idle does nothing.
"""

from dataclasses import dataclass
from enum import StrEnum
from random import Random

from games.contract import AnyRound, Attempt, Choice, Rules, Timed
from games.report import Move, Played

# Milliseconds that a bot lets pass at a time, in a game in which time passes.
TICK = 250
# No child taps so often in one round.
MOST_MOVES = 2000


class Bot(StrEnum):
    """How a bot plays."""

    PERFECT = "perfect"
    NOISY = "noisy"
    RANDOM = "random"
    IDLE = "idle"


@dataclass(frozen=True, slots=True)
class Trial:
    """A round that a bot played, what its moves answered, and how it stood last."""

    played: Played
    attempts: tuple[Attempt, ...]
    last: AnyRound

    @property
    def told(self) -> list[bool]:
        """List the answers that were right or wrong: some games have none."""
        return [one.right for one in self.attempts if one.right is not None]


def play(rules: Rules, bot: Bot, level: int, seed: int, seats: int = 1) -> Trial:
    """Play a round to its end, or until nothing happens any more."""
    rng = Random(f"{bot} {seed}")
    now = rules.new_round(level, Random(seed), seats)
    moves: list[Move] = []
    attempts: list[Attempt] = []
    while rules.result(now) is None and len(moves) < MOST_MOVES:
        choice = _choose(rules, bot, now, rng)
        if choice is not None:
            now, attempt = rules.answer(now, choice)
            moves.append(choice)
        elif isinstance(rules, Timed):
            now, attempt = rules.tick(now, TICK)
            moves.append({"tick": TICK})
        else:
            break
        attempts += [attempt] if attempt else []
    is_over = rules.result(now) is not None
    return Trial(Played(level, seed, seats, 0, moves, is_over), tuple(attempts), now)


def _choose(rules: Rules, bot: Bot, now: AnyRound, rng: Random) -> Choice | None:
    match bot:
        case Bot.PERFECT:
            return rules.hint(now)
        case Bot.NOISY:
            return rules.noisy(now, rng)
        case Bot.RANDOM:
            open_now = rules.choices(now)
            return rng.choice(open_now) if open_now else None
        case Bot.IDLE:
            return None
