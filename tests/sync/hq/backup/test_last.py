import os
import re
from pathlib import Path

import pytest

from sync.hq.backup import last, saving
from sync.hq.errors import Refused
from sync.hq.people import audit
from tests.sync.hq.cast import NOW, Office


def test_a_backup_that_was_made_is_remembered(office: Office, tmp_path: Path) -> None:
    data = office.config.data
    assert last.made_at(data) is None
    with pytest.raises(Refused):
        saving.save(office.config, tmp_path / "nowhere" / "one", None, NOW)
    assert last.made_at(data) is None
    saving.save(office.config, tmp_path / "one", None, NOW)
    assert last.made_at(data) == NOW.timestamp()
    with office.hq.database.reading() as connection:
        ((_, noted),) = audit.latest(connection, 1)
    assert (noted.who, noted.action, noted.subject) == (
        audit.THE_COMMAND,
        audit.Action.MADE_BACKUP,
        "one",
    )


def test_a_backup_is_remembered_once_it_has_its_name_durably(
    small_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, path, check = small_office.config.data, tmp_path / "one", saving.check

    def check_while_another_takes_the_name(file: Path) -> object:
        path.touch()
        return check(file)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(saving, "check", check_while_another_takes_the_name)
        with pytest.raises(Refused, match="File exists"):
            saving.save(small_office.config, path, None, NOW)
    assert (last.made_at(data), path.read_bytes(), [*tmp_path.glob(".one*")]) == (None, b"", [])
    path.unlink()
    durable: list[tuple[int, bool]] = []
    monkeypatch.setattr(
        os, "fsync", lambda number: durable.append((os.fstat(number).st_ino, path.exists()))
    )
    saving.save(small_office.config, path, None, NOW)
    assert (tmp_path.stat().st_ino, True) in durable


def test_monitoring_hears_how_old_it_is(small_office: Office) -> None:
    client = small_office.app.test_client()
    assert client.get("/healthz").json["backup_hours_ago"] is None
    assert "\naiyou_last_backup_timestamp_seconds 0.0\n" in client.get("/metrics").text
    last.note(small_office.config.data, NOW)
    small_office.hq.clock.forward(hours=5)
    said = client.get("/healthz")
    assert (said.status_code, said.json["backup_hours_ago"]) == (200, 5.0)
    told = re.search(
        r"^aiyou_last_backup_timestamp_seconds (.+)", client.get("/metrics").text, re.M
    )
    assert float(told[1]) == NOW.timestamp()


def test_who_made_the_one_before_does_not_matter(tmp_path: Path) -> None:
    last.note(tmp_path, NOW)
    (tmp_path / "last-backup").chmod(0o400)
    last.note(tmp_path, NOW)
    assert [one.name for one in tmp_path.iterdir()] == ["last-backup"]
