"""What every house says lies ready; only what nobody knew before starts a process."""

import subprocess
import wave
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from games import speech
from tests.games.chinese import chinese

LONGEST_SAID_S, MANY = 6, 10**8
# Letters from which on a sentence may take nearly as long.
LONG = {"zh_Hans": 15, "en": 50}


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[list[str]]]:
    """The processes that spell: each says the same."""
    commands: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 0, "a1 mu4")

    monkeypatch.setattr(speech.subprocess, "run", run)
    monkeypatch.setattr(speech.shutil, "which", lambda *_, **__: "espeak-ng")
    speech._pinyin.cache_clear()
    yield commands
    speech._pinyin.cache_clear()


@pytest.mark.parametrize(
    ("sentence", "pinyin"),
    [
        ("一起找一对", "yi4 qi3 zhao3 yi2 dui4"),
        ("你是谁？点一点你的图。", "ni3 shi4 shei2 ？ dian3 yi5 dian3 ni3 de5 tu2 。"),
        ("三，三月的三。", "san1 ， san1 yue4 de5 san1 。"),
        ("九十九", "jiu3 shi2 jiu3"),
    ],
)
def test_what_pages_and_games_say_starts_no_process(
    started: list[list[str]], sentence: str, pinyin: str
) -> None:
    command = speech.command("zh_Hans", sentence)
    assert command
    assert command[-1] == pinyin
    assert started == []


def test_a_name_is_spelled_in_a_process_once(started: list[list[str]]) -> None:
    for _ in range(2):
        command = speech.command("zh_Hans", "阿木")
        assert command
        assert command[-1] == "a1 mu4"
    assert [one[1:] for one in started] == [["-m", "games.pinyin", "阿木"]]


def test_english_is_not_spelled(started: list[list[str]]) -> None:
    command = speech.command("en", "Who are you?")
    assert command
    assert command[-1] == "Who are you?"
    assert started == []


@pytest.mark.parametrize(
    "damaged", [None, b"", b'{"\xe4\xb8', bytes(64)], ids=["gone", "empty", "cut off", "zeros"]
)
def test_where_the_list_is_damaged_all_is_spelled_anew(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, damaged: bytes | None
) -> None:
    monkeypatch.setattr(speech, "SPELLED", tmp_path / "spelled.json")
    if damaged is not None:
        speech.SPELLED.write_bytes(damaged)
    command = speech.command("zh_Hans", "一起找一对")
    assert command
    assert command[-1] == "a1 mu4"
    assert len(started) == 1


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
def test_no_sentence_of_a_game_is_heard_for_longer_than_six_seconds(language: str) -> None:
    sentences = chinese().values() if language == "zh_Hans" else chinese()
    # Shorter ones take far less, and there are a thousand.
    long_ones = [one for one in sentences if len(one) >= LONG[language]]
    assert len(long_ones) > 30
    for sentence in long_ones:
        command = speech.command(language, sentence, "--stdout")
        assert command
        said = subprocess.run(command, check=True, capture_output=True).stdout
        with wave.open(BytesIO(said)) as sound:
            # Its length was not known yet when it was begun.
            samples = len(sound.readframes(MANY)) // sound.getsampwidth()
        assert samples <= LONGEST_SAID_S * sound.getframerate(), sentence
