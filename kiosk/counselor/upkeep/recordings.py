"""The voices that children hear: each prompt of a language, and what is missing of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from games.languages import DEFAULT, LANGUAGES, tag_of
from kiosk.child.prompts import PROMPTS, say
from kiosk.domain.recordings import Standing, next_open, standing
from kiosk.errors import UnknownRecord
from kiosk.house import current_house
from kiosk.store import recordings as store

# Read beside a language that not every counselor reads.
HELPS = (DEFAULT, "en")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a page says, and how HTML names the language that it is really in."""

    words: str
    tag: str


def recordings() -> ResponseReturnValue:
    """Show the prompts in the house's first language."""
    return recordings_of(DEFAULT)


def recordings_of(locale: str) -> ResponseReturnValue:
    """Show the prompts of a language, how far each is, and how far all languages are."""
    shown = known(locale)
    found = {one: standings(one) for one in LANGUAGES}
    return render_template(
        "counselor/upkeep/recordings.html",
        shown=shown,
        languages=LANGUAGES,
        sentences={prompt: sentence(shown, prompt) for prompt in PROMPTS},
        mandarin={prompt: sentence(DEFAULT, prompt) for prompt in PROMPTS},
        standings=found[shown],
        counts={one: approved(each) for one, each in found.items()},
        next_one=next_open(found[shown]),
    )


def known(locale: str, prompt: str = "who") -> str:
    """Tell a locale that is a language of ours. Raises UnknownRecord."""
    if locale not in LANGUAGES or prompt not in PROMPTS:
        raise UnknownRecord("No page says this, or not in this language.")
    return locale


def sentence(locale: str, prompt: str) -> Sentence:
    """Tell what a page says; in another language where no speaker has approved its own yet."""
    with force_locale(locale):
        words = say(prompt)
    return Sentence(words, tag_of(words, locale))


def standings(locale: str) -> Mapping[str, Standing]:
    """Tell how far each prompt of a language is."""
    with current_house().database.reading() as db:
        kept = store.listed(db, locale)
    with force_locale(locale):
        return {prompt: standing(kept.get(prompt), say(prompt)) for prompt in PROMPTS}


def approved(found: Mapping[str, Standing]) -> int:
    """Count the prompts whose voice children hear."""
    return sum(one is Standing.APPROVED for one in found.values())
