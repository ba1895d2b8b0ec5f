"""What a check finds: one sentence of what is, and one of what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hardware.language import Phrase, Speech
from hardware.results import Result, well

__all__ = ["Finding", "Result", "ill", "unknown", "well"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one check, and of which part of the house it tells.

    part: its name, for programs. title: its name to be said.
    """

    part: str
    title: str
    result: Result

    @property
    def well(self) -> bool | None:
        """Tell whether it is well; None where nobody can tell, and nobody need do anything."""
        return self.result.well

    def sentence(self, speech: Speech) -> str:
        """Say what is."""
        return speech.say(self.result.sentence, **self._figures)

    def advice(self, speech: Speech) -> str:
        """Say what to do; nothing where nothing is to be done."""
        return speech.say(self.result.advice, **self._figures) if self.result.advice else ""

    def plain(self, speech: Speech) -> dict[str, Any]:
        """Tell it as values of JSON, in one map."""
        return {
            "part": self.part,
            "name": self.result.name,
            "well": self.well,
            "sentence": self.sentence(speech),
            "advice": self.advice(speech),
            "figures": {name: _plain(value, speech) for name, value in self._figures.items()},
        }

    @property
    def _figures(self) -> Mapping[str, object]:
        return self.result.figures or {}


def ill(name: str, sentence: str, advice: str, **figures: object) -> Result:
    """Say that something is not well, and what to do."""
    return Result(name, well=False, sentence=sentence, advice=advice, figures=figures)


def unknown(name: str, sentence: str, advice: str = "", **figures: object) -> Result:
    """Say that something is not there or not measured, which harms nobody."""
    return Result(name, well=None, sentence=sentence, advice=advice, figures=figures)


def _plain(figure: object, speech: Speech) -> object:
    return speech.say(figure.sentence, **figure.figures) if isinstance(figure, Phrase) else figure
