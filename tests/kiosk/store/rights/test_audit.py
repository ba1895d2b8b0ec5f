"""The chain may lose its oldest lines, and nothing else."""

import pytest

from kiosk.errors import StoreError
from kiosk.house import House
from kiosk.store.rights import audit


def write(house: House, lines: int) -> list[int]:
    with house.database.transaction() as db:
        for number in range(lines):
            audit.note(db, house.clock(), "li", "looked at child", str(number))
        return [row["seq"] for row in db.query("SELECT seq FROM audit ORDER BY seq")]


def prune(house: House, last: int, lines: int = 500) -> int:
    with house.database.transaction() as db:
        return audit.prune(db, last, lines)


def broken(house: House) -> int | None:
    with house.database.reading() as db:
        return audit.first_broken(db)


def test_the_chain_holds_after_its_oldest_lines_went(house: House) -> None:
    numbers = write(house, 9)
    assert prune(house, numbers[4]) == 5
    assert broken(house) is None
    with house.database.reading() as db:
        assert [row["seq"] for row in db.query("SELECT seq FROM audit ORDER BY seq")] == numbers[5:]
    assert write(house, 1)
    assert broken(house) is None


def test_lines_go_in_steps(house: House) -> None:
    numbers = write(house, 9)
    assert [prune(house, numbers[6], 3) for _ in range(4)] == [3, 3, 1, 0]
    assert broken(house) is None


def test_a_chain_all_of_which_went_goes_on_from_its_last_link(house: House) -> None:
    numbers = write(house, 3)
    assert prune(house, numbers[-1]) == len(numbers)
    write(house, 2)
    assert broken(house) is None


def test_a_line_taken_out_of_the_middle_or_off_the_beginning_is_noticed(house: House) -> None:
    numbers = write(house, 6)
    for gone in (numbers[0], numbers[3]):
        with house.database.transaction() as db:
            db.execute("CREATE TEMP TABLE kept AS SELECT * FROM audit WHERE seq = ?", [gone])
            trigger = "SELECT sql FROM sqlite_master WHERE name = 'audit_is_never_shortened'"
            (sql,) = db.execute(trigger).fetchone()
            db.execute("DROP TRIGGER audit_is_never_shortened")
            db.execute("DELETE FROM audit WHERE seq = ?", [gone])
            assert audit.first_broken(db) == numbers[numbers.index(gone) + 1]
            db.execute("INSERT INTO audit SELECT * FROM kept")
            db.execute("DROP TABLE kept")
            db.execute(sql)
        assert broken(house) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)",
        "UPDATE audit_start SET seq = (SELECT max(seq) FROM audit)",
        "UPDATE audit_start SET seq = 999999",
        "UPDATE audit_start SET seq = 0, hash = zeroblob(32)",
        "DELETE FROM audit_start",
    ],
)
def test_the_beginning_moves_only_onto_a_line_that_is_there(house: House, sentence: str) -> None:
    write(house, 3)
    with pytest.raises(StoreError, match="append-only"), house.database.transaction() as db:
        db.execute(sentence)
    assert broken(house) is None


def test_a_part_of_the_chain_is_checked_from_the_line_before_it(house: House) -> None:
    numbers = write(house, 9)
    with house.database.reading() as db:
        check = audit.follow(db, audit.begin(db, numbers[4]), 3)
        assert (check.seq, check.lines, check.broken, check.done) == (numbers[6], 3, None, False)
        assert audit.follow(db, check, 10).done
