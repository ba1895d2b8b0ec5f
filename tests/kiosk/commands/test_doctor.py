import json
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.guessing import Effort, in_words
from kiosk.domain.settings import Loudness
from kiosk.house import House
from kiosk.store import settings
from kiosk.store.keys import keyslots
from kiosk.store.keys.carried import CarriedKey
from kiosk.store.keys.keyslots import Cost
from tests.cast import PASSPHRASE, open_slot
from tests.kiosk.test_cli import aiyou

DEARER = Cost(memory_kib=8192, passes=2, lanes=1)


def findings(house: House) -> list[dict[str, object]]:
    done = aiyou("doctor", "--data", str(house.config.data), "--json")
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_guessing_is_measured_for_each_kind_of_slot(house: House) -> None:
    with house.database.transaction() as db:
        opened = open_slot(db)
        stick = CarriedKey(b"stick 01", b"s" * 32)
        slot = keyslots.wrap(opened.private_key, PASSPHRASE, DEARER, stick)
        keyslots.add(db, opened.counselor, slot)
    cheap, dear = (one for one in findings(house) if one["name"] == "guessing")
    assert cheap["figures"]["kind"] == "passphrase"
    assert dear["figures"]["kind"] == "passphrase and carried key"
    assert (dear["figures"]["memory_kib"], dear["figures"]["passes"]) == (8192, 2)
    rates = [one["figures"]["passphrases_per_second"] for one in (cheap, dear)]
    assert rates[0] > 2 * rates[1] > 0
    assert "this machine tries" in str(cheap["sentence"])


def test_what_seals_and_what_a_crash_would_leave_is_told(house: House) -> None:
    told = {one["name"]: one for one in findings(house)}
    assert told["libsodium"]["well"] is True
    assert told["core"]["well"] is True
    assert "swap" in told


def test_what_an_adult_has_set_and_where_is_told(house: House) -> None:
    first = house.config.settings
    told = {one["name"]: one for one in findings(house)}
    assert "all is as the configuration says" in str(told["limits"]["sentence"])
    with house.database.transaction() as db:
        wanted = replace(first, sitting_minutes=10, loudness=Loudness.SOFT)
        settings.set_to(db, wanted, first, house.clock(), "li")
    told = {one["name"]: one for one in findings(house)}
    assert told["limits"]["figures"] == {"sitting_minutes": "10", "loudness": "soft"}
    assert "10 minutes at a time" in str(told["limits"]["sentence"])
    assert "under Upkeep" in str(told["limits"]["sentence"])


def test_the_sentences_are_for_people(house: House) -> None:
    said = aiyou("doctor", "--data", str(house.config.data)).stdout
    assert "Four words drawn by lot hold" in said
    assert "A crash writes no core." in said


def test_a_house_that_is_not_there_is_not_examined(tmp_path: Path) -> None:
    done = aiyou("doctor", "--data", str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.1, "1 seconds"),
        (300, "5 minutes"),
        (86400 * 3, "3 days"),
        (86400 * 365.25 * 44, "44 years"),
        (86400 * 365.25 * 5.8e7, "58 million years"),
        (86400 * 365.25 * 5.82e9, "5.8 billion years"),
    ],
)
def test_a_span_is_said_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


def test_four_words_hold_a_million_times_longer_than_the_weakest_that_is_taken() -> None:
    effort = Effort(rate=1.0)
    assert effort.least == 5e7
    assert effort.four_words / effort.least > 1e6
