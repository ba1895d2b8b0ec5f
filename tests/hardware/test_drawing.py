import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from hardware.drawing import draw
from hardware.language import LANGUAGES, Speech
from hardware.parts import NAMES, SUGGESTED, Wiring, load
from hardware.pins import PINS
from hardware.wires import wires_of
from tests.kiosk.test_cli import aiyou

SVG = "{http://www.w3.org/2000/svg}"


def texts(drawing: str) -> list[str]:
    return [one.text or "" for one in ElementTree.fromstring(drawing).iter(f"{SVG}text")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wire_is_drawn_at_its_pin_and_listed_at_its_part(language: str) -> None:
    wiring, speech = load(SUGGESTED), Speech(language)
    said = texts(draw(wiring, speech))
    assert {f"{pin}" for pin in PINS} <= set(said)
    for wire in wires_of(wiring):
        line = "" if wire.line is None else f" (GPIO {wire.line})"
        role = speech.say(wire.role)
        assert f"{speech.say(NAMES[wire.part])} · {role}{line}" in said
        assert f"{role} → {speech.say('pin {pin}', pin=wire.pin)}{line}" in said


def test_all_is_inside_the_drawing() -> None:
    root = ElementTree.fromstring(draw(load(SUGGESTED), Speech("en")))
    width, height = int(root.attrib["width"]), int(root.attrib["height"])
    for one in root.iter(f"{SVG}text"):
        assert 0 < float(one.attrib["x"]) < width
        assert 0 < float(one.attrib["y"]) < height


def test_an_empty_wiring_is_a_header_alone() -> None:
    assert "·" not in "".join(texts(draw(Wiring(), Speech("en"))))


def test_it_is_drawn_by_command_and_what_is_wrong_is_said(tmp_path: Path) -> None:
    file, out = tmp_path / "hardware.toml", tmp_path / "wiring.svg"
    file.write_text("[off]\nbutton = 5\n[bell]\n")
    done = aiyou(
        "hardware", "wiring", "--wiring", str(file), "--output", str(out), "--language", "en"
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "[bell] is no part.\n"
    assert re.search("The off button", out.read_text("utf-8"))


def test_without_a_file_what_is_suggested_is_printed(tmp_path: Path) -> None:
    done = aiyou("hardware", "wiring")
    assert done.returncode == 0
    assert "求助按钮" in texts(done.stdout)
    refused = aiyou("hardware", "wiring", "--output", str(tmp_path))
    assert refused.returncode == 2
    nowhere = aiyou("hardware", "wiring", "--output", f"{tmp_path}/none/w.svg")
    assert (nowhere.returncode, nowhere.stderr.count("\n")) == (1, 1)
