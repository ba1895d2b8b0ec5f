from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from hardware.clock import Reading
from kiosk.domain.absence import Absence, StandIn, is_away
from kiosk.domain.clock import Source
from kiosk.domain.concern_rules import ConcernRules
from kiosk.domain.hotlines import HOTLINES
from kiosk.domain.settings import Loudness, Settings
from kiosk.house import House
from kiosk.store import settings
from kiosk.timekeeper import Timekeeper
from tests.kiosk.counselor.panel import audited

FIRST = Settings()
SOFT = replace(FIRST, loudness=Loudness.SOFT, quiet_from=time(20), quiet_until=time(7))
AUNT = StandIn("王阿姨", time(15), time(18, 30))


def texts(house: House) -> dict[str, str]:
    with house.database.reading() as db:
        return {row["name"]: row["value"] for row in db.table("settings").rows}


def set_to(house: House, wanted: Settings, first: Settings = FIRST) -> None:
    with house.database.transaction() as db:
        settings.set_to(db, wanted, first, house.clock(), "li")


def holding(house: House, first: Settings = FIRST) -> Settings:
    with house.database.reading() as db:
        return settings.settings(db, first)


def test_only_what_is_set_otherwise_is_kept_and_the_rest_follows_the_configuration(
    house: House,
) -> None:
    set_to(house, SOFT)
    assert texts(house) == {"loudness": "soft", "quiet_from": "20:00", "quiet_until": "07:00"}
    assert holding(house) == SOFT
    later = replace(FIRST, day_minutes=90)
    assert holding(house, later) == replace(SOFT, day_minutes=90)


def test_back_to_the_first_values_leaves_nothing(house: House) -> None:
    set_to(house, SOFT)
    set_to(house, FIRST)
    assert texts(house) == {}
    assert holding(house) == FIRST


def test_a_change_is_noted_by_the_names_of_what_changed_and_no_change_is_not(house: House) -> None:
    for _ in range(2):
        set_to(house, SOFT)
    noted = [subject for action, subject in audited(house) if action == "changed settings"]
    assert noted == ["loudness quiet_from quiet_until"]


def test_what_a_later_version_has_written_is_passed_over(house: House) -> None:
    with house.database.transaction() as db:
        db.table("settings").insert({"name": "loudness", "value": "whisper"})
        db.table("settings").insert({"name": "colour", "value": "green"})
        db.table("settings").insert({"name": "away_until", "value": "soon"})
        db.table("settings").insert({"name": "concern_answers", "value": "many"})
        db.table("settings").insert({"name": "stand_ins", "value": '[{"name": 1}'})
        assert settings.absence(db) is None
        assert settings.stand_ins(db) == []
        assert settings.concern_rules(db) == ConcernRules()
    assert holding(house) == FIRST


def test_away_and_back_again(house: House) -> None:
    away = Absence(date(2026, 11, 26), AUNT)
    with house.database.transaction() as db:
        settings.come_back(db, house.clock(), "li")
        settings.go_away(db, away, house.clock(), "li")
        assert settings.absence(db) == away
        settings.go_away(db, Absence(date(2026, 11, 25)), house.clock(), "li")
        assert settings.absence(db) == Absence(date(2026, 11, 25))
        settings.come_back(db, house.clock(), "li")
        assert settings.absence(db) is None
    assert audited(house)[-3:] == [
        ("went away", "2026-11-26"),
        ("went away", "2026-11-25"),
        ("came back", "2026-11-24"),
    ]


@pytest.mark.parametrize("year", [1970, 2027])
def test_an_absence_said_on_a_wrong_day_is_of_the_day_that_it_truly_was(
    house: House, year: int
) -> None:
    truly = datetime(2026, 11, 26, 1, tzinfo=UTC)
    reading = Reading(datetime(year, 3, 1, 1, tzinfo=UTC), 30, synchronised=False)
    with house.database.transaction() as db:
        db.execute("UPDATE sequence SET at = 0")
    clock = Timekeeper(house.database, lambda: reading, "b1")
    assert clock().day.year == year
    with house.database.transaction() as db:
        settings.go_away(db, Absence(clock().day, AUNT), clock(), "li")
    clock.consider(Source.HEADQUARTERS, truly)
    with house.database.reading() as db:
        found = settings.absence(db)
    assert found == Absence(date(2026, 11, 26), AUNT)
    assert is_away(found, clock())
    reading = replace(reading, steady=30 + 24 * 3600)
    assert not is_away(found, clock())


def test_of_an_absence_nobody_knows_when_it_was_said_its_day_alone_counts(house: House) -> None:
    away = Absence(date(2026, 11, 26))
    for said in ("", "{", "7", "{}", '{"day": "soon", "boot": "b"}'):
        with house.database.transaction() as db:
            settings.go_away(db, away, house.clock(), "li")
            db.execute("UPDATE settings SET value = ? WHERE name = 'away_said'", [said])
            found = settings.absence(db)
        assert found == away
        assert found.said is None


def test_who_can_stand_in_stays_when_everything_goes_back_to_the_first_values(
    house: House,
) -> None:
    with house.database.transaction() as db:
        settings.set_stand_ins(db, [AUNT], house.clock(), "li")
    set_to(house, SOFT)
    set_to(house, FIRST)
    with house.database.reading() as db:
        assert settings.stand_ins(db) == [AUNT]


@pytest.mark.parametrize("text", ["", "{", "7", "[7]", "{}", '[{"key": "fire"}]', '[{"key": []}]'])
def test_numbers_that_nobody_understands_are_those_of_the_country(house: House, text: str) -> None:
    with house.database.transaction() as db:
        db.table("settings").insert({"name": "hotlines", "value": text})
    assert house.hotlines() == HOTLINES


def test_what_is_set_of_the_numbers_is_kept_and_all_of_it_can_go_again(house: House) -> None:
    wanted = tuple(replace(line, shown=line.key == "youth") for line in HOTLINES)
    with house.database.transaction() as db:
        settings.set_hotlines(db, wanted, house.clock(), "li")
    assert house.hotlines() == wanted
    with house.database.transaction() as db:
        settings.set_hotlines(db, HOTLINES, house.clock(), "li")
    assert texts(house) == {}


def test_records_that_cannot_be_read_leave_the_numbers_of_the_country(house: House) -> None:
    house.database.close()
    assert house.hotlines() == HOTLINES


def test_when_to_consider_a_chat_is_set_beside_the_other_settings(house: House) -> None:
    wanted = replace(ConcernRules(), fall=False, answers=7)
    with house.database.transaction() as db:
        settings.set_concern_rules(db, wanted, house.clock(), "li")
        assert settings.concern_rules(db) == wanted
    assert texts(house) == {"concern_fall": "0", "concern_answers": "7"}
    set_to(house, SOFT)
    set_to(house, FIRST)
    with house.database.transaction() as db:
        assert settings.concern_rules(db) == wanted
        settings.set_concern_rules(db, ConcernRules(), house.clock(), "li")
    assert texts(house) == {}
    noted = [subject for action, subject in audited(house) if action == "changed settings"]
    assert noted[0] == noted[-1] == "concern_answers concern_fall"
