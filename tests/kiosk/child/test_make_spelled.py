"""The pinyin that lies ready: as it would be written today, and of all that every house says."""

import json

import pytest
from flask import Flask

from games import speech
from games.hanzi_trace.content import characters
from kiosk.child import make_spelled
from kiosk.child.prompts import PROMPTS
from kiosk.child.voice import sentence_of
from tests.games.chinese import chinese

SPELLED = json.loads(speech.SPELLED.read_text("utf-8"))


def test_what_lies_there_is_what_would_be_written_now(tmp_path, monkeypatch) -> None:
    before = speech.SPELLED.read_text("utf-8")
    monkeypatch.setattr(speech, "SPELLED", tmp_path / "spelled.json")
    make_spelled.main()
    assert speech.SPELLED.read_text("utf-8") == before


def test_every_prompt_lies_ready_as_its_page_says_it(app: Flask) -> None:
    with app.test_request_context():
        said = {sentence_of("zh_Hans", prompt) for prompt in PROMPTS}
    assert said - set(SPELLED) == set()


def test_all_that_games_say_lies_ready() -> None:
    said = {*chinese().values(), *(one.said for one in characters().values())}
    assert said - set(SPELLED) == set()


def test_nothing_lies_there_that_cannot_be_said() -> None:
    assert all(SPELLED.values())


@pytest.mark.parametrize("places", ["%", "{"])
def test_what_is_said_with_a_name_or_number_is_not_spelled_without_it(places: str) -> None:
    assert [sentence for sentence in SPELLED if places in sentence] == []
