import subprocess

import pytest

from kiosk.counselor.children import readings


@pytest.mark.parametrize(
    ("surname", "read"),
    [
        ("单", {"dan", "shan"}),
        ("曾", {"ceng", "zeng"}),
        ("解", {"jie", "xie"}),
        ("仇", {"chou", "qiu"}),
        ("区", {"qu", "ou"}),
        ("查", {"cha", "zha"}),
        ("翟", {"di", "zhai"}),
    ],
)
def test_a_letter_has_its_readings_as_a_surname_too(surname: str, read: set[str]) -> None:
    assert read <= set(readings.of([f"{surname}小竹"], {})[surname])


def test_what_is_not_chinese_has_none() -> None:
    assert readings.of(["a བ1"], {}) == {"a": [], " ": [], "བ": [], "1": []}


def test_a_letter_is_looked_up_once_and_no_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    run = subprocess.run

    def hear(command, **how):
        asked.append(how["input"])
        assert "竹小" not in str(command)
        return run(command, **how)

    monkeypatch.setattr(subprocess, "run", hear)
    known = readings.of(["竹小"], {})
    assert known == {"小": ["xiao"], "竹": ["zhu"]}
    assert readings.of(["小", "竹"], known) == known
    assert asked == ['["\\u5c0f", "\\u7af9"]']


@pytest.mark.parametrize(
    "error", [OSError(), subprocess.CalledProcessError(1, ""), subprocess.TimeoutExpired("", 1)]
)
def test_without_the_tables_letters_stand_for_themselves(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_, **__):
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(subprocess, "run", fail)
        assert readings.of(["竹"], {}) == {}
    assert readings.of(["竹"], {}) == {"竹": ["zhu"]}
