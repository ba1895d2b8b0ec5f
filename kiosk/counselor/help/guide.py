"""The setup guide: what belongs to a box, where it stands, its first evening, lights, storms."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from kiosk import guide as boxes
from kiosk.counselor.help.handbook import with_labels

_HERE = Path(__file__)


@dataclass(frozen=True, slots=True)
class Section:
    """A section: what is said in it, one thing after the other, and which figure follows.

    numbered: whether its lines are done in turn.
    """

    name: str
    title: str
    lines: tuple[str, ...]
    numbered: bool = False
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide in a language: its sections, what each part is for, what each light asks for."""

    sections: tuple[Section, ...]
    parts: dict[str, str]
    lights: dict[str, tuple[str, str]]


@cache
def read(locale: str) -> Guide:
    """Read the guide in a language."""
    told = tomllib.loads(_HERE.with_name(f"guide.{locale}.toml").read_text("utf-8"))
    sections = tuple(Section(**{**one, "lines": tuple(one["lines"])}) for one in told["section"])
    lights = {name: (one.get("seen", ""), one["do"]) for name, one in told["lights"].items()}
    return Guide(sections, told["parts"], lights)


def guide() -> ResponseReturnValue:
    """Show the guide; also before a house is set up, when it is needed most."""
    locale = str(get_locale())
    return render_template(
        "counselor/help/guide.html",
        guide=read(locale),
        parts_of_box=boxes.parts(locale),
        lights=boxes.lights(locale),
        with_labels=with_labels,
    )


def wiring() -> ResponseReturnValue:
    """Draw which wire goes where."""
    return Response(boxes.drawing(str(get_locale())), mimetype="image/svg+xml")
