"""What is too old is told, and let go of, from the command line."""

from kiosk.domain.children import Child
from kiosk.domain.moods import Face
from kiosk.house import House
from kiosk.store.attendance import moods
from tests.warm import aiyou


def retention(house: House, *words: str):
    return aiyou("house", "retention", "--data", str(house.config.directory), *words)


def keep_an_old_mood(house: House, child: Child) -> None:
    with house.database.transaction() as db:
        moods.keep(db, house.vault, child.id, Face.LOW, house.clock())
        db.execute("UPDATE moods SET day = '2001-01-01'")


def left(house: House) -> int:
    with house.database.reading() as db:
        return int(db.table("moods").count)


def test_a_preview_lets_go_of_nothing(unlocked: House, panda: Child) -> None:
    keep_an_old_mood(unlocked, panda)
    done = retention(unlocked, "--preview")
    assert done.returncode == 0
    assert "moods        90 days         1           1" in done.stdout
    assert left(unlocked) == 1


def test_a_clock_that_leapt_is_not_believed(unlocked: House, panda: Child) -> None:
    keep_an_old_mood(unlocked, panda)
    with unlocked.database.transaction() as db:
        db.execute("UPDATE house SET founded_at = 0")
    refused = retention(unlocked)
    assert refused.returncode == 1
    assert refused.stderr == "The clock is not trusted enough to let go of anything.\n"
    assert left(unlocked) == 1


def test_what_is_too_old_goes(unlocked: House, panda: Child) -> None:
    keep_an_old_mood(unlocked, panda)
    with unlocked.database.transaction() as db:
        db.execute("UPDATE house SET founded_at = unixepoch() * 1000")
    assert retention(unlocked).stdout == "Let go of: moods 1.\n"
    assert retention(unlocked).stdout == "Nothing is too old.\n"
    assert left(unlocked) == 0
