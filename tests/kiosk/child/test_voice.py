import wave
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.child import voice
from kiosk.child.prompts import PROMPTS

LONGEST_PROMPT_S = 6


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
def test_every_prompt_is_said_within_six_seconds(app: Flask, tmp_path: Path, language: str) -> None:
    with app.test_request_context():
        for prompt in PROMPTS:
            path = voice.path_of(tmp_path, language, prompt)
            assert path, prompt
            with wave.open(str(path)) as sound:
                seconds = sound.getnframes() / sound.getframerate()
            assert 0.5 < seconds <= LONGEST_PROMPT_S, prompt


def test_a_machine_without_a_voice_stays_silent(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    answer = client.get("/voice/zh_Hans/who.wav")
    assert answer.status_code in (302, 404)
    assert answer.mimetype != "audio/wav"


def test_a_card_that_takes_no_file_leaves_the_page_silent(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "voice").write_text("in the way")
    with app.test_request_context():
        assert voice.path_of(tmp_path, "en", "who") is None


def test_only_the_prompts_of_the_pages_are_said(client: FlaskClient) -> None:
    for wrong in ("/voice/zh_Hans/secrets.wav", "/voice/fr/who.wav", "/voice/en/..%2Fwho.wav"):
        assert client.get(wrong).mimetype != "audio/wav"
