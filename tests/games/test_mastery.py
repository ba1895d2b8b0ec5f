"""Five plain bands of levels."""

from games.learning import HIGHEST, LOWEST
from games.mastery import Mastery, mastery_at


def test_levels_climb_through_all_bands_and_skip_none() -> None:
    climbed = [mastery_at(level) for level in range(LOWEST, HIGHEST + 1)]
    assert list(dict.fromkeys(climbed)) == list(Mastery)
    assert climbed == sorted(climbed, key=list(Mastery).index)
    assert min(climbed.count(band) for band in Mastery) >= 2


def test_a_level_of_another_version_has_a_band_too() -> None:
    assert (mastery_at(LOWEST - 3), mastery_at(HIGHEST + 3)) == (Mastery.BEGINNING, Mastery.SURE)
