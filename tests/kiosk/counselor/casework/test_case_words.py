from kiosk.counselor.casework import case_words
from kiosk.domain.casework import REVIEWED_AFTER


def test_every_level_on_offer_has_its_place_in_the_schedule() -> None:
    assert set(case_words.LEVELS) == set(REVIEWED_AFTER)
