"""What every house says lies ready; only what nobody knew before starts a process."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from games import speech


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
