"""Training: the texts of headquarters to learn from, read when there is time, network or not."""

import sqlite_utils
from flask import render_template
from flask.typing import ResponseReturnValue

from kiosk.counselor.messages import message_words
from kiosk.house import current_house
from sync import inbox, materials
from sync.errors import BadEnvelope
from sync.inbox import Came
from sync.materials import Material
from sync.messages import MATERIAL


def training() -> ResponseReturnValue:
    """List the texts that stand; those whose place another took count as read."""
    house = current_house()
    now = int(house.clock().at.timestamp())
    with house.database.transaction() as db:
        texts = standing_texts(db)
        shown = {one.number for one in texts}
        for came in inbox.came(db, [MATERIAL]):
            if came.number not in shown:
                inbox.read(db, came.number, now)
    return render_template(
        "counselor/messages/training.html", texts=[message_words.read(one) for one in texts]
    )


def standing_texts(db: sqlite_utils.Database) -> list[Came]:
    """List the texts that stand, in order of their titles; one that makes no sense is none."""
    came = {one.number: one for one in inbox.came(db, [MATERIAL])}
    readable = {number: text for number, one in came.items() if (text := _material(one))}
    return [came[number] for number in materials.standing(readable)]


def _material(came: Came) -> Material | None:
    try:
        return Material.from_content(came.content)
    except BadEnvelope:
        return None
