"""Writes any game's round as JSON knows it, and plays one again from its seed and its moves."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from random import Random
from typing import Any

from games.contract import AnyRound, Remembering, Rules, Timed
from games.report import Move, Played


def to_json(now: AnyRound) -> dict[str, Any]:
    """Write a round as JSON knows it."""
    return {name: _plain(value) for name, value in asdict(now).items()}


def from_json(rules: Rules, facts: Mapping[str, Any]) -> AnyRound:
    """Read a round of a game as JSON knows it."""
    return rules.Round(**{name: _frozen(value) for name, value in facts.items()})


def replay(rules: Rules, played: Played) -> AnyRound:
    """Play a reported round again, to where it ended."""
    now = begin(rules, played)
    for move in played.moves:
        now = after(rules, now, move)
    return now


def begin(rules: Rules, played: Played) -> AnyRound:
    """Deal a reported round."""
    return deal(rules, played.level, played.seed, played.seats, played.first, played.facts)


def deal(
    rules: Rules, level: int, seed: int, seats: int, first: int = 0, facts: Sequence[str] = ()
) -> AnyRound:
    """Deal a round from a seed; of some facts, where they were chosen."""
    if facts and isinstance(rules, Remembering):
        return rules.asking(level, Random(seed), seats, first, facts)
    return rules.new_round(level, Random(seed), seats, first)


def after(rules: Rules, now: AnyRound, move: Move) -> AnyRound:
    """Tell how a round stands after a move."""
    if isinstance(move, int | str):
        return rules.answer(now, move)[0]
    return rules.tick(now, move["tick"])[0] if isinstance(rules, Timed) else now


def _plain(value: Any) -> Any:  # noqa: ANN401
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _frozen(value: Any) -> Any:  # noqa: ANN401
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
