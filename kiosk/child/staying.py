"""Staying: thank you and the menu, a game, a rest, a look outside."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from games import learning
from games.catalog import GAMES, find
from kiosk.child import language, scenery, visitor
from kiosk.child.pages import known_child, outdoors, page
from kiosk.domain.ideas import idea_for
from kiosk.errors import GameDidNotStart
from kiosk.house import current_house
from kiosk.store import plays


def menu() -> ResponseReturnValue:
    """Thank the child, whatever it said, and offer to play, to rest or to go home."""
    if not visitor.is_known():
        return redirect(url_for("child.asleep"), 303)
    me, moment = known_child(), current_house().clock()
    dark = scenery.sky_at(moment.local) is scenery.Sky.NIGHT
    idea = idea_for(me.id if me else "", moment.day, dark=dark)
    return page("thanks", me=me, games=GAMES, idea=idea)


def play(name: str) -> ResponseReturnValue:
    """Start a game at the level that suits the child."""
    house, game = current_house(), find(name)
    with house.database.reading() as db:
        known = visitor.present(db)
        history = plays.of_child(db, known.id, game.skill) if known else []
    level = learning.next_level([learning.Play(one.level, one.right) for one in history])
    still = bool(request.form.get("still"))
    house.arcade.start(game.name, known, level, language.choose(), still=still)
    return redirect(url_for("child.playing"), 303)


def playing() -> ResponseReturnValue:
    """Wait beside a game, for the screens on which it does not cover the page."""
    arcade = current_house().arcade
    if arcade.failed:
        raise GameDidNotStart("The game ended before it could be seen.")
    return page("playing") if arcade.running else redirect(url_for("child.menu"), 303)


def playing_state() -> ResponseReturnValue:
    """Tell the page whether the game still runs."""
    return {"running": current_house().arcade.running}


def stop_playing() -> ResponseReturnValue:
    """End the game, and go back to the menu."""
    current_house().arcade.stop()
    return redirect(url_for("child.menu"), 303)


def rest() -> ResponseReturnValue:
    """Breathe with a flower."""
    return outdoors("rest")


def outside() -> ResponseReturnValue:
    """Look far away: eyes rest, and so does the child."""
    return outdoors("outside")
