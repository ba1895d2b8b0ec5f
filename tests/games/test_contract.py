"""Every game of the catalog keeps the contract: at 12 levels, from 200 seeds.

Rounds are dealt, and played to their ends, each time from some of them, and in `make test-long`
from more.
"""

import json
import subprocess
import sys
from functools import cache
from itertools import product
from random import Random
from statistics import mean

import pytest

from games import bots, report, rounds
from games.bots import Bot, Trial
from games.catalog import GAMES, Game
from games.contract import AnyRound, Remembering, Rules, Timed, rules_of
from games.learning import HIGHEST, LOWEST
from tests.turns import first_each_time

LEVELS = range(LOWEST, HIGHEST + 1)
# Each of these is dealt by another process, too.
DEALT = f"""
import json, sys
from random import Random
from games import rounds
from games.catalog import GAMES
from games.contract import rules_of
dealt = {{}}
for game in GAMES:
    rules = rules_of(game)
    dealt[game.name] = [
        json.dumps(rounds.to_json(rules.new_round(level, Random(seed), game.seats[1])))
        for level in range({LOWEST}, {HIGHEST + 1})
        for seed in range(int(sys.argv[1]))
    ]
print(json.dumps(dealt))
"""

# Several may get the next thing when it is shared out.
OPEN = {"share_fair"}

every_game = pytest.mark.parametrize("game", GAMES, ids=lambda game: game.name)
some_seeds = pytest.mark.parametrize("seeds", first_each_time((12, 40)))
many_seeds = pytest.mark.parametrize("seeds", first_each_time((50, 200)))
few_seeds = pytest.mark.parametrize("seeds", first_each_time((3, 10)))


@cache
def trial_of(game: Game, bot: Bot, level: int, seed: int, seats: int) -> Trial:
    """Let a bot play a round, once for all that look at it."""
    return bots.play(rules_of(game), bot, level, seed, seats)


def trials(game: Game, bot: Bot, seeds: int) -> dict[int, list[Trial]]:
    """Let a bot play every level from some seeds, alone or with as few as can play."""
    return {
        level: [trial_of(game, bot, level, seed, game.seats[0]) for seed in range(seeds)]
        for level in LEVELS
    }


@cache
def dealt_elsewhere(seeds: int) -> dict[str, list[str]]:
    """Tell what another process deals in each game."""
    deal = [sys.executable, "-c", DEALT, str(seeds)]
    return json.loads(subprocess.check_output(deal, text=True))


@every_game
@many_seeds
def test_the_same_seed_deals_the_same_round_in_another_process(game: Game, seeds: int) -> None:
    rules, seats = rules_of(game), game.seats[1]
    here = [
        json.dumps(rounds.to_json(rules.new_round(level, Random(seed), seats)))
        for level, seed in product(LEVELS, range(seeds))
    ]
    assert here == dealt_elsewhere(seeds)[game.name]
    assert len(set(here)) > len(here) / 4


@every_game
@few_seeds
def test_a_round_at_any_moment_survives_json(game: Game, seeds: int) -> None:
    rules = rules_of(game)
    for level, seed in product(LEVELS, range(seeds)):
        played = trial_of(game, Bot.RANDOM, level, seed, game.seats[1]).played
        now = rounds.begin(rules, played)
        for move in [*played.moves[:60], None]:
            written = json.loads(json.dumps(rounds.to_json(now)))
            assert rounds.from_json(rules, written) == now
            now = now if move is None else rounds.after(rules, now, move)


@every_game
@few_seeds
@pytest.mark.parametrize("bot", Bot)
def test_a_reported_round_is_played_again_to_where_it_ended(
    game: Game, bot: Bot, seeds: int
) -> None:
    rules = rules_of(game)
    for level, seed in product(LEVELS, range(seeds)):
        for seats in {*game.seats}:
            trial = trial_of(game, bot, level, seed, seats)
            assert rounds.replay(rules, trial.played) == trial.last


remembering = pytest.mark.parametrize(
    "rules",
    [rules_of(game) for game in GAMES if isinstance(rules_of(game), Remembering)],
    ids=lambda rules: rules.__name__,
)


@remembering
def test_every_level_has_facts_of_its_own_and_enough_for_a_sitting(rules: Remembering) -> None:
    facts = [fact for level in LEVELS for fact in rules.facts(level)]
    assert len(facts) == len(set(facts))
    assert all(len(rules.facts(level)) >= 4 * rules.asks(level) for level in LEVELS)


@remembering
def test_a_round_of_chosen_facts_asks_each_and_is_played_again_from_its_report(
    rules: Remembering,
) -> None:
    for level, seed in product(LEVELS, range(5)):
        known = [fact for below in range(LOWEST, level + 1) for fact in rules.facts(below)]
        chosen = Random(seed).sample(known, rules.asks(level))
        now = rounds.deal(rules, level, seed, 1, facts=chosen)
        moves, told = [], []
        while (hint := rules.hint(now)) is not None:
            now, attempt = rules.answer(now, hint)
            moves.append(hint)
            told += [attempt.fact] if attempt else []
        assert told == chosen
        line = report.write(report.Played(level, seed, 1, 0, moves, True, chosen))
        assert rounds.replay(rules, report.parse(line)) == now


@every_game
@some_seeds
def test_who_follows_the_hint_comes_to_the_end_and_is_never_wrong(game: Game, seeds: int) -> None:
    for level, of_level in trials(game, Bot.PERFECT, seeds).items():
        assert all(one.played.over and all(one.told) for one in of_level), level


@every_game
@some_seeds
def test_who_taps_anywhere_comes_to_the_end(game: Game, seeds: int) -> None:
    for level, of_level in trials(game, Bot.RANDOM, seeds).items():
        assert all(one.played.over for one in of_level), level


@every_game
@pytest.mark.parametrize("taps", ["another", "the_same"])
@few_seeds
def test_who_is_wrong_on_purpose_comes_to_the_end(game: Game, seeds: int, taps: str) -> None:
    rules = rules_of(game)
    for level, seed, seats in product(LEVELS, range(seeds), game.seats):
        now, rng = rules.new_round(level, Random(seed), seats), Random(seed)
        moves = 0
        while rules.result(now) is None and moves < bots.MOST_MOVES:
            now, moves = wrongly(rules, now, rng if taps == "another" else None), moves + 1
        assert rules.result(now) is not None, (level, seed, seats)


def wrongly(rules: Rules, now: AnyRound, rng: Random | None) -> AnyRound:
    """Choose what brings the round no nearer to its end; time passes all the same."""
    open_now, hint = rules.choices(now), rules.hint(now)
    wrong = [one for one in open_now if one != hint] or [*open_now]
    after = rules.answer(now, rng.choice(wrong) if rng else wrong[0])[0] if wrong else now
    return rules.tick(after, bots.TICK)[0] if isinstance(rules, Timed) else after


@every_game
def test_who_does_nothing_ends_or_waits_for_a_choice(game: Game) -> None:
    rules = rules_of(game)
    for level, of_level in trials(game, Bot.IDLE, 5).items():
        for one in of_level:
            assert one.played.over or not isinstance(rules, Timed), level
            assert one.played.over or (not one.played.moves and rules.choices(one.last)), level


@every_game
def test_what_cannot_be_chosen_changes_nothing(game: Game) -> None:
    rules = rules_of(game)
    for level in LEVELS:
        now = rules.new_round(level, Random(level), game.seats[1])
        for choice in (-1, 999, "", "nothing of the kind"):
            assert rules.answer(now, choice) == (now, None)


@every_game
def test_when_a_round_is_over_nobody_is_asked_and_no_time_passes(game: Game) -> None:
    rules = rules_of(game)
    for level in LEVELS:
        over = bots.play(rules, Bot.PERFECT, level, level, game.seats[1]).last
        assert list(rules.choices(over)) == []
        assert rules.hint(over) is rules.noisy(over, Random(level)) is None
        if isinstance(rules, Timed):
            assert rules.tick(over, bots.TICK) == (over, None)


@every_game
@some_seeds
def test_every_choice_is_offered_once_and_a_hint_is_one_of_them(game: Game, seeds: int) -> None:
    rules = rules_of(game)
    for level, seed in product(LEVELS, range(seeds)):
        played = trial_of(game, Bot.RANDOM, level, seed, game.seats[1]).played
        now = rounds.begin(rules, played)
        for move in played.moves[:40]:
            offered, hint = list(rules.choices(now)), rules.hint(now)
            assert len(offered) == len(set(offered))
            assert hint is None or hint in offered
            now = rounds.after(rules, now, move)


@every_game
def test_where_something_is_asked_one_answer_is_right_and_the_hint_is_it(game: Game) -> None:
    rules = rules_of(game)
    for level, seed in product(LEVELS, range(10)):
        played = trial_of(game, Bot.NOISY, level, seed, game.seats[1]).played
        now = rounds.begin(rules, played)
        for move in played.moves[:40]:
            told = {choice: rules.answer(now, choice)[1] for choice in rules.choices(now)}
            right = [choice for choice, attempt in told.items() if attempt and attempt.right]
            if right and any(attempt and attempt.right is False for attempt in told.values()):
                assert rules.hint(now) in right, (level, seed)
                assert len(right) == 1 or game.name in OPEN, (level, seed)
            now = rounds.after(rules, now, move)


def share_of(rules: Rules, of_level: list[Trial]) -> float:
    return mean(right for one in of_level for right in one.told)


@every_game
def test_a_child_that_errs_errs_more_often_the_higher_the_level(game: Game) -> None:
    rules = rules_of(game)
    played = trials(game, Bot.NOISY, 40)
    if not any(one.told for of_level in played.values() for one in of_level):
        return  # Feelings are not right or wrong.
    low, middle, high = (
        share_of(rules, [one for level in levels for one in played[level]])
        for levels in (range(1, 5), range(5, 9), range(9, 13))
    )
    assert low > middle > high


def test_no_rules_need_a_screen() -> None:
    names = [f"games.{game.name}.rules" for game in GAMES]
    code = f"import sys, games.bots, {', '.join(names)}; sys.exit('pygame' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_round_that_has_no_end_is_given_up() -> None:
    class Endless:
        """A game whose only choice leads nowhere."""

        Round = int

        def new_round(self, *_: object) -> int:
            return 0

        def choices(self, now: int) -> list[int]:
            return [now]

        def answer(self, now: int, _: object) -> tuple[int, None]:
            return now, None

        hint = noisy = lambda self, *_: 0

        def result(self, _: int) -> None:
            return None

    played = bots.play(Endless(), Bot.RANDOM, 1, 1).played
    assert (len(played.moves), played.over) == (bots.MOST_MOVES, False)
