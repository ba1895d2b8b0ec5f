"""What comes once more under its number, sealed anew, is the same; anything else is not."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from sync import envelope
from sync.anew import again
from sync.hq import setup
from sync.hq.receive import aside
from sync.hq.register import houses
from sync.hq.store.schema import letters, metadata
from sync.keys import generate_signing_key
from sync.keys.key_change import KEY, KeyChange
from sync.messages import LOST
from tests.sync.hq.cast import EPOCH, TODAY, Office, SpeakingHouse

YESTERDAY = TODAY - timedelta(days=1)


def everything(office: Office) -> dict[str, list[tuple[object, ...]]]:
    with office.hq.database.reading() as connection:
        return {
            name: sorted(map(tuple, connection.execute(select(table)).all()), key=repr)
            for name, table in metadata.tables.items()
        }


def has_two_cards(office: Office, house: SpeakingHouse) -> bool:
    with office.hq.database.reading() as connection:
        return houses.find(connection, house.house).two_cards_since is not None


def anew(house: SpeakingHouse, office: Office, letter: bytes) -> bytes:
    """Seal what an envelope says anew, under the number that it has."""
    seen = envelope.peek(letter)
    return house.letter(seen.seq, seen.kind, envelope.unseal(seen, *office.hq.ring.sealing_keys))


def letters_of_each_kind(house: SpeakingHouse, office: Office) -> list[bytes]:
    older = SpeakingHouse(house.house, "", house.sealing_key, b"epoch--0")
    change = KeyChange.to(generate_signing_key()[0], house.house, EPOCH, 7)
    return [
        house.day(1),
        house.month(2),
        house.ask(3, 0),
        house.question(4, office.hq.ring.panel_public, "什么？"),
        house.letter(5, "song", {"a": None}),
        house.letter(6, again.AGAIN, again.payload(older.day(1, YESTERDAY))),
        house.letter(7, KEY, change.payload()),
    ]


def test_what_is_said_again_in_other_bytes_changes_nothing(office: Office) -> None:
    house = office.enrolled_house()
    first = letters_of_each_kind(house, office)
    assert office.send(*first).accepted == len(first)
    before = everything(office)
    second = [anew(house, office, one) for one in first]
    assert not set(first) & set(second)
    for _ in range(2):
        answer = office.send(*second)
        assert (answer.accepted, answer.refused) == (len(first), ())
    assert everything(office) == before


def test_one_that_stands_in_for_what_came_after_all_changes_nothing(office: Office) -> None:
    house = office.enrolled_house()
    first = letters_of_each_kind(house, office)
    office.send(*first)
    before = everything(office)
    kinds = ["day", "month", "ask", "message", "song", "day", "key"]
    lost = [house.letter(seq, LOST, {"k": kind}) for seq, kind in enumerate(kinds, 1)]
    assert office.send(*lost).refused == ()
    assert everything(office) == before


def test_the_same_is_found_whichever_keys_it_was_sealed_to(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.day(1))
    setup.rotate_key(office.config, "sealing", office.hq.clock())
    house.sealing_key = office.hq.ring.sealing_public
    assert office.send(house.day(1)).refused == ()
    assert not has_two_cards(office, house)


def test_what_comes_inside_another_one_says_the_same_as_what_came_by_itself(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.day(1), house.month(2))
    inner = [house.day(1), house.letter(2, LOST, {"k": "month"})]
    house.epoch = b"epoch--2"
    office.send(house.day(1, present=9))
    before = everything(office)["days"]
    wrapped = [
        house.letter(seq, again.AGAIN, again.payload(one)) for seq, one in enumerate(inner, 2)
    ]
    answer = office.send(*wrapped)
    assert (answer.accepted, answer.refused) == (3, ())
    assert everything(office)["days"] == before
    assert not has_two_cards(office, house)


def test_what_came_inside_another_one_says_the_same_by_itself(office: Office) -> None:
    house = office.enrolled_house()
    older = SpeakingHouse(house.house, "", house.sealing_key, b"epoch--0")
    office.send(house.letter(1, again.AGAIN, again.payload(older.day(4))))
    assert office.send(house.day(1)).refused == ()
    assert not has_two_cards(office, house)


@pytest.mark.parametrize("which", ["other kind", "other word", "other version", "truth for one"])
def test_anything_else_under_a_number_is_of_another_card(office: Office, which: str) -> None:
    house = office.enrolled_house()
    office.send(house.letter(1, "song", {"a": 1}))
    other = {
        "other kind": house.letter(1, "poem", {"a": 1}),
        "other word": house.letter(1, "song", {"a": 2}),
        "other version": house.of_version(2, 1, "song", {"a": 1}),
        "truth for one": house.letter(1, "song", {"a": True}),
    }[which]
    assert office.send(other).refused == (1,)
    assert has_two_cards(office, house)


def test_what_cannot_be_used_stays_refused_in_other_bytes_and_is_of_this_card(
    office: Office,
) -> None:
    house = office.enrolled_house()
    for _ in range(2):
        assert office.send(house.letter(1, "day", {"d": "yesterday"})).refused == (1,)
    assert not has_two_cards(office, house)
    with office.hq.database.reading() as connection:
        reasons = {one.reason for one in aside.in_quarantine(connection, house.house)}
    assert len(reasons) == 1


def test_where_an_old_months_bytes_are_away_nothing_is_taken_for_the_same(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.day(1))
    with office.hq.database.transaction() as connection:
        connection.execute(delete(letters))
    assert office.send(house.day(1)).refused == (1,)
