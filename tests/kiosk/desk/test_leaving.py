from collections.abc import Iterator, Sequence
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
from sync import settling
from sync.agent import Agent, Terms
from sync.answer import Answer
from sync.carrying import budget
from sync.errors import CourierError
from tests.cast import EPOCH, Hands, enrol
from tests.kiosk.counselor.panel import audited
from tests.processes import wait_for

NOW = 1_795_478_400


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(power, "_SAYS_GOODNIGHT", 0)
    monkeypatch.setattr(power, "_GOES_WITHIN", 2.0)
    monkeypatch.setattr(leaving, "_SENDS_WITHIN", 0.3)


@pytest.fixture
def off(tmp_path: Path) -> Path:
    return tmp_path / "off"


@pytest.fixture
def can_go(unlocked: House, off: Path) -> House:
    config = replace(unlocked.config, poweroff_command=f"touch {off}")
    return replace(unlocked, config=config, power=Power(config))


@pytest.fixture
def tried() -> list[bool]:
    """Whether the machine had been told already, each time that something was to be sent."""
    return []


@pytest.fixture
def sends(
    can_go: House, off: Path, tried: list[bool], monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    """A house that sends this month only when it is asked, and waits long for what is sent."""

    def carry(_envelopes: Sequence[bytes]) -> bytes:
        tried.append(off.exists())
        with can_go.database.transaction() as db:
            settling.acknowledge(db, Answer("yuexi-0001", EPOCH, 1, NOW))
        raise CourierError("It has arrived, and nobody else answers.")

    monkeypatch.setattr(leaving, "_SENDS_WITHIN", 60)

    enrol(can_go)
    with can_go.database.transaction() as db:
        budget.spend(db, NOW, 1000, 0)
    terms = Terms(month_bytes=1000, now=lambda: NOW)
    agent = Agent(can_go.database.path, terms=terms, start_after=60, carry=carry)
    agent.start()
    yield replace(can_go, agent=agent)
    agent.stop()


def doer(house: House) -> str:
    with house.database.reading() as db:
        query = "SELECT who FROM audit WHERE action = 'switched off'"
        return str(db.execute(query).fetchone()[0])


def test_the_button_closes_the_day_waits_for_what_is_sent_and_switches_off(
    sends: House, off: Path, tried: list[bool]
) -> None:
    going = Leaving()
    going.by_button(sends)
    going.by_button(sends)
    wait_for("the machine to be told", 30, off.exists)
    assert tried == [False]
    actions = [action for action, _ in audited(sends)]
    assert actions.count("closed the day") == actions.count("switched off") == 1
    assert actions.index("closed the day") < actions.index("switched off")
    assert doer(sends) == "off button"
    assert not sends.vault.is_open


def test_failed_power_closes_the_day_and_waits_for_nobody(
    sends: House, off: Path, tried: list[bool]
) -> None:
    Leaving().by_failed_power(sends)
    wait_for("the machine to be told", 30, off.exists)
    assert tried == []
    assert ("closed the day", "2026-11-24") in audited(sends)
    assert doer(sends) == "mains"


def test_a_day_that_is_not_known_is_not_closed(can_go: House, off: Path, hands: Hands) -> None:
    hands.clock = ClockState.UNKNOWN
    Leaving().by_button(can_go)
    wait_for("the machine to be told", 30, off.exists)
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
        wait_for("the failure", 30, lambda: going.failed and not going.begun)
    assert can_go.power.is_awake and not off.exists()
    going.by_button(can_go)
    wait_for("the machine to be told", 30, off.exists)
    assert not going.failed
