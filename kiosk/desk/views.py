"""Tells the machine around the screen how the house is."""

from importlib.metadata import version

from flask import Blueprint, Response, jsonify

from kiosk.house import current_house
from kiosk.store import house as house_store
from sync.status import wire_status

desk = Blueprint("desk", __name__)


@desk.get("/healthz")
def healthz() -> Response:
    """Tell that the house answers, and what waits to be sent."""
    with current_house().database.reading() as db:
        return jsonify(
            status="ok",
            version=version("aiyou-house"),
            founded=house_store.record(db) is not None,
            waiting=wire_status(db).waiting,
        )
