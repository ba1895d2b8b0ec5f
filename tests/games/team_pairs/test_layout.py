import pytest

from games.stage.scenes import HowMany
from games.team_pairs import layout
from games.team_pairs.content import levels
from tests.games.panels import PANELS, SIZES, check


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("level", range(1, 13))
def test_a_small_hand_can_hit_every_card_and_nothing_lies_under_its_wrist(panel, level):
    cards = layout.table(2 * levels()[level - 1].pairs, SIZES[panel])
    assert len(cards) == 2 * levels()[level - 1].pairs
    check(cards, SIZES[panel])


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("most", [2, 3, 4])
def test_the_children_choose_how_many_they_are_on_cards_as_large(panel, most):
    scene = HowMany(SIZES[panel], 1, most)
    check([target.area for target in scene.targets()], SIZES[panel])


def test_there_are_never_more_than_six_columns_and_three_rows():
    for level in levels():
        cards = layout.table(2 * level.pairs, SIZES["7 inch"])
        assert len({round(card.x, 3) for card in cards if card.y == cards[-1].y}) <= 6
        assert len({round(card.y, 3) for card in cards}) <= 3
