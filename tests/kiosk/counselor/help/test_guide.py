import re

import pytest
from flask.testing import FlaskClient

from hardware.parts import KINDS
from kiosk import guide as boxes
from kiosk.app import app_for
from kiosk.counselor import words
from kiosk.counselor.help.guide import read
from kiosk.counselor.help.handbook import labels
from kiosk.house import House
from tests.kiosk.counselor.help.test_handbook import known_labels

TYPED = re.compile(r"`([^`]+)`")


@pytest.mark.parametrize("locale", words.PANEL)
def test_each_language_says_the_same(locale: str) -> None:
    one, other = read("zh_Hans"), read(locale)
    assert [
        (a.name, a.numbered, a.figure, [(sorted(labels(b)), TYPED.findall(b)) for b in a.lines])
        for a in one.sections
    ] == [
        (a.name, a.numbered, a.figure, [(sorted(labels(b)), TYPED.findall(b)) for b in a.lines])
        for a in other.sections
    ]


@pytest.mark.parametrize("locale", words.PANEL)
def test_every_part_and_every_light_is_told(locale: str) -> None:
    told = read(locale)
    assert set(told.parts) == set(KINDS)
    assert [*told.lights] == [one.name for one in boxes.lights(locale)]
    assert all(one.said or told.lights[one.name][0] for one in boxes.lights(locale))


def test_every_label_is_one_of_the_panels() -> None:
    told = read("en")
    said = [line for one in told.sections for line in one.lines]
    said += [do for _, do in told.lights.values()]
    assert {label for line in said for label in labels(line)} - known_labels() == set()


def test_it_is_read_open_locked_and_before_a_house_is_set_up(
    client: FlaskClient, unlocked: House
) -> None:
    page = client.get("/counselor/help/guide").text
    assert "第一个晚上" in page and 'class="rail"' in page
    assert "<code>aiyou hardware check</code>" in page
    assert "<b>日期和时间</b>" in page
    unlocked.vault.lock()
    assert "雷雨过后" in client.get("/counselor/help/guide").text
    assert "/counselor/help/guide" in client.get("/counselor/help").text


def test_a_box_is_set_up_before_its_house_is(bare_house: House) -> None:
    client = app_for(bare_house).test_client()
    assert "/counselor/help/guide" in client.get("/counselor/setup").text
    assert "第一个晚上" in client.get("/counselor/help/guide").text
    drawn = client.get("/counselor/help/guide/wiring.svg")
    assert drawn.mimetype == "image/svg+xml"
    assert "接线图" in drawn.text
