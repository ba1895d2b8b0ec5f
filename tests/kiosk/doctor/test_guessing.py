import pytest

from kiosk.doctor import guessing
from kiosk.doctor.language import speech
from kiosk.domain.guessing import Effort
from kiosk.house import House
from kiosk.store.keys import keyslots
from kiosk.store.keys.carried import CarriedKey
from kiosk.store.keys.keyslots import Cost
from tests.cast import PASSPHRASE, open_slot

DEARER = Cost(memory_kib=8192, passes=2, lanes=1)
DAY, YEAR = 86400, 86400 * 365.25


def test_guessing_is_measured_for_each_kind_of_slot(house: House) -> None:
    with house.database.transaction() as db:
        opened = open_slot(db)
        stick = CarriedKey(b"stick 01", b"s" * 32)
        slot = keyslots.wrap(opened.private_key, PASSPHRASE, DEARER, stick)
        keyslots.add(db, opened.counselor, slot)
    cheap, dear = (dict(one.figures or {}) for one in guessing.guessing(house))
    assert (cheap["kind"], dear["kind"]) == ("passphrase", "passphrase and carried key")
    assert (dear["memory_kib"], dear["passes"]) == (8192, 2)
    assert cheap["passphrases_per_second"] > 2 * dear["passphrases_per_second"] > 0


@pytest.mark.parametrize(
    ("seconds", "english", "chinese"),
    [
        (300, "0.1 hours", "0.1 小时"),
        (DAY * 3, "3.0 days", "3.0 天"),
        (YEAR * 44, "44 years", "44 年"),
        (YEAR * 5.8e7, "58 million years", "5800 万年"),
        (YEAR * 5.82e9, "5.8 billion years", "58 亿年"),
    ],
)
def test_a_span_is_said_as_each_language_counts(seconds: float, english: str, chinese: str) -> None:
    span = guessing.span(seconds)
    assert speech("en").say(span.sentence, **span.figures) == english
    assert speech("zh_Hans").say(span.sentence, **span.figures) == chinese


def test_four_words_hold_a_million_times_longer_than_the_weakest_that_is_taken() -> None:
    effort = Effort(rate=1.0)
    assert effort.least == 5e7
    assert effort.four_words / effort.least > 1e6
