from pathlib import Path

import pytest

from games import fonts
from kiosk.config import HouseConfig
from kiosk.doctor import letters
from tests.kiosk.doctor.looks import wells


def test_real_fonts_have_the_letters_of_each_script(config: HouseConfig) -> None:
    assert wells(letters.scripts(config)) == {"fonts": True}


def test_a_letter_that_no_font_has_is_missed() -> None:
    assert letters.has_page_font("爱")
    assert not letters.has_page_font("\U00010fff")


def test_what_is_missing_is_named(config: HouseConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    none = {"Tibetan": ("ཨ", ("/none.ttf",)), "Yi": ("\U00010fff", (__file__,))}
    scripts = {**letters.SCRIPTS, **none}
    monkeypatch.setattr(letters, "SCRIPTS", scripts)
    (found,) = letters.scripts(config)
    assert (found.well, found.figures) == (False, {"missing": ("Tibetan", "Yi")})


def test_without_fontconfig_no_page_can_write(
    config: HouseConfig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert wells(letters.scripts(config)) == {"fonts": False}


def test_games_draw_from_files_that_are_there() -> None:
    assert all(Path(file).exists() for file in (fonts.TIBETAN, fonts.YI))
    assert any(Path(file).exists() for file in fonts.CHINESE)
