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
TAKES = """
import sys
from threading import Barrier, Thread
from hardware.spared import spare
spare("xml.dom", "statistics:mean,median")
from statistics import mean, median
from xml.dom import minidom
took = [name in sys.modules for name in ("fractions", "xml.dom.minidom")]
both = Barrier(2)
found = []
def use(average):
    both.wait()
    found.append(average([1, 2, 6]))
threads = [Thread(target=use, args=[average]) for average in (mean, median)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
import statistics, xml.dom
print(took, sorted(found), statistics.mode([7, 7, 1]), xml.dom.Node.TEXT_NODE)
try:
    statistics.nothing
except AttributeError as error:
    print(error)
"""
# A service that refuses to begin has loaded all that it would run with.
REFUSES = """
import importlib, sys
from {module}.__main__ import main
try:
    main(*{words})
except SystemExit as error:
    print(error)
late = importlib.import_module("hardware.spared").Late
print(*sorted(name for name, one in sys.modules.items() if type(one.__loader__) is late))
"""
ELSEWHERE = "http://192.0.2.1:8080"


def run(code: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_a_module_that_is_spared_is_loaded_at_its_first_use() -> None:
    assert run(USES) == ["False Error True False xml.dom"]


def test_what_is_taken_of_a_module_loads_it_when_two_threads_use_it_at_one_time() -> None:
    assert run(TAKES) == [
        "[False, True] [2, 3] 7 3",
        "module 'statistics' has no attribute 'nothing'",
    ]


@pytest.mark.parametrize(
    ("module", "words", "refused", "spared"),
    [
        (
            "hardware",
            ("{}", ELSEWHERE, "en"),
            "The box talks to the house on its own machine only.",
            "bz2 colorzero gpiozero importlib.metadata inspect lzma statistics",
        ),
        (
            "hardware.display",
            (Screen(ELSEWHERE).tell(),),
            "The screen shows the house on its own machine only.",
            "bz2 inspect locale lzma",
        ),
    ],
)
def test_a_service_goes_on_without_what_it_is_spared(
    module: str, words: tuple[str, ...], refused: str, spared: str
) -> None:
    assert run(REFUSES.format(module=module, words=words)) == [refused, spared]
