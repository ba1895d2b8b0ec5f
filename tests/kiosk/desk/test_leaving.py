from dataclasses import replace
from pathlib import Path

import pytest

from kiosk import power
from kiosk.desk import leaving
from kiosk.desk.leaving import Leaving
from kiosk.domain.moment import ClockState
from kiosk.errors import StoreFull
from kiosk.house import House
from kiosk.power import Power
from kiosk.store.rights import audit
from tests.cast import Hands, enrol
from tests.kiosk.counselor.panel import audited
from tests.processes import wait_for


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(power, "_SAYS_GOODNIGHT", 0)
    monkeypatch.setattr(power, "_GOES_WITHIN", 0.3)
    monkeypatch.setattr(leaving, "_SENDS_WITHIN", 0.3)


@pytest.fixture
def off(tmp_path: Path) -> Path:
    return tmp_path / "off"


@pytest.fixture
def can_go(unlocked: House, off: Path) -> House:
    config = replace(unlocked.config, poweroff_command=f"touch {off}")
    return replace(unlocked, config=config, power=Power(config))


def doer(house: House) -> str:
    with house.database.reading() as db:
        query = "SELECT who FROM audit WHERE action = 'switched off'"
        return str(db.execute(query).fetchone()[0])


def test_the_button_closes_the_day_waits_for_what_is_sent_and_switches_off(
    can_go: House, off: Path
) -> None:
    enrol(can_go)  # whose headquarters never answers
    going = Leaving()
    going.by_button(can_go)
    going.by_button(can_go)
    wait_for("the machine to be told", 5, off.exists)
    actions = [action for action, _ in audited(can_go)]
    assert actions.count("closed the day") == actions.count("switched off") == 1
    assert actions.index("closed the day") < actions.index("switched off")
    assert doer(can_go) == "off button"
    assert not can_go.vault.is_open


def test_failed_power_closes_the_day_and_waits_for_nobody(can_go: House, off: Path) -> None:
    Leaving().by_failed_power(can_go)
    wait_for("the machine to be told", 5, off.exists)
    assert ("closed the day", "2026-11-24") in audited(can_go)
    assert doer(can_go) == "mains"


def test_a_day_that_is_not_known_is_not_closed(can_go: House, off: Path, hands: Hands) -> None:
    hands.clock = ClockState.UNKNOWN
    Leaving().by_button(can_go)
    wait_for("the machine to be told", 5, off.exists)
    assert "closed the day" not in [action for action, _ in audited(can_go)]


def test_a_house_that_cannot_note_it_stays_on_and_can_be_asked_again(
    can_go: House, off: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreFull("There is no room left.")

    going = Leaving()
    with monkeypatch.context() as patched:
        patched.setattr(audit, "note", full)
        going.by_button(can_go)
        wait_for("the failure", 5, lambda: going.failed and not going.begun)
    assert can_go.power.is_awake and not off.exists()
    going.by_button(can_go)
    wait_for("the machine to be told", 5, off.exists)
    assert not going.failed
