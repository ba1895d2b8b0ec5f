import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from hardware import health, network
from kiosk import box
from kiosk.counselor.upkeep.box_words import PARTS, SENTENCES
from kiosk.domain.moment import ClockState
from kiosk.house import House
from tests.cast import Hands


def test_everything_that_is_looked_at_has_a_name_and_a_sentence_in_the_panel(
    unlocked: House,
) -> None:
    found = box.look_at(unlocked)
    assert {one.name for one in found} == set(PARTS)
    assert all(one.sentence in {str(known) for known in SENTENCES} for one in found)
    assert json.dumps([one.figures for one in found])
    assert all("%" not in one.sentence % one.figures for one in found)


def test_what_is_not_well_stands_first_and_says_what_to_do(
    client: FlaskClient, unlocked: House
) -> None:
    page = client.get("/counselor/box").text
    assert "还没有备份过：请到“备份”里做一次。" in page
    assert page.index("要处理") < page.index("正常")


def test_a_backup_that_is_days_old_is_not_well(unlocked: House, hands: Hands) -> None:
    assert not box.last_backup(unlocked).well
    (place,) = unlocked.archivist.places()
    unlocked.archivist.back_up(place, "li")
    assert box.last_backup(unlocked).figures == {"day": "2026-11-24"}
    assert box.last_backup(unlocked).well
    hands.forward(days=5)
    assert not box.last_backup(unlocked).well


def test_a_clock_that_is_not_sure_is_not_well(unlocked: House, hands: Hands) -> None:
    assert box.date(unlocked).well
    for state in (ClockState.ESTIMATED, ClockState.UNKNOWN):
        hands.clock = state
        assert not box.date(unlocked).well


@pytest.mark.parametrize("degrees", [48, 91])
def test_heat_is_told(
    unlocked: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, degrees: int
) -> None:
    sensor = tmp_path / "temp"
    sensor.write_text(f"{degrees}000")
    monkeypatch.setattr(health, "_TEMPERATURE", sensor)
    found = box.temperature(unlocked)
    assert found.well == (degrees < 80)
    assert found.figures == {"degrees": degrees}


def test_a_sound_card_is_one_that_the_kernel_numbers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cards = tmp_path / "cards"
    monkeypatch.setattr(health, "_SOUND", cards)
    assert not health.has_sound_card()
    cards.write_text("--- no soundcards ---\n")
    assert not health.has_sound_card()
    cards.write_text(" 0 [Headphones     ]: bcm2835_headpho - bcm2835 Headphones\n")
    assert health.has_sound_card()


def test_a_house_without_a_network_is_well(unlocked: House) -> None:
    unlocked.remote.addresses = list
    assert box.network(unlocked).well
    unlocked.remote.addresses = lambda: ["192.168.1.7"]
    assert box.network(unlocked).figures == {"addresses": "192.168.1.7"}


def test_an_address_is_never_the_machines_own_to_itself() -> None:
    assert not [one for one in network.addresses() if one.startswith("127.")]
