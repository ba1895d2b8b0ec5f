"""A recovery is done and noted, or neither."""

import pytest

from kiosk.domain.audit import Action
from kiosk.errors import StoreError
from kiosk.house import House
from kiosk.recovering import recover
from kiosk.store.keys import counselors
from tests.kiosk.counselor.panel import audited


def test_nobody_is_let_in_by_a_recovery_that_cannot_be_noted(
    house: House, recovery: tuple[bytes, bytes]
) -> None:
    with house.database.transaction() as db:
        db.execute(
            "CREATE TRIGGER no_line BEFORE INSERT ON audit"
            f" WHEN new.action = '{Action.RECOVERED_HOUSE}'"
            " BEGIN SELECT RAISE(ABORT, 'the card is full'); END"
        )
    before = audited(house)
    with pytest.raises(StoreError):
        recover(house, recovery[0], "赵老师", "137", "green kettle morning tractor")
    with house.database.reading() as db:
        assert [one.name for one in counselors.everyone(db)] == ["李老师"]
    assert audited(house) == before
