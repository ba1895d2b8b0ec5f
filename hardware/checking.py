"""Holds the check at a terminal: says, asks, and tells what came of it."""

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from hardware import inside
from hardware.box import Box, has_pins, open_pins
from hardware.check import Check, Happenings
from hardware.language import Speech, _
from hardware.parts import Wiring
from hardware.results import Result, of_trouble


class AtTheTerminal:
    """Somebody at the terminal; what is said goes to stderr, so that stdout holds results."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech

    def say(self, sentence: str, **figures: object) -> None:
        """Tell the person what to do."""
        click.echo(self._speech.say(sentence, **figures), err=True)

    def sees(self, sentence: str, **figures: object) -> bool:
        """Ask the person yes or no."""
        return click.confirm(self._speech.say(sentence, **figures), default=True, err=True)


def check(
    wiring: Wiring, speech: Speech, *, patience: float, by_itself: bool, as_json: bool
) -> list[Result]:
    """Try everything, and print each result, or all as JSON."""
    results = []
    for result in _results(wiring, speech, patience, by_itself=by_itself):
        results.append(result)
        if not as_json:
            _print(result, speech)
    if as_json:
        told = [_as_json(result, speech) for result in results]
        click.echo(json.dumps(told, ensure_ascii=False))
    return results


def _results(
    wiring: Wiring, speech: Speech, patience: float, *, by_itself: bool
) -> Iterator[Result]:
    person = AtTheTerminal(speech)
    trouble = open_pins()
    happenings = Happenings()
    with closing(Box(Wiring() if trouble else wiring, happenings)) as box:
        for one in (*([trouble] if trouble else ()), *wiring.troubles, *box.troubles):
            yield of_trouble(one)
        if not wiring.parts:
            person.say(_("Nothing is wired: write /etc/aiyou/hardware.toml first."))
        if not has_pins():
            person.say(_("This computer has no pins: they are played, and nobody can press them."))
        if not by_itself:
            yield from Check(wiring, box, happenings, person, patience).run()
    yield from inside.look(wiring, Path(sys.prefix))


def _print(result: Result, speech: Speech) -> None:
    mark = {True: "✓", False: "✗", None: "–"}[result.well]
    click.echo(f"{mark} {_sentence(result, speech)}")
    if result.advice:
        click.echo(f"  {speech.say(result.advice)}")


def _sentence(result: Result, speech: Speech) -> str:
    return speech.say(result.sentence, **(result.figures or {}))


def _as_json(result: Result, speech: Speech) -> dict[str, Any]:
    return {
        "name": result.name,
        "well": result.well,
        "sentence": _sentence(result, speech),
        "advice": speech.say(result.advice) if result.advice else "",
    }
