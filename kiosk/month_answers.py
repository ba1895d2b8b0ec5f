"""Counts how children answered in a month, while a counselor has it unlocked: in bands, by dice."""

from collections import defaultdict
from datetime import date

from kiosk.domain.bands import band_of
from kiosk.domain.moods import Face
from kiosk.domain.register import month_days
from kiosk.domain.retention import Shelf
from kiosk.house import House
from kiosk.store.attendance import feedback, moods
from kiosk.store.attendance.moods import Row
from kiosk.store.keys.vault import Vault
from sync.disclosure import publish
from sync.month_summary import Answers

KEPT_BACK = Answers(None)


def count(house: House, vault: Vault, month: date) -> tuple[Answers, Answers]:
    """Tell how children felt, and how they liked the house. Raises VaultLocked.

    Opening takes a Pi its time: it is done with the records let go of.
    """
    days = month_days(month)
    if days[0] < house.config.keeping.first_kept(Shelf.MOODS, house.clock().day):
        # Its first answers may be gone: what is left would tell another month.
        return KEPT_BACK, KEPT_BACK
    with house.database.reading() as db:
        felt = moods.sealed_between(db, days[0], days[-1])
        liked = feedback.sealed_between(db, days[0], days[-1])
    return _told(vault, "mood", felt), _told(vault, "feedback", liked)


def _told(vault: Vault, what: str, rows: list[Row]) -> Answers:
    """Count answers: all that is kept is kept with consent, and goes when that is taken back."""
    faces: dict[str, list[Face | None]] = defaultdict(list)
    for answer in moods.opened(vault, rows):
        faces[answer.child].append(answer.face)
    bands = {child: band_of(of_child) for child, of_child in faces.items()}
    return Answers(
        publish(
            (band, vault.pseudonym(f"{what} {band} {child}"))
            for child, band in bands.items()
            if band is not None
        )
    )
