"""`aiyou house close`, as a shell sees it."""

from datetime import date

import pytest

from kiosk.closing import close_day
from kiosk.domain.audit import CLOCK
from kiosk.domain.consent import Purpose
from kiosk.domain.days import Closing
from kiosk.house import House
from kiosk.store.attendance import visits
from tests.cast import add_child, enrol
from tests.warm import aiyou


def closed_again(house: House, become: str) -> str:
    """Close a day of a house that knows headquarters, let this become of it, close it again."""
    enrol(house)
    day = house.clock().day
    close_day(house, day, Closing.CLOCK, CLOCK)
    with house.database.transaction() as db:
        db.execute(become)
    house.close()
    done = aiyou("house", "close", "--data", str(house.config.directory), "--day", f"{day}")
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.partition("; ")[2]


@pytest.mark.parametrize(
    ("came", "said"), [(1, "is closed with 1 child; "), (2, "is closed with 2 children; ")]
)
def test_one_child_is_told_as_one_and_two_as_two(unlocked: House, came: int, said: str) -> None:
    for nickname in ("小雨", "阿木")[:came]:
        child = add_child(unlocked, nickname, keeps={Purpose.VISITS}, birth=date(2017, 3, 4))
        with unlocked.database.transaction() as db:
            visits.check_in(db, child.id, unlocked.clock())
    day = unlocked.clock().day
    unlocked.close()
    done = aiyou("house", "close", "--data", str(unlocked.config.directory), "--day", f"{day}")
    assert said in done.stdout


@pytest.mark.parametrize(
    ("become", "said"),
    [
        ("SELECT 1", "it waits for headquarters.\n"),
        ("UPDATE outbox SET acknowledged_at = 1, envelope = NULL", "headquarters has it.\n"),
        ("UPDATE outbox SET set_aside_at = 1", "headquarters refused it.\n"),
    ],
)
def test_how_far_a_day_has_come_is_said_where_it_is_closed_again(
    unlocked: House, become: str, said: str
) -> None:
    assert closed_again(unlocked, become) == said


def test_a_day_that_stays_in_the_house_is_not_put_down_to_an_unknown_headquarters(
    unlocked: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.room.MOST_ENVELOPES", 0)
    fill = (
        "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i <= 4001)"
        " INSERT INTO outbox (epoch, seq, kind, envelope, minted_at)"
        " SELECT x'6f74686572206f6e', i, 'day', x'00', 0 FROM n"
    )
    assert closed_again(unlocked, fill) == (
        "so much waits for headquarters that it stays in the house.\n"
    )
