"""What is spared is loaded when it is used, in processes that begin with nothing."""

import subprocess
import sys

import pytest

from hardware.display.settings import Screen

USES = """
import sys
from hardware.spared import spare
spare("csv", "wave")
import csv
from xml import dom
took = "_csv" in sys.modules
print(took, csv.Error.__name__, "_csv" in sys.modules, "wave" in sys.modules, dom.__name__)
"""
# A service that refuses to begin has loaded all that it would run with.
REFUSES = """
import importlib.util, sys
from {module}.__main__ import main
try:
    main(*{words})
except SystemExit as error:
    print(error)
late = importlib.util._LazyModule
print(*sorted(name for name, one in sys.modules.items() if type(one) is late))
"""
ELSEWHERE = "http://192.0.2.1:8080"


def run(code: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_a_module_that_is_spared_is_loaded_at_its_first_use() -> None:
    assert run(USES) == ["False Error True False xml.dom"]


@pytest.mark.parametrize(
    ("module", "words", "refused", "spared"),
    [
        (
            "hardware",
            ("", ELSEWHERE, "en"),
            "The box talks to the house on its own machine only.",
            "bz2 calendar csv locale lzma zipfile",
        ),
        (
            "hardware.display",
            (Screen(ELSEWHERE).tell(),),
            "The screen shows the house on its own machine only.",
            "bz2 inspect locale lzma traceback",
        ),
    ],
)
def test_a_service_goes_on_without_what_it_is_spared(
    module: str, words: tuple[str, ...], refused: str, spared: str
) -> None:
    assert run(REFUSES.format(module=module, words=words)) == [refused, spared]
