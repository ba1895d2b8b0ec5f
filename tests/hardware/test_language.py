from pathlib import Path

from hardware.language import Phrase, Speech


def test_what_fills_a_place_is_said_in_the_same_language() -> None:
    said = "{part}: {others}"
    figures = {"part": "The buzzer", "others": ("The off button", "The help button")}
    assert Speech("zh_Hans").say(said, **figures) == "蜂鸣器: 关机按钮、求助按钮"
    assert Speech("en").say(said, **figures) == "The buzzer: The off button, The help button"


def test_a_phrase_within_a_sentence_has_figures_of_its_own() -> None:
    inner = Phrase("pin {pin}", {"pin": 7})
    assert Speech("zh_Hans").say("{where}!", where=inner) == "第 7 脚!"


def test_another_room_speaks_with_its_own_words_before_the_boxs(tmp_path: Path) -> None:
    assert Speech("zh_Hans", tmp_path).say("The buzzer") == "蜂鸣器"
    assert Speech("zh_Hans", Path("kiosk/doctor/translations")).say("The records are whole.") == (
        "记录完好。"
    )
