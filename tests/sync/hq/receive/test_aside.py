"""What nobody signed takes no room that grows, by whichever way it comes; on both databases."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from sync import batch
from sync.hq.receive import aside
from sync.hq.receive.aside import MOST_UNSIGNED, Strangers
from sync.hq.store.schema import quarantine, strangers
from sync.keys import generate_signing_key
from tests.processes import wait_for
from tests.sync.hq.cast import NOW, Clock, Office, SpeakingHouse, Visit
from tests.sync.hq.see.test_place_pages import words


def impostor(house: SpeakingHouse) -> SpeakingHouse:
    """Somebody who knows the house's id, and no key."""
    signing = generate_signing_key()
    return SpeakingHouse(house.house, "", house.sealing_key, b"epoch--9", signing)


def rubbish(house: SpeakingHouse, first: int, count: int) -> list[bytes]:
    stranger = impostor(house)
    return [stranger.letter(first + number, "day", {"x": "y" * 3000}) for number in range(count)]


def kept(office: Office, house: SpeakingHouse, *, is_signed: bool) -> list[tuple[int, int]]:
    """Tell the numbers of what is in quarantine, and how many bytes of each."""
    size = func.length(quarantine.c.envelope)
    query = select(quarantine.c.seq, size).where(quarantine.c.house == house.house)
    with office.hq.database.reading() as connection:
        rows = connection.execute(query.where(quarantine.c.is_signed.is_(is_signed)))
        return sorted((seq, length) for seq, length in rows)


def told(office: Office, house: SpeakingHouse) -> Strangers | None:
    with office.hq.database.reading() as connection:
        return aside.of_strangers(connection, house.house, office.hq.clock())


def test_what_nobody_signed_is_counted_and_a_few_are_kept(office: Office, clock: Clock) -> None:
    house = office.enrolled_house()
    assert told(office, house) is None
    office.send(*rubbish(house, 1, 40))
    clock.forward(minutes=5)
    office.send(*rubbish(house, 41, 40))
    assert told(office, house) == Strangers(80, int(NOW.timestamp()) + 300)
    found = kept(office, house, is_signed=False)
    assert [seq for seq, _ in found] == list(range(1, MOST_UNSIGNED + 1))
    assert {length for _, length in found} == {aside.LONGEST_EXAMPLE}


def test_those_of_the_latest_day_take_the_place_of_earlier_ones(
    office: Office, clock: Clock
) -> None:
    house = office.enrolled_house()
    office.send(*rubbish(house, 1, 20))
    clock.forward(days=1)
    office.send(*rubbish(house, 101, 3))
    seqs = [seq for seq, _ in kept(office, house, is_signed=False)]
    assert len(seqs) == MOST_UNSIGNED
    assert seqs[-3:] == [101, 102, 103]


def test_years_of_rubbish_leave_a_month_of_counts(office: Office, clock: Clock) -> None:
    house = office.enrolled_house()
    for number in range(45):
        office.send(*rubbish(house, number + 1, 2))
        clock.forward(days=1)
    with office.hq.database.reading() as connection:
        days = connection.execute(select(strangers.c.day)).scalars().all()
    assert len(days) == aside.DAYS_COUNTED
    # The last of them came a day ago.
    assert told(office, house) == Strangers(58, int((NOW + timedelta(days=44)).timestamp()))


def test_a_stranger_takes_no_room_from_what_the_house_signed(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.letter(1, "day", {}), *rubbish(house, 50, 60))
    office.send(house.letter(2, "month", {}))
    assert [seq for seq, _ in kept(office, house, is_signed=True)] == [1, 2]
    assert len(kept(office, house, is_signed=False)) == MOST_UNSIGNED


def test_what_a_house_signed_itself_has_an_end_as_well(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aside, "MOST_SIGNED", 3)
    house = office.enrolled_house()
    office.send(*(house.letter(seq, "day", {}) for seq in range(1, 6)))
    assert [seq for seq, _ in kept(office, house, is_signed=True)] == [1, 2, 3]


def test_what_came_while_the_database_was_away_is_counted_alike(office: Office) -> None:
    house, later = office.enrolled_house(), office.hq.later
    for first in (1, 101):
        later.keep(batch.encode(rubbish(house, first, 100)))
    wait_for("taken in", 20, lambda: later.size() == 0)
    assert told(office, house) == Strangers(200, int(NOW.timestamp()))
    assert len(kept(office, house, is_signed=False)) == MOST_UNSIGNED


def test_the_page_of_the_house_tells_that_it_happens(
    visit: Callable[..., Visit], small_office: Office
) -> None:
    house, other = small_office.enrolled_house(), small_office.enrolled_house("yudu", "花桥村")
    lin = visit()
    small_office.send(house.day(1), *rubbish(house, 1, 1))
    said = "1 envelope came in this house's name without its signature, on 2026-11-24 17:00."
    assert said in words(lin.get(f"/houses/{house.house}"))
    small_office.send(*rubbish(house, 2, 29))
    page = lin.get(f"/houses/{house.house}")
    assert "30 envelopes came in this house's name without its signature, the last on" in page
    assert len(re.findall("The signature is not right", page)) == MOST_UNSIGNED
    assert "30 个信封" in visit(language="zh_Hans").get(f"/houses/{house.house}")
    assert "came in this house" not in lin.get(f"/houses/{other.house}")
