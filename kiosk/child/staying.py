"""Staying: thank you and the menu, a game, a rest, a look outside."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from games.catalog import GAMES, Game, find
from games.learning import Standing
from kiosk import standings
from kiosk.arcade import Air
from kiosk.child import language, scenery, visitor
from kiosk.child.pages import known_child, outdoors, page
from kiosk.domain.children import Child
from kiosk.domain.ideas import Idea, idea_for
from kiosk.domain.moment import Moment
from kiosk.domain.shelf import board, of_the_day
from kiosk.errors import GameDidNotStart
from kiosk.house import current_house
from kiosk.playtime import GUESTS


def menu() -> ResponseReturnValue:
    """Thank the child, whatever it said, and offer to play, to rest or to go home."""
    if not visitor.is_known():
        return redirect(url_for("child.asleep"), 303)
    me, moment = known_child(), current_house().clock()
    name = me.id if me else ""
    found = of_the_day(name, moment.day, _games_for(me, moment))
    idea = idea_for(name, moment.day, _impossible(moment, found))
    says = "thanks" if found else "enough"
    return page("thanks", says=says, me=me, games=tuple(found), idea=idea)


def games() -> ResponseReturnValue:
    """Show a board of the games that the child may play now; without any, what else there is."""
    found = _games_for(known_child(), current_house().clock())
    if not found or not visitor.is_known():
        return redirect(url_for("child.menu"), 303)
    return page("games", board=board(found, request.args.get("page", 1, int)))


def play(name: str) -> ResponseReturnValue:
    """Start a game at the level that suits the child; where it has played enough, look outside."""
    house, game = current_house(), find(name)
    moment = house.clock()
    with house.database.reading() as db:
        known = visitor.present(db)
        standing = standings.of_child(db, known.id, game.skill, moment) if known else Standing()
        recalled = standings.recalled(db, known.id, game, moment) if known else {}
    if game not in _games_for(known, moment):
        return redirect(url_for("child.menu"), 303)
    house.arcade.start(game.name, known, standing, language.choose(), _air(moment), recalled)
    return redirect(url_for("child.playing"), 303)


def _air(moment: Moment) -> Air:
    """Tell how a game may look and sound: as the page may that it is started from."""
    settings = current_house().settings()
    still = bool(request.form.get("still"))
    return Air(still, settings.volume_at(moment), settings.quiet_in(moment))


def _games_for(me: Child | None, moment: Moment) -> list[Game]:
    """List the games that the child may play now."""
    house = current_house()
    settings = house.settings()
    if not settings.games_awake(moment):
        return []
    if not house.arcade.playtime.left(me.id if me else GUESTS):
        return []
    allowed = me.games if me else settings.guests_play
    return [
        game
        for game in GAMES
        if settings.offers(game.name) and allowed.permits(letters=game.letters)
    ]


def _impossible(moment: Moment, games: list[Game]) -> set[Idea]:
    dark = scenery.sky_at(moment.local) is scenery.Sky.NIGHT
    return ({Idea.OUTSIDE} if dark else set()) | (set() if games else {Idea.PLAY})


def playing() -> ResponseReturnValue:
    """Wait beside a game, for the screens on which it does not cover the page."""
    arcade = current_house().arcade
    if arcade.failed:
        raise GameDidNotStart("The game ended before it could be seen.")
    if arcade.left_alone:
        # Who was there has gone: its menu would be the next child's.
        return redirect(url_for("child.asleep"), 303)
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
