from dataclasses import replace

from kiosk.doctor import program
from kiosk.doctor.findings import Finding
from kiosk.doctor.language import speech
from kiosk.domain.settings import Loudness
from kiosk.house import House
from kiosk.store import settings
from tests.kiosk.doctor.looks import wells


def test_version_and_seals_are_told(house: House) -> None:
    assert wells(program.program(house.config)) == {"program": True}
    assert wells(program.sealing(house.config)) == {"libsodium": True}


def limits(house: House, language: str) -> tuple[str, object]:
    (found,) = program.limits(house)
    assert found.well
    words = speech(language)
    plain = Finding("program", "Program", found).plain(words)
    return str(plain["sentence"]), plain["figures"]["changed"]


def test_what_an_adult_has_set_and_where_is_told(house: House) -> None:
    first = house.config.settings
    assert limits(house, "en")[0].endswith("all is as the configuration says.")
    with house.database.transaction() as db:
        wanted = replace(first, sitting_minutes=10, loudness=Loudness.SOFT)
        settings.set_to(db, wanted, first, house.clock(), "li")
    said, changed = limits(house, "en")
    assert changed == {"sitting_minutes": "10", "loudness": "soft"}
    assert "10 minutes at a time" in said and "under Upkeep; set there:" in said
    assert "每次玩 10 分钟" in limits(house, "zh_Hans")[0]
