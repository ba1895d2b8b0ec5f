"""All that is open, child by child: for whoever takes over, on the screen or on paper."""

from collections import defaultdict
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from kiosk.counselor.casework import case_words
from kiosk.counselor.children.pages import readable_file
from kiosk.domain.audit import Action
from kiosk.domain.casework import Case, kind_of
from kiosk.domain.children import Child
from kiosk.house import current_house
from kiosk.store import house as house_store
from kiosk.store.attendance import talks
from kiosk.store.people import children
from kiosk.store.rights import audit
from kiosk.store.work import cases


@dataclass(frozen=True, slots=True)
class Open:
    """What is open for one child: how it is called, its records, and whether it asked to talk."""

    child: Child
    legal_name: str
    cases: tuple[Case, ...]
    asked: bool


def handover() -> ResponseReturnValue:
    """Show what is open for every child, whose next day comes first in front."""
    house = current_house()
    with house.database.transaction() as db:
        waiting = cases.waiting(db, house.vault)
        asked = {talk.child for talk in talks.waiting(db, house.vault) if talk.child}
        of_child: dict[str, list[Case]] = defaultdict(list)
        for case in waiting:
            of_child[case.child].append(case)
        named = [*of_child, *sorted(asked - set(of_child))]
        cards = {child.id: child for child in children.coming(db, named)}
        files = {one: readable_file(db, house, one) for one in named if one in cards}
        names = house_store.names(db)
        audit.note(db, house.clock(), house.vault.keeper.id, Action.LOOKED_AT_OPEN_CASES, "")
    found = [
        Open(cards[one], file.legal_name if file else "", tuple(of_child[one]), one in asked)
        for one, file in files.items()
    ]
    return render_template(
        "counselor/casework/handover.html",
        found=found,
        names=names,
        today=house.clock().day,
        kind_of=kind_of,
        case_words=case_words,
    )
