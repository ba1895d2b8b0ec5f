"""What every page of a child is made of: its sentence, its language, the scene outside."""

from collections.abc import Hashable, Mapping

from flask import current_app, render_template
from flask_babel import get_locale

from games.languages import APPROVED_FIRST
from kiosk.child import language, scenery, visitor
from kiosk.child.prompts import PROMPTS, REASONS, WORDS, say
from kiosk.child.voice import voice_of
from kiosk.domain.children import Child
from kiosk.domain.settings import Loudness
from kiosk.errors import StoreError
from kiosk.house import current_house
from kiosk.sessions import token
from kiosk.written import BLANK, blank


def known_child() -> Child | None:
    """Tell the child who stands here; None for a guest or nobody."""
    with current_house().database.reading() as db:
        return visitor.present(db)


def page(name: str, **facts: Hashable) -> str:
    """Make a page that says its prompt, or the one named by `says` where it has several.

    facts: what it is made of, none of which may read otherwise in another language.
    """
    asked = str(facts.pop("says", name))
    prompt = asked if asked in PROMPTS else "trouble"
    house, shown_in = current_house(), language.choose()
    volume = house.settings().volume_at(house.clock())
    voice = voice_of(shown_in, prompt)
    facts = {"prompt": prompt, "voice": voice, "volume": volume, "language": shown_in, **facts}
    # A page of the panel in whose place this one stands may be in another language.
    written_in = str(get_locale())
    if written_in in APPROVED_FIRST:
        # What speakers approve changes, and stands in no fact.
        written = _write(name, facts)
    else:
        named = (name, written_in, *facts.items())
        written = house.written.page(named, lambda: _write(name, facts))
    return written.replace(BLANK, token()) if BLANK in written else written


def _write(name: str, facts: Mapping[str, Hashable]) -> str:
    sentence = say(str(facts["prompt"]))
    return render_template(
        f"child/{name}.html", sentence=sentence, csrf_token=blank, **WORDS, **facts
    )


def outdoors(name: str, **facts: Hashable) -> str:
    """Make a page before the village, as it looks in its province at this hour and season."""
    local = current_house().clock().local
    outside = {"sky": scenery.sky_at(local), "season": scenery.season_of(local)}
    return page(name, **(outside | {"land": current_house().config.province} | facts))


def trouble_page(error: StoreError) -> str:
    """Say in a child's words that something is not right, and to the counselor what."""
    reason = REASONS.get(type(error).__name__, REASONS["StoreError"])
    shown_in = language.choose()
    # What an adult has set may stand in the very records that cannot be read.
    configured = current_app.config["HOUSE_CONFIG"].settings
    return render_template(
        "child/trouble.html",
        language=shown_in,
        voice=voice_of(shown_in, "trouble"),
        sentence=say("trouble"),
        reason=reason,
        speaks=configured.loudness is not Loudness.OFF,
    )
