from dataclasses import dataclass
from pathlib import Path

import pytest

from sync.errors import SettingsError
from sync.settings import load, masked, secret


@dataclass(frozen=True)
class DoorSettings:
    name: str
    port: int = 8080
    ratio: float = 0.5
    open: bool = False
    data: Path = Path("here")
    nickname: str | None = None
    keyhole: int | None = None
    token: str = secret(default="")

    def __post_init__(self) -> None:
        if self.port > 65535:
            raise ValueError("port: is above 65535")


def write(folder: Path, text: str) -> Path:
    path = folder / "door.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_type_comes_from_a_file(tmp_path):
    path = write(
        tmp_path,
        'name = "门"\nport = 1\nratio = 2\nopen = true\ndata = "/d"\nnickname = "n"\nkeyhole = 3',
    )
    assert load(DoorSettings, path, {}) == DoorSettings("门", 1, 2.0, True, Path("/d"), "n", 3)


def test_a_file_may_begin_and_end_its_lines_as_windows_does(tmp_path):
    path = write(tmp_path, '\ufeffname = "门"\r\nport = 1\r\n')
    assert load(DoorSettings, path, {}) == DoorSettings("门", 1)


def test_every_type_comes_from_the_environment():
    environ = {
        "AIYOU_NAME": "door",
        "AIYOU_PORT": "1",
        "AIYOU_RATIO": "2.5",
        "AIYOU_OPEN": "yes",
        "AIYOU_DATA": "/d",
        "AIYOU_NICKNAME": "",
        "AIYOU_KEYHOLE": "",
        "AIYOU_OF_SOMEBODY_ELSE": "x",
    }
    assert load(DoorSettings, None, environ) == DoorSettings("door", 1, 2.5, True, Path("/d"))


def test_overrides_win_over_the_environment_and_that_over_the_file(tmp_path):
    path = write(tmp_path, 'name = "file"\nport = 1\nratio = 1.0')
    environ = {"DOOR_PORT": "2", "DOOR_RATIO": "2"}
    got = load(DoorSettings, path, environ, prefix="DOOR_", ratio=3.0, data=None)
    assert got == DoorSettings("file", 2, 3.0)


def test_all_mistakes_are_told_together_with_what_was_meant(tmp_path):
    path = write(tmp_path, 'prot = 1\nopen = "perhaps"\nzebra = 1\nratio = "x"\ndata = 3')
    with pytest.raises(SettingsError) as refusal:
        load(DoorSettings, path, {"AIYOU_PORT": "many"})
    assert str(refusal.value).splitlines()[1:] == [
        "  prot: is not a setting; did you mean port?",
        "  zebra: is not a setting",
        "  open: should be true or false",
        "  ratio: should be a number",
        "  data: should be a path",
        "  AIYOU_PORT: should be a whole number",
        "  name: is missing",
    ]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("port = true", "port: should be a whole number"),
        ("port = 1.0", "port: should be a whole number"),
        ("name = 1", "name: should be a text"),
        ("open = 1", "open: should be true or false"),
        ("keyhole = []", "keyhole: should be a whole number"),
        ("port = 70000", "port: is above 65535"),
    ],
)
def test_each_mistake_is_one_line(tmp_path, line, sentence):
    path = write(tmp_path, line if "name" in line else f'name = "x"\n{line}')
    with pytest.raises(SettingsError, match=sentence):
        load(DoorSettings, path, {})


def test_a_value_that_cannot_work_is_told_with_the_mistakes_of_other_kinds(tmp_path):
    path = write(tmp_path, 'name = "x"\nprot = 1\nport = 70000\nratio = "x"')
    with pytest.raises(SettingsError) as refusal:
        load(DoorSettings, path, {})
    assert str(refusal.value).splitlines()[1:] == [
        "  prot: is not a setting; did you mean port?",
        "  ratio: should be a number",
        "  port: is above 65535",
    ]


@dataclass(frozen=True)
class Hours:
    opens: int = 0
    closes: int = 0
    floor: int = 1

    def __post_init__(self) -> None:
        wrong = [f"floor: is {self.floor}"] if self.floor > 9 else []
        wrong += ["opens: should be before closes"] if self.opens > self.closes else []
        if wrong:
            raise ValueError("\n  ".join(wrong))


def test_nothing_is_said_of_a_value_that_could_not_be_read_but_that(tmp_path):
    path = write(tmp_path, 'opens = 8\ncloses = "late"\nfloor = 10')
    with pytest.raises(SettingsError) as refusal:
        load(Hours, path, {})
    assert str(refusal.value).splitlines()[1:] == [
        "  closes: should be a whole number",
        "  floor: is 10",
    ]


def test_a_file_that_is_not_there_or_not_toml_is_one_sentence(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        load(DoorSettings, tmp_path / "none.toml", {})
    with pytest.raises(SettingsError, match="is not TOML"):
        load(DoorSettings, write(tmp_path, "name ="), {})
    (tmp_path / "latin.toml").write_bytes(b'name = "\xff"')
    with pytest.raises(SettingsError, match="is not TOML"):
        load(DoorSettings, tmp_path / "latin.toml", {})


def test_secrets_are_not_shown():
    settings = load(DoorSettings, None, {"AIYOU_NAME": "x", "AIYOU_TOKEN": "open sesame"})
    assert settings.token == "open sesame"
    assert "sesame" not in repr(settings)
    assert masked(settings)["token"] == "***"
    assert masked(settings)["name"] == "x"
