"""The records: whole, of this program's shape, and looked at lately."""

from collections.abc import Iterator

from hardware.language import _
from kiosk.doctor.findings import Result, ill, unknown, well
from kiosk.domain.moment import HOUSE_ZONE
from kiosk.house import House
from kiosk.store.migrations import migrations
from kiosk.store.rights import audit as audit_store
from kiosk.store.safety import soundness


def whole(house: House) -> Iterator[Result]:
    """Look at all of the records."""
    with house.database.snapshot() as db:
        problem = soundness.first_problem(db)
    if problem:
        advice = _("Leave the card in and restart: the house mends itself from its backup.")
        yield ill("whole", _("The records are damaged."), advice, problem=problem)
    else:
        yield well("whole", _("The records are whole."))


def audit(house: House) -> Iterator[Result]:
    """Follow the audit's chain."""
    with house.database.reading() as db:
        broken = audit_store.first_broken(db)
    if broken is None:
        yield well("audit", _("Nobody has changed the list of who did what."))
    else:
        said = _("Line {line} of the list of who did what was changed.")
        yield ill(
            "audit", said, _("Please tell headquarters: somebody was at the card."), line=broken
        )


def shape(house: House) -> Iterator[Result]:
    """Tell whether the records have the shape that this program knows."""
    if house.database.is_read_only:
        said = _("The records are shown from a copy, and nothing new is kept.")
        yield ill("shape", said, _("Make room on the card or restart; else call headquarters."))
        return
    with house.database.reading() as db:
        steps = len(migrations.applied(db))
    yield well("shape", _("The records have this program's shape."), steps=steps)


def last_look(house: House) -> Iterator[Result]:
    """Tell when the house itself looked at all of the records last."""
    at = soundness.looked_at(house.config.directory)
    if soundness.is_marked(house.config.directory):
        said = _("The house has met damage in its records.")
        advice = _("Leave the card in and restart: the house mends itself from its backup.")
        yield ill("last_look", said, advice)
    elif at is None:
        yield unknown("last_look", _("The house has not yet looked at all of its records."))
    else:
        day = f"{at.astimezone(HOUSE_ZONE):%Y-%m-%d}"
        yield well("last_look", _("The house found all of its records whole on {day}."), day=day)
