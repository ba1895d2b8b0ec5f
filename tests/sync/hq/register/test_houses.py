"""The list of houses, on both databases."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from sync.hq.errors import Refused
from sync.hq.register import houses
from tests.sync.hq.cast import Office


def add(office: Office, house: str | None = None) -> str:
    hq = office.hq
    with hq.database.transaction() as connection:
        return houses.add(connection, "新民村爱佑之家", "yuexi", hq.clock(), house).house


@pytest.mark.parametrize(
    ("there", "following"),
    [("yuexi-0007", "yuexi-0008"), ("yuexi-9999", "yuexi-10000"), ("yuexi-12345", "yuexi-12346")],
)
def test_a_house_without_an_id_gets_the_countys_next(
    office: Office, there: str, following: str
) -> None:
    assert add(office) == "yuexi-0001"
    add(office, there)
    add(office, "yuexi-old")
    assert add(office) == following


@pytest.mark.parametrize("house", ["add", "yuexi-0001", "Yuexi", "x"])
def test_an_id_that_cannot_be_is_refused_and_changes_nothing(office: Office, house: str) -> None:
    add(office)
    with pytest.raises(Refused):
        add(office, house)
    assert add(office) == "yuexi-0002"


def test_a_name_has_one_to_sixty_characters_without_the_spaces_around_it(office: Office) -> None:
    hq = office.hq
    with hq.database.transaction() as connection:
        longest = houses.add(connection, f"  {'村' * 58}  家 ", "yuexi", hq.clock())
        assert longest.name == f"{'村' * 58} 家"
        for name in ("村" * 61, " \t "):
            with pytest.raises(Refused):
                houses.add(connection, name, "yuexi", hq.clock())


def test_of_those_who_add_the_same_house_at_once_one_does(office: Office) -> None:
    def told(_: int) -> str:
        try:
            return add(office, "yuexi-0001")
        except Refused as problem:
            return str(problem)

    with ThreadPoolExecutor(6) as pool:
        said = sorted(pool.map(told, range(6)))
    assert said == ["There is already a house yuexi-0001."] * 5 + ["yuexi-0001"]
