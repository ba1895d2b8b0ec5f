from dataclasses import replace

import pytest

from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.store import children


@pytest.fixture
def left(unlocked: House, owl: Child) -> Child:
    """The boy, who has left the program."""
    with unlocked.database.transaction() as db:
        file = children.file_of(db, unlocked.vault, owl.id)
        gone = replace(owl, active=False)
        children.change(db, unlocked.vault, gone, file, unlocked.clock())
    return gone


def test_who_left_is_among_those_who_come_only_where_asked_for(
    unlocked: House, panda: Child, left: Child
) -> None:
    with unlocked.database.reading() as db:
        assert children.coming(db) == [panda]
        assert children.coming(db, {left.id}) == [panda, left]
        assert children.coming(db, {panda.id, "nobody"}) == [panda]
        assert children.everyone(db) == [panda, left]
