import re

import pytest

from games.sort_switch import cards

KINDS = ("ball", "star", "house", "heart")
LOOKS = ("plain", "dots", "stripes", "ring")


def without_colour(svg: str) -> str:
    return re.sub("#[0-9A-Fa-f]{6}", "#808080", svg)


@pytest.mark.parametrize("kind", KINDS)
def test_looks_are_told_apart_without_their_colours(kind: str) -> None:
    assert len({without_colour(cards.thing(kind, look)) for look in LOOKS}) == len(LOOKS)


def test_every_rule_has_a_sign_of_its_own() -> None:
    signs = {without_colour(cards.sign(rule)) for rule in ("kind", "look", "count", "size")}
    assert len(signs) == 4


def test_one_thing_is_no_larger_than_several_where_they_are_counted() -> None:
    one = cards.face("ball", "plain", 1, "large", counts=True)
    three = cards.face("ball", "plain", 3, "large", counts=True)
    assert set(re.findall(r"scale\([\d.]+\)", one)) == set(re.findall(r"scale\([\d.]+\)", three))
    assert one != cards.face("ball", "plain", 1, "large", counts=False)
