import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.errors import BadWiring
from hardware.language import Speech
from hardware.parts import KINDS, NAMES, SUGGESTED, Buzzer, Help, Wiring, lines_of, load, read
from hardware.pins import HEADER
from hardware.service import sentence_of

GOOD = tomllib.loads(SUGGESTED.read_text("utf-8"))

simple = st.sampled_from([None, False, True, "", "4", "low"])
odd = st.one_of(simple, st.integers(-5, 60), st.floats())


def said(tables: dict[str, Any], language: str = "en") -> list[str]:
    return [sentence_of(one, Speech(language)) for one in read(tables).troubles]


def test_what_is_suggested_has_every_part_and_no_trouble() -> None:
    wiring = load(SUGGESTED)
    assert set(wiring.parts) == set(KINDS) == set(NAMES)
    assert wiring.troubles == ()
    assert wiring.get("help") == Help(17, 27, 2)


def test_without_a_file_nothing_is_wired(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("hardware.parts.FILE", tmp_path / "none.toml")
    assert load() == Wiring()


def test_a_file_that_was_written_on_windows_is_read(tmp_path: Path) -> None:
    file = tmp_path / "hardware.toml"
    file.write_text("[buzzer]\r\npin = 12\r\n", encoding="utf-8-sig")
    assert load(file) == Wiring({"buzzer": Buzzer(12)})


@pytest.mark.parametrize(
    ("tables", "sentence"),
    [
        ({"bell": {}}, "[bell] is no part."),
        ({"buzer": {"pin": 4}}, "[buzer] is no part; did you mean [buzzer]?"),
        ({"buzzer": 4}, "The buzzer needs a table of its own, as in [buzzer]."),
        ({"buzzer": {}}, "The buzzer needs a line for “pin”."),
        ({"buzzer": {"pin": 4, "volume": 1}}, "The buzzer knows no “volume”."),
        ({"buzzer": {"pin": 28}}, "The buzzer: “pin” needs a GPIO number from 2 to 27."),
        ({"buzzer": {"pin": True}}, "The buzzer: “pin” needs a GPIO number from 2 to 27."),
        ({"buzzer": {"pin": 4, "loudness": 2}}, "The buzzer: “loudness” is a number from 0 to 1."),
        ({"ups": {"pin": 4, "fails": "up"}}, "The UPS board: “fails” is one of low / high."),
        (
            {"help": {"button": 4, "light": 4}},
            "The help button: GPIO 4 is taken already (The help button).",
        ),
        (
            {"rtc": {}, "buzzer": {"pin": 2}},
            "The buzzer: GPIO 2 is taken already (The clock chip).",
        ),
        (
            {"buzzer": {"pin": 3}, "rtc": {}},
            "The clock chip: GPIO 3 is taken already (The buzzer).",
        ),
    ],
)
def test_a_part_that_is_wrong_is_said_in_one_sentence(
    tables: dict[str, Any], sentence: str
) -> None:
    assert said(tables) == [sentence]


def test_it_is_said_in_chinese() -> None:
    assert said({"buzzer": {}}, "zh_Hans") == ["蜂鸣器缺少“pin”这一项。"]


def test_what_is_wrong_keeps_nothing_else_out() -> None:
    wiring = read(GOOD | {"buzzer": {"pin": "eleven"}})
    assert set(wiring.parts) == set(KINDS) - {"buzzer"}
    assert [one.part for one in wiring.troubles] == ["buzzer"]


@given(
    st.dictionaries(
        st.sampled_from([*KINDS, "bell"]),
        st.one_of(odd, st.dictionaries(st.sampled_from(["pin", "button", "light", "x"]), odd)),
    )
)
def test_whatever_is_written_no_line_is_used_twice_and_all_is_on_the_header(
    tables: dict[str, Any],
) -> None:
    wiring = read(tables)
    lines = [line for part in wiring.parts.values() for line in lines_of(part).values()]
    assert len(lines) == len(set(lines))
    assert set(lines) <= set(HEADER)
    assert set(wiring.parts) | {one.part for one in wiring.troubles} == set(tables)
    assert all(sentence_of(one, Speech("en")) for one in wiring.troubles)


@pytest.mark.parametrize("content", [None, "[help", "\x00"])
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "hardware.toml"
    if content is not None:
        file.write_text(content)
    with pytest.raises(BadWiring, match=r"hardware\.toml"):
        load(file)


def test_lines_are_told_by_what_they_are_for() -> None:
    assert lines_of(Help(17)) == {"button": 17}
    assert lines_of(Buzzer(12)) == {"pin": 12}
