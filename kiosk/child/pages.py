"""What every page of a child is made of: its sentence, its language, the scene outside."""

from flask import current_app, render_template

from kiosk.child import language, scenery, visitor
from kiosk.child.prompts import PROMPTS, REASONS, say
from kiosk.child.voice import voice_of
from kiosk.domain.children import Child
from kiosk.domain.settings import Loudness
from kiosk.errors import StoreError
from kiosk.house import current_house


def known_child() -> Child | None:
    """Tell the child who stands here; None for a guest or nobody."""
    with current_house().database.reading() as db:
        return visitor.present(db)


def page(name: str, **facts: object) -> str:
    """Make a page that says its prompt, or the one named by `says` where it has several."""
    asked = str(facts.pop("says", name))
    prompt = asked if asked in PROMPTS else "trouble"
    house, shown_in = current_house(), language.choose()
    volume = house.settings().volume_at(house.clock())
    voice = voice_of(shown_in, prompt)
    facts = {"prompt": prompt, "sentence": say(prompt), "voice": voice, "volume": volume, **facts}
    return render_template(f"child/{name}.html", language=shown_in, **facts)


def outdoors(name: str, **facts: object) -> str:
    """Make a page before the village, as it looks in its province at this hour and season."""
    local = current_house().clock().local
    outside = {"sky": scenery.sky_at(local), "season": scenery.season_of(local)}
    facts = {**outside, "land": current_house().config.province, **facts}
    return page(name, **facts)


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
