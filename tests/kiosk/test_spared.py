"""What the house's service is spared is there when it is asked for, and no child asks for it."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.__main__ import SPARED
from tests.hardware.display.a_house import set_up

SHOWS = """
import sys
from pathlib import Path
from hardware.spared import Late, spare
from kiosk.__main__ import SPARED
spare(*SPARED)
from kiosk.app import create_app
from werkzeug.test import Client
from kiosk.config import HouseConfig
app = create_app(HouseConfig(data=Path(sys.argv[1])))
pages, here = Client(app), {"REMOTE_ADDR": "127.0.0.1"}
asked = ("/", "/who", "/desk/state", "/desk/beats")
print(*(pages.get(page, environ_base=here).status_code for page in asked))
names = [name.partition(":")[0] for name in SPARED]
there = [sys.modules[name] for name in names if name in sys.modules]
print(*sorted(one.__name__ for one in there if type(one.__loader__) is not Late))
app.extensions["house"].close()
"""


@pytest.mark.parametrize("spared", SPARED)
def test_what_can_be_taken_of_a_module_is_in_it(spared: str) -> None:
    name, _, taken = spared.partition(":")
    module = importlib.import_module(name)
    for one in filter(None, taken.split(",")):
        assert hasattr(module, one)


def test_no_page_of_a_child_loads_what_the_house_is_spared(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHOWS, str(set_up(tmp_path))],
        capture_output=True,
        text=True,
        check=True,
    )
    # A checkout's own way of finding the house has loaded the last one before.
    assert done.stdout.splitlines() == ["200 200 200 200", "ipaddress"]
