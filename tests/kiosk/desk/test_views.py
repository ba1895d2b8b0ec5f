"""The box and the house over real HTTP."""

from dataclasses import replace
from pathlib import Path

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient

from hardware.errors import HouseSilent
from hardware.rhythms import Mood
from hardware.telling import Event, HouseState
from hardware.telling import House as AsTheBox
from kiosk import power
from kiosk.app import app_for, create_app
from kiosk.config import HouseConfig
from kiosk.domain.children import Child
from kiosk.errors import StoreDamaged
from kiosk.house import House
from kiosk.power import Power, Stage
from kiosk.store.attendance import visits
from tests.processes import serving, wait_for


@pytest.fixture
def box(address: str) -> AsTheBox:
    return AsTheBox(address)


def test_a_house_in_which_all_is_well_is_ready(box: AsTheBox) -> None:
    assert box.state() == HouseState(Mood.READY, calls=False, quiet=False)


def test_the_help_button_calls_until_somebody_came(box: AsTheBox) -> None:
    assert box.tell(Event.HELP) == HouseState(Mood.NEEDS, calls=True)
    assert box.state().calls
    assert box.tell(Event.SOMEBODY_CAME) == HouseState(Mood.READY)


def test_a_call_is_on_the_counselors_page(box: AsTheBox, client: FlaskClient) -> None:
    from tests.cast import unlock

    box.tell(Event.HELP)
    unlock(client.application.extensions["house"])
    page = client.get("/counselor/").text
    assert "有个孩子" in page


def test_nobody_there_lets_the_house_sleep_and_a_touch_wakes_it(
    box: AsTheBox, address: str
) -> None:
    assert box.tell(Event.NOBODY_HERE).mood is Mood.ASLEEP
    for path in ("/", "/healthz", "/child/child.css"):
        requests.get(f"{address}{path}", timeout=30)
    assert box.state().mood is Mood.ASLEEP
    requests.get(f"{address}/who", timeout=30)
    assert box.state().mood is Mood.READY
    box.tell(Event.NOBODY_HERE)
    assert box.tell(Event.SOMEONE_HERE).mood is Mood.READY


def test_what_is_told_counts_no_child_and_names_nobody(
    box: AsTheBox, address: str, house: House, panda: Child
) -> None:
    before = requests.get(f"{address}/desk/state", timeout=30).json()
    with house.database.transaction() as db:
        visits.check_in(db, panda.id, house.clock())
    after = requests.get(f"{address}/desk/state", timeout=30).json()
    assert before == after == {"mood": "ready", "calls": False, "quiet": False}


def test_quiet_hours_are_told(house: House) -> None:
    config = replace(house.config, quiet_from="07:00", quiet_until="09:00")
    with serving(app_for(replace(house, config=config))) as address:
        assert AsTheBox(address).state().quiet


@pytest.mark.parametrize("event", [Event.SWITCH_OFF, Event.POWER_FAILED])
def test_switching_off_is_done_and_the_lights_sleep(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, event: Event
) -> None:
    monkeypatch.setattr(power, "_SAYS_GOODNIGHT", 0)
    monkeypatch.setattr(power, "_GOES_WITHIN", 1)
    config = replace(house.config, poweroff_command=f"touch {tmp_path}/off")
    can_go = replace(house, config=config, power=Power(config))
    with serving(app_for(can_go)) as address:
        AsTheBox(address).tell(event)
        wait_for("the machine to be told", 30, (tmp_path / "off").exists)
        assert AsTheBox(address).state().mood is Mood.ASLEEP
        assert "晚安" in requests.get(address, timeout=30).text
        wait_for("the house to give up", 30, lambda: can_go.power.stage is Stage.REFUSED)


@pytest.mark.parametrize("told", ['{"event": "explode"}', '{"event": ["help"]}', "[]", "help", ""])
def test_what_is_no_event_is_refused_and_changes_nothing(address: str, told: str) -> None:
    headers = {"Content-Type": "application/json"}
    answer = requests.post(f"{address}/desk/events", told, headers=headers, timeout=30)
    assert answer.status_code == 400
    assert AsTheBox(address).state() == HouseState(Mood.READY)


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://127.0.0.1:8080"}, {"Sec-Fetch-Mode": "cors"}, {"Host": "x.org"}]
)
def test_no_page_of_a_browser_presses_a_button(address: str, headers: dict[str, str]) -> None:
    answer = requests.post(
        f"{address}/desk/events", json={"event": "help"}, headers=headers, timeout=30
    )
    assert answer.status_code in (400, 403)
    assert not AsTheBox(address).state().calls


def test_nobody_from_another_machine_is_answered(app: Flask) -> None:
    far = {"REMOTE_ADDR": "192.0.2.7"}
    client = app.test_client()
    assert client.get("/desk/state", environ_base=far).status_code == 403
    told = client.post("/desk/events", json={"event": "switch_off"}, environ_base=far)
    assert told.status_code == 403
    assert app.extensions["house"].power.is_awake


def test_a_house_whose_records_are_in_trouble_does_not_answer_the_box(
    config: HouseConfig,
) -> None:
    def damaged(_: HouseConfig) -> House:
        raise StoreDamaged("The records are damaged.")

    with serving(create_app(config, damaged)) as address, pytest.raises(HouseSilent):
        AsTheBox(address).state()
