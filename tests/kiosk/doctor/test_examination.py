import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from hardware.results import Result, well
from kiosk.config import HouseConfig
from kiosk.doctor import examination, parts
from kiosk.doctor.examination import examine, look_at
from kiosk.doctor.language import speech
from kiosk.doctor.page import lines
from kiosk.house import House
from kiosk.store.database import FILE_NAME
from tests.disks import as_nobody, for_everybody

KEYS = {"part", "name", "well", "sentence", "advice", "figures"}
PART_NAMES = [
    "clock", "power", "card", "memory", "screen", "touch", "sound", "fonts", "gpio", "browser",
    "services", "database", "backups", "sync", "program",
]  # fmt: skip


def test_every_part_is_examined_and_told_as_json_of_one_shape(house: House) -> None:
    words = speech("en")
    house.database.close()
    told = json.loads(json.dumps([one.plain(words) for one in examine(house.config)]))
    assert list(dict.fromkeys(one["part"] for one in told)) == PART_NAMES
    for one in told:
        assert set(one) == KEYS
        assert one["well"] in (True, False, None)
        assert one["sentence"] and "{" not in one["sentence"] + one["advice"]
        assert one["advice"] or one["well"] is not False
        assert isinstance(one["figures"], dict)


def test_a_page_does_without_what_takes_seconds(house: House) -> None:
    names = {one.result.name for one in look_at(house)}
    assert {"date", "room", "backup", "shape", "limits"} <= names
    assert not names & {"speaking", "whole", "audit", "guessing"}


def test_a_check_that_breaks_is_a_finding_and_the_others_go_on(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_config: HouseConfig) -> Iterator[Result]:
        yield well("first", "The records are whole.")
        raise RuntimeError("no such wire")

    broken = replace(parts.PARTS[0], machine=(breaks,))
    monkeypatch.setattr(examination, "PARTS", (broken, *parts.PARTS[1:3]))
    found = look_at(house)
    (told,) = [one for one in found if one.result.name == "breaks"]
    assert told.well is False
    assert told.sentence(speech("zh_Hans")) == "这一项没能检查：no such wire"
    assert told.advice(speech("en")) == "Please tell headquarters these words."
    assert {one.part for one in found} == {"clock", "power", "card"}


def test_a_machine_is_examined_before_a_house_is_set_up_and_none_is_made(
    config: HouseConfig,
) -> None:
    first, *others = examine(config)
    assert first.sentence(speech("en")) == "No house is set up here."
    assert {one.part for one in others} >= {"clock", "card", "screen", "browser"}
    assert not config.directory.exists()


def test_records_that_nobody_has_filled_are_no_house(bare_house: House) -> None:
    first = next(iter(examine(bare_house.config)))
    assert first.sentence(speech("en")) == "No house is set up here."


def _of_a_newer_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('house', 'of_tomorrow', '2027-01-01')"
        )
        db.commit()


def _overwritten(path: Path) -> None:
    path.write_bytes(b"no database" * 999)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_overwritten, "The records are damaged."),
        (
            _of_a_newer_version,
            "The records were written by a newer version of the program.",
        ),
    ],
)
def test_a_house_that_does_not_open_does_not_stop_the_doctor(
    house: House, spoil: Callable[[Path], None], said: str
) -> None:
    house.close()
    spoil(house.config.directory / FILE_NAME)
    first, *others = examine(house.config)
    assert (first.part, first.well, first.sentence(speech("en"))) == ("database", False, said)
    assert {one.part for one in others} >= {"clock", "card", "screen", "browser"}


def test_records_of_somebody_else_are_not_called_broken(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: house.config.directory.stat().st_uid + 1)
    told = {one.result.name: one for one in examine(house.config)}
    assert told["house"].sentence(speech("en")) == "The records may not be read by this user."
    assert (
        told["house"].advice(speech("en"))
        == f"Ask as root: sudo aiyou doctor --data {house.config.directory}"
    )
    assert json.dumps(told["house"].plain(speech("en")))
    assert told["writable"].well is None


def test_a_directory_where_nobody_may_look_does_not_stop_the_doctor() -> None:
    with for_everybody() as place:
        (place / "hers").mkdir(mode=0o700)
        with as_nobody():
            first, *others = examine(HouseConfig(data=place / "hers" / "house"))
    assert first.sentence(speech("en")) == "The records may not be read by this user."
    assert {one.part for one in others} >= {"clock", "card", "screen", "browser"}


def test_the_page_tells_each_part_and_what_to_do(house: House) -> None:
    found = look_at(house)
    page = "\n".join(lines(found, speech("zh_Hans")))
    assert page.startswith("时钟\n  ✓ 日期是准的。")
    assert "  ✗ 还没有备份过。\n    → 请做一次：“维护”里的“备份”。" in page
    count = sum(one.well is False for one in found)
    assert page.endswith(f"\n\n有 {count} 项要处理，怎么做写在箭头后面。")
    fine = [one for one in found if one.well]
    assert list(lines(fine, speech("en")))[-1] == "All is well."
