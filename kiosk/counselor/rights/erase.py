"""Erases a child: first what goes and its own picture, then once more."""

from random import Random

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk.counselor.picture_words import OF_CHILDREN
from kiosk.domain.audit import Action
from kiosk.domain.children import PICTURES, Child
from kiosk.forgetting import erase_child
from kiosk.house import current_house
from kiosk.store.people import children
from kiosk.store.rights import audit, erasing


def erase(child_id: str) -> ResponseReturnValue:
    """Show what goes with a child, and erase it once its picture was tapped and she is sure."""
    house = current_house()
    with house.database.transaction() as db:
        child = children.get(db, child_id)
        found = erasing.preview(db, house.vault, child_id)
        keeper = house.vault.keeper.id
        audit.note(db, house.clock(), keeper, Action.LOOKED_AT_CHILD, child_id)
    is_sent = request.method == "POST"
    is_meant = is_sent and request.form.get("picture") == child.picture
    if is_meant and "sure" in request.form:
        erase_child(house, child_id)
        flash(gettext("The child is erased."))
        return redirect(url_for("counselor.everyone"), 303)
    return render_template(
        "counselor/rights/erase.html",
        child=child,
        found=found,
        sure=is_meant,
        wrong=is_sent and not is_meant,
        pictures=_pictures_with(child),
        names=OF_CHILDREN,
    )


def _pictures_with(child: Child) -> list[str]:
    """Choose a dozen pictures, the child's own among them, always in the same places."""
    rng = Random(child.id)
    others = [code for code in PICTURES if code != child.picture]
    chosen = [child.picture, *rng.sample(others, 11)]
    rng.shuffle(chosen)
    return chosen
