import json
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

from kiosk.house import House
from kiosk.store.keys import counselors, patience
from tests.cast import PASSPHRASE, open_slot
from tests.kiosk.counselor.panel import audited
from tests.warm import aiyou

SECOND = "seven lamps under snow ferry"


def add(house: House, present: str, passphrase: str):
    words = ("--name", "王老师", "--phone", "139", "--present", present)
    data = str(house.config.data)
    return aiyou("counselor", "add", "--data", data, *words, "--passphrase", passphrase)


def test_a_present_counselor_lets_another_one_in(house: House) -> None:
    done = add(house, PASSPHRASE, SECOND)
    assert (done.returncode, done.stdout) == (0, "王老师 can unlock the panel now.\n")
    with house.database.reading() as db:
        opened = open_slot(db, SECOND)
        assert counselors.get(db, opened.counselor).name == "王老师"
    assert audited(house)[-1] == ("added counselor", opened.counselor)


def test_a_stranger_lets_nobody_in_and_is_noted(house: House) -> None:
    done = add(house, "wrong", SECOND)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "This passphrase does not open the counselor's part.\n"
    assert audited(house)[-1] == ("failed to unlock", "panel")
    with house.database.reading() as db:
        assert len(counselors.everyone(db)) == 1
        assert patience.wrong(db) == 1


def test_after_a_wrong_passphrase_the_next_one_waits_at_every_door(house: House) -> None:
    with house.database.transaction() as db:
        patience.note_wrong(db)
    began = monotonic()
    done = add(house, PASSPHRASE, SECOND)
    assert (done.returncode, done.stderr) == (0, "")
    assert "A passphrase was wrong: the next one is tried in 2 seconds." in done.stdout
    assert monotonic() - began > 2
    with house.database.reading() as db:
        assert patience.wrong(db) == 0


def test_commands_try_one_after_another(house: House) -> None:
    """Else a hundred at once would be a hundred tries in one wait."""
    with house.database.transaction() as db:
        patience.note_wrong(db)
    began = monotonic()
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda _: add(house, "wrong", SECOND), range(2)))
    assert monotonic() - began > 2 + 4
    with house.database.reading() as db:
        assert patience.wrong(db) == 3


def test_a_weak_passphrase_lets_nobody_in(house: House) -> None:
    done = add(house, PASSPHRASE, "王老师139")
    assert done.returncode == 1
    assert "easy to guess" in done.stderr
    with house.database.reading() as db:
        assert len(counselors.everyone(db)) == 1


def test_the_counselors_are_listed(house: House) -> None:
    add(house, PASSPHRASE, SECOND)
    data = str(house.config.data)
    listed = json.loads(aiyou("counselor", "list", "--data", data, "--json").stdout)
    assert [(one["name"], one["until"], one["carried_key"]) for one in listed] == [
        ("李老师", None, False),
        ("王老师", None, False),
    ]
    assert "李老师 since 2026-" in aiyou("counselor", "list", "--data", data).stdout
