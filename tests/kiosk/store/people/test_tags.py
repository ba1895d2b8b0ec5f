from collections.abc import Sequence

from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.store.people import tags
from tests.cast import Hands, leave_the_program

NUMBER = "0004829173"


def give(house: House, child: Child, *numbers: str) -> Sequence[str | None]:
    with house.database.transaction() as db:
        return [tags.give(db, child.id, one, "li", house.clock()) for one in numbers]


def owner(house: House, number: str = NUMBER) -> str | None:
    with house.database.reading() as db:
        return tags.owner(db, number)


def count(house: House, child: Child) -> int:
    with house.database.reading() as db:
        return tags.count(db, child.id)


def noted(house: House) -> list[str]:
    with house.database.reading() as db:
        rows = db.query("SELECT action FROM audit WHERE action LIKE '%tag%' ORDER BY seq")
        return [row["action"] for row in rows]


def test_a_tag_tells_whose_it_is_however_its_reader_writes_it(
    unlocked: House, panda: Child
) -> None:
    assert give(unlocked, panda, "04a2-7fb1") == [None]
    assert owner(unlocked, " 04A27FB1") == panda.id
    assert owner(unlocked) is None


def test_of_its_number_nothing_is_on_the_card(unlocked: House, panda: Child) -> None:
    give(unlocked, panda, NUMBER)
    with unlocked.database.transaction() as db:
        (row,) = db.table("tags").rows
    assert len(row["digest"]) == 16
    files = [path.read_bytes() for path in unlocked.config.directory.iterdir() if path.is_file()]
    assert panda.id.encode() in b"".join(files)
    assert all(NUMBER.encode() not in content for content in files)


def test_the_same_number_looks_otherwise_in_another_house(unlocked: House, panda: Child) -> None:
    give(unlocked, panda, NUMBER)
    with unlocked.database.transaction() as db:
        db.execute("UPDATE house SET public_key = zeroblob(32)")
        assert tags.owner(db, NUMBER) is None


def test_a_tag_of_another_child_stays_with_it(unlocked: House, panda: Child, owl: Child) -> None:
    give(unlocked, panda, NUMBER)
    assert give(unlocked, owl, NUMBER) == [panda.id]
    assert owner(unlocked) == panda.id
    assert noted(unlocked) == ["gave a tag"]


def test_the_same_tag_twice_is_one_tag(unlocked: House, panda: Child) -> None:
    assert give(unlocked, panda, NUMBER, NUMBER, "7777") == [None, None, None]
    assert count(unlocked, panda) == 2
    assert noted(unlocked) == ["gave a tag"] * 2


def test_all_are_taken_away_and_can_be_given_anew(
    unlocked: House, panda: Child, owl: Child
) -> None:
    give(unlocked, panda, NUMBER, "7777")
    give(unlocked, owl, "8888")
    with unlocked.database.transaction() as db:
        for _ in range(2):
            tags.take_away(db, panda.id, "li", unlocked.clock())
    assert (count(unlocked, panda), count(unlocked, owl)) == (0, 1)
    assert owner(unlocked) is None
    assert give(unlocked, owl, NUMBER) == [None]
    assert noted(unlocked).count("took tags away") == 1


def test_the_tag_of_a_child_that_has_left_lets_nobody_in(
    unlocked: House, panda: Child, owl: Child
) -> None:
    give(unlocked, panda, NUMBER)
    leave_the_program(unlocked, panda)
    assert owner(unlocked) is None
    assert give(unlocked, owl, NUMBER) == [panda.id]


def test_what_no_reader_types_is_nobodys(unlocked: House, panda: Child) -> None:
    give(unlocked, panda, NUMBER)
    assert owner(unlocked, "") is None
    assert owner(unlocked, "小竹") is None


def test_before_a_house_is_set_up_nobody_has_a_tag(bare_house: House, hands: Hands) -> None:
    assert owner(bare_house) is None
