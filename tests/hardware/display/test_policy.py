import json
import mmap
from pathlib import Path

import pytest

from hardware.display.policy import policy

SHIPPED = Path(__file__).parents[3] / "systemd" / "chromium-policy.json"
PROGRAM = Path("/usr/lib/chromium/chromium")
HOUSE = "http://127.0.0.1:8080"


def test_the_policy_that_is_shipped_is_that_of_a_house_as_it_is_set_up() -> None:
    assert json.loads(SHIPPED.read_text()) == policy(HOUSE)


def test_nothing_but_the_house_may_be_opened_and_only_it_may_listen() -> None:
    allowed = policy(HOUSE)
    assert allowed["URLBlocklist"] == ["*"]
    assert allowed["URLAllowlist"] == allowed["AudioCaptureAllowedUrls"] == [HOUSE]
    assert allowed["NewTabPageLocation"] == f"{HOUSE}/"


@pytest.mark.browser
def test_every_policy_is_one_that_this_chromium_knows() -> None:
    with PROGRAM.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as code:
        assert [name for name in policy(HOUSE) if code.find(name.encode()) < 0] == []
        assert code.find(b"NoSuchPolicyAtAll") < 0
