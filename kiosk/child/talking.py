"""I want to talk: one tap, a calm answer, and nothing to be seen of it afterwards."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from kiosk.child import visitor
from kiosk.child.pages import page
from kiosk.domain.absence import Answer, reply_to
from kiosk.domain.hotlines import for_children
from kiosk.house import House, current_house
from kiosk.store import house as house_store
from kiosk.store import settings
from kiosk.store.attendance import talks


def talk() -> ResponseReturnValue:
    """Keep the wish to talk, and answer calmly."""
    keep_wish(current_house())
    return redirect(url_for("child.talk_is_coming"), 303)


def keep_wish(house: House) -> None:
    """Keep the wish of who stands here, sealed."""
    with house.database.transaction() as db:
        if house_store.record(db):
            known = visitor.present(db)
            talks.ask(db, house.vault, known.id if known else None, house.clock())
    # The log keeps the order of all that happened: it would tell beside whose visit this was.
    house.database.scrub_soon()


def talk_is_coming() -> ResponseReturnValue:
    """Say that the counselor will come, or who is there and when while she is away."""
    house = current_house()
    with house.database.reading() as db:
        absence = settings.absence(db)
    reply = reply_to(absence, house.settings(), house.clock())
    if reply.answer is Answer.TALK:
        return page("talk", back_to=visitor.way_back())
    hotlines = for_children(house.hotlines())
    return page(
        "talk_away", says=reply.answer, reply=reply, hotlines=hotlines, back_to=visitor.way_back()
    )


def numbers() -> ResponseReturnValue:
    """Show whom to call, to who asked for it."""
    hotlines = for_children(current_house().hotlines())
    return page("numbers", hotlines=hotlines, back_to=visitor.way_back())
