"""The child's pages, in the order of a visit."""

from math import ceil

from flask import (
    Blueprint,
    Response,
    current_app,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import NotFound

from games import learning
from games.catalog import GAMES, find
from games.errors import UnknownGame
from games.palette import palette
from kiosk.child import art as pictures
from kiosk.child import language, scenery, visitor, voice
from kiosk.child.prompts import FACE_NAMES, PROMPTS, REASONS, say
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.hotlines import HOTLINES
from kiosk.domain.moods import Face, faces_for
from kiosk.errors import GameDidNotStart, StoreError, UnknownChild
from kiosk.house import current_house
from kiosk.store import children, moods, plays, talks, visits
from kiosk.store import house as house_store

child = Blueprint(
    "child", __name__, template_folder="templates", static_folder="static", static_url_path="/child"
)

# Five by three fit a 7-inch panel beside the rail at 20 mm; the last place is the guest's.
CARDS_A_PAGE = 14
PICTURES_LAST = 30 * 24 * 3600


@child.get("/")
def asleep() -> ResponseReturnValue:
    """Sleep: the village by the hour and the season, and one thing to tap."""
    visitor.forget()
    return _outside("asleep")


@child.get("/who")
def who() -> ResponseReturnValue:
    """Ask who is here: pictures, those still expected today in front."""
    house = current_house()
    moment = house.clock()
    with house.database.reading() as db:
        everyone = children.arriving_first(db, moment.day)
        here = {visit.child for visit in visits.here(db, moment)}
    pages = ceil(len(everyone) / CARDS_A_PAGE) or 1
    page = min(max(request.args.get("page", 1, int), 1), pages)
    cards = everyone[(page - 1) * CARDS_A_PAGE : page * CARDS_A_PAGE]
    name = "who" if everyone else "empty"
    return _page(name, cards=cards, here=here, page=page, pages=pages)


@child.post("/who/<child_id>")
def come(child_id: str) -> ResponseReturnValue:
    """Let a child in: one touch, one transaction."""
    house = current_house()
    moment = house.clock()
    with house.database.transaction() as db:
        known = children.get(db, child_id)
        was_here = visits.is_known_here(db, child_id, moment)
        visits.check_in(db, child_id, moment)
    visitor.welcome(known)
    asks = known.allows(Purpose.MOODS) and not was_here
    return redirect(url_for("child.feel" if asks else "child.menu"), 303)


@child.post("/guest")
def come_as_guest() -> ResponseReturnValue:
    """Let somebody play of whom nothing is kept."""
    visitor.welcome(None)
    return redirect(url_for("child.menu"), 303)


@child.get("/feel")
def feel() -> ResponseReturnValue:
    """Ask how the child feels."""
    known = _known_child()
    if known is None:
        return redirect(url_for("child.asleep"), 303)
    return _page("feel", me=known, faces=faces_for(known), face_names=FACE_NAMES)


@child.post("/feel")
def felt() -> ResponseReturnValue:
    """Keep the answer, sealed; a skip goes the same way."""
    house = current_house()
    answer = request.form.get("face", "")
    face = Face(answer) if answer in set(Face) else None
    with house.database.transaction() as db:
        known = visitor.present(db)
        if known:
            moods.keep(db, house.vault, known.id, face, house.clock())
    return redirect(url_for("child.menu"), 303)


@child.get("/thanks")
def menu() -> ResponseReturnValue:
    """Thank the child, whatever it said, and offer to play, to rest or to go home."""
    if not visitor.is_known():
        return redirect(url_for("child.asleep"), 303)
    return _page("thanks", me=_known_child(), games=GAMES)


@child.post("/play/<name>")
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


@child.get("/playing")
def playing() -> ResponseReturnValue:
    """Wait beside a game, for the screens on which it does not cover the page."""
    arcade = current_house().arcade
    if arcade.failed:
        raise GameDidNotStart("The game ended before it could be seen.")
    return _page("playing") if arcade.running else redirect(url_for("child.menu"), 303)


@child.get("/playing/state")
def playing_state() -> ResponseReturnValue:
    """Tell the page whether the game still runs."""
    return {"running": current_house().arcade.running}


@child.post("/playing/stop")
def stop_playing() -> ResponseReturnValue:
    """End the game, and go back to the menu."""
    current_house().arcade.stop()
    return redirect(url_for("child.menu"), 303)


@child.get("/rest")
def rest() -> ResponseReturnValue:
    """Breathe with a flower."""
    return _outside("rest")


@child.post("/talk")
def talk() -> ResponseReturnValue:
    """Keep the wish to talk, sealed, and answer calmly."""
    house = current_house()
    with house.database.transaction() as db:
        if house_store.record(db):
            known = visitor.present(db)
            talks.ask(db, house.vault, known.id if known else None, house.clock())
    # The log keeps the order of all that happened: it would tell beside whose visit this was.
    house.database.scrub_soon()
    return redirect(url_for("child.talk_is_coming"), 303)


@child.get("/talk")
def talk_is_coming() -> ResponseReturnValue:
    """Say that the counselor will come, and whom to call meanwhile."""
    return _page("talk", hotlines=HOTLINES, known=visitor.is_known())


@child.post("/home")
def go_home() -> ResponseReturnValue:
    """Let the child go home and forget who stood here."""
    house = current_house()
    with house.database.transaction() as db:
        known = visitor.present(db)
        if known:
            visits.leave(db, known.id, house.clock())
    goodbye_in = language.choose()
    visitor.forget()
    return redirect(url_for("child.bye", language=goodbye_in), 303)


@child.get("/bye")
def bye() -> ResponseReturnValue:
    """Say goodbye, then sleep."""
    return _outside("bye")


@child.get("/palette.css")
def palette_css() -> ResponseReturnValue:
    """Send the colours of the house as custom properties."""
    colours = "".join(f"--{name}:{colour};" for name, colour in palette().items())
    return _lasting(Response(f":root{{{colours}}}", mimetype="text/css"))


@child.get("/art/<code>.svg")
def art(code: str) -> ResponseReturnValue:
    """Send a picture."""
    path = pictures.path_of(code)
    if path is None:
        raise NotFound
    return _lasting(send_file(path, mimetype="image/svg+xml", max_age=PICTURES_LAST))


@child.get("/voice/<locale>/<prompt>.wav")
def spoken(locale: str, prompt: str) -> ResponseReturnValue:
    """Send a prompt as speech; where the machine has no voice the page stays silent."""
    path = voice.path_of(current_app.config["HOUSE_CONFIG"].directory, locale, prompt)
    if path is None:
        raise NotFound
    return send_file(path, mimetype="audio/wav", max_age=PICTURES_LAST)


@child.errorhandler(CSRFError)
def begin_again(_: CSRFError) -> ResponseReturnValue:
    """Begin again where a form is older than the house's last start."""
    visitor.forget()
    return redirect(url_for("child.who"), 303)


@child.errorhandler(UnknownChild)
def ask_again(_: UnknownChild) -> ResponseReturnValue:
    """Ask again who is here."""
    return redirect(url_for("child.who"), 303)


@child.errorhandler(UnknownGame)
@child.errorhandler(GameDidNotStart)
def offer_another(_: UnknownGame | GameDidNotStart) -> ResponseReturnValue:
    """Go back to the menu where a game does not start."""
    return _page("no_game"), 503


@child.errorhandler(StoreError)
def fetch_the_counselor(error: StoreError) -> ResponseReturnValue:
    """Say that nothing was kept and that the counselor can help."""
    return trouble_page(error), 507


def trouble_page(error: StoreError) -> str:
    """Say in a child's words that something is not right, and to the counselor what."""
    return render_template(
        "child/trouble.html", language=language.choose(), why=type(error).__name__, reasons=REASONS
    )


def _known_child() -> Child | None:
    with current_house().database.reading() as db:
        return visitor.present(db)


def _page(name: str, **facts: object) -> str:
    prompt = name if name in PROMPTS else "trouble"
    facts = {"prompt": prompt, "sentence": say(prompt), **facts}
    return render_template(f"child/{name}.html", language=language.choose(), **facts)


def _outside(name: str) -> str:
    local = current_house().clock().local
    return _page(name, sky=scenery.sky_at(local), season=scenery.season_of(local))


def _lasting(response: Response) -> Response:
    response.headers["Cache-Control"] = f"public, max-age={PICTURES_LAST}, immutable"
    return response
