import os
import subprocess
import wave
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from games import speech
from games.languages import APPROVED_FIRST
from kiosk.app import app_for
from kiosk.child import voice
from kiosk.child.prompts import PROMPTS
from kiosk.child.voice import Way, sentence_of, voice_of
from kiosk.config import HouseConfig
from kiosk.house import House, open_house
from kiosk.store import recordings
from tests.cast import Hands
from tests.games.said_aloud import PINYIN
from tests.kiosk.speakers import approve_all
from tests.sounds import tone

LONGEST_PROMPT_S = 6


def address_of(page: str) -> str:
    """Find where a page fetches its voice; empty where it has none."""
    _, found, rest = page.partition('<audio preload="none" src="')
    return rest.partition('"')[0] if found else ""


def record(house: House, locale: str, prompt: str, said: str, sound: bytes) -> None:
    with house.database.transaction() as db:
        recordings.keep(db, locale, prompt, said, sound, house.clock(), "li")


def approve(house: House, locale: str, prompt: str, said: str) -> None:
    with house.database.transaction() as db:
        recordings.approve(db, locale, prompt, said, house.clock(), "li")


@pytest.fixture
def mute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine that cannot speak."""
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
def test_every_prompt_is_said_within_six_seconds(app: Flask, tmp_path: Path, language: str) -> None:
    with app.test_request_context():
        for prompt in PROMPTS:
            path = voice.sound_of(tmp_path, language, prompt)
            assert isinstance(path, Path), prompt
            with wave.open(str(path)) as sound:
                seconds = sound.getnframes() / sound.getframerate()
            assert 0.5 < seconds <= LONGEST_PROMPT_S, prompt


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
def test_what_is_kept_of_a_voice_is_a_whole_file_of_the_right_length(
    app: Flask, tmp_path: Path, language: str
) -> None:
    with app.test_request_context():
        path, said = voice.sound_of(tmp_path, language, "feel"), sentence_of(language, "feel")
    assert isinstance(path, Path)
    by_itself = speech.command(language, said, "-w", str(tmp_path / "by-itself.wav"))
    subprocess.run(by_itself or [], check=True)
    assert path.read_bytes() == (tmp_path / "by-itself.wav").read_bytes()
    with wave.open(str(path)) as sound:
        assert sound.getnframes() * sound.getsampwidth() == path.stat().st_size - 44
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("outcome", ["exit 0", "echo no sound", "exit 1"])
def test_a_voice_that_says_nothing_leaves_the_page_silent(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outcome: str
) -> None:
    espeak = tmp_path / "espeak-ng"
    espeak.write_text(f"#!/bin/sh\n{outcome}\n")
    espeak.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with app.test_request_context():
        assert voice.sound_of(tmp_path, "en", "feel") is None
    assert not list(tmp_path.glob("voice/*"))


def test_the_pinyin_of_every_prompt_was_written_out_by_hand(app: Flask) -> None:
    with app.test_request_context():
        said = {sentence_of("zh_Hans", prompt) for prompt in PROMPTS}
    assert said - set(PINYIN) == set()


def test_a_recording_is_heard_once_it_is_approved_and_while_the_page_says_the_same(
    app: Flask, house: House
) -> None:
    with app.test_request_context():
        sentence = sentence_of("zh_Hans", "who")
        assert voice_of("zh_Hans", "who").way is Way.SYNTHESISED
        record(house, "zh_Hans", "who", sentence, tone(1))
        assert voice_of("zh_Hans", "who").way is Way.SYNTHESISED
        approve(house, "zh_Hans", "who", sentence)
        assert voice_of("zh_Hans", "who").way is Way.RECORDED
        assert voice_of("en", "who").way is Way.SYNTHESISED
        approve(house, "zh_Hans", "who", "你是谁呀？")
        assert voice_of("zh_Hans", "who").way is Way.SYNTHESISED


@pytest.mark.parametrize("locale", APPROVED_FIRST)
def test_a_language_that_no_machine_speaks_is_heard_in_the_counselors_voice_or_shown(
    app: Flask, unlocked: House, locale: str
) -> None:
    house = unlocked
    approve_all(house, locale)
    with app.test_request_context():
        sentence = sentence_of(locale, "who")
        assert voice_of(locale, "who").way is Way.SHOWN
        record(house, locale, "who", sentence, tone(1))
        approve(house, locale, "who", sentence)
        assert voice_of(locale, "who").way is Way.RECORDED


@pytest.mark.parametrize("locale", APPROVED_FIRST)
def test_what_is_written_in_mandarin_is_heard_in_mandarin(
    app: Flask, house: House, locale: str
) -> None:
    with app.test_request_context():
        assert voice_of(locale, "who") == voice_of("zh_Hans", "who")
        record(house, locale, "who", sentence_of(locale, "who"), tone(1))
        approve(house, locale, "who", sentence_of(locale, "who"))
        assert voice_of(locale, "who").locale == locale


def test_what_is_approved_now_is_heard_at_once(
    app: Flask, client: FlaskClient, unlocked: House, panda: object
) -> None:
    before = address_of(client.get("/who").text)
    assert "immutable" not in client.get(before, buffered=True).headers["Cache-Control"]
    with app.test_request_context():
        sentence = sentence_of("zh_Hans", "who")
    heard = []
    for seconds in (1, 2):
        record(unlocked, "zh_Hans", "who", sentence, tone(seconds))
        approve(unlocked, "zh_Hans", "who", sentence)
        address = address_of(client.get("/who").text)
        answer = client.get(address, buffered=True)
        assert answer.data == tone(seconds)
        assert "max-age=2592000" in answer.headers["Cache-Control"]
        heard.append(address)
    assert len({before, *heard}) == 3
    # A page that stood open meanwhile hears it too, and keeps it for nobody.
    late = client.get(before, buffered=True)
    assert late.data == tone(2)
    assert late.headers["Cache-Control"] == "no-cache"


def test_a_part_of_a_recording_can_be_asked_for_as_browsers_do(
    app: Flask, client: FlaskClient, unlocked: House
) -> None:
    with app.test_request_context():
        sentence = sentence_of("zh_Hans", "who")
    record(unlocked, "zh_Hans", "who", sentence, tone(1))
    approve(unlocked, "zh_Hans", "who", sentence)
    answer = client.get("/voice/zh_Hans/who.wav", headers={"Range": "bytes=0-43"}, buffered=True)
    assert answer.status_code == 206
    assert answer.data == tone(1)[:44]


def test_a_page_without_a_voice_asks_for_none_and_waits_for_none(
    client: FlaskClient, unlocked: House, panda: object, mute: None
) -> None:
    page = client.get("/who")
    assert page.status_code == 200
    assert "<audio" not in page.text
    assert client.get("/voice/zh_Hans/who.wav").status_code == 404


def test_a_card_that_takes_no_file_leaves_no_page_silent(client: FlaskClient, house: House) -> None:
    (house.config.directory / "voice").write_text("in the way")
    answer = client.get("/voice/en/trouble.wav", buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "audio/wav")
    with wave.open(BytesIO(answer.data)) as sound:
        assert sound.getnframes() > sound.getframerate()


def test_a_house_speaks_whose_directory_is_named_from_where_it_was_started(
    tmp_path: Path, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    house = open_house(HouseConfig(data=Path("second-house"), argon2_memory_kib=1024), hands)
    try:
        answer = app_for(house).test_client().get("/voice/en/who.wav", buffered=True)
        assert answer.mimetype == "audio/wav"
    finally:
        house.close()


def test_a_language_that_there_is_not_has_no_voice(client: FlaskClient) -> None:
    for unknown in ("xx", "zh", "zh-Hans", "1"):
        assert client.get(f"/voice/{unknown}/who.wav").status_code == 404, unknown


def test_only_the_prompts_of_the_pages_are_said(client: FlaskClient) -> None:
    for wrong in ("/voice/zh_Hans/secrets.wav", "/voice/fr/who.wav", "/voice/en/..%2Fwho.wav"):
        assert client.get(wrong).mimetype != "audio/wav"
