from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from sync.hq import setup
from sync.hq.app import create_app
from sync.hq.config import HqConfig
from sync.hq.running import health
from tests.sync.hq.cast import NOW, PASSWORD, Office


def test_a_monitor_hears_what_headquarters_stands_on(office: Office) -> None:
    response = office.app.test_client().get("/healthz")
    said = response.json
    assert response.status_code == 200
    assert said["ok"] is True
    assert said["service"] == "headquarters"
    assert said["database"] == "open"
    assert said["query_ms"] >= 0
    assert said["schema"] >= 10
    assert said["disk_free_mb"] > 0
    assert said["keys"] == "readable"
    assert said["clock"] == office.hq.clock().isoformat(timespec="seconds")


def test_from_afar_it_says_only_whether_it_works(small_office: Office) -> None:
    asked = small_office.app.test_client().get("/healthz", environ_base={"REMOTE_ADDR": "8.8.8.8"})
    assert asked.json == {"service": "headquarters", "ok": True, "database": "open"}


def test_it_hears_when_the_database_is_away(small_office: Office) -> None:
    small_office.hq.database.close()
    for file in small_office.config.data.glob("hq.db*"):
        file.unlink()
    small_office.config.data.joinpath("hq.db").mkdir()
    response = small_office.app.test_client().get("/healthz")
    assert (response.status_code, response.json["ok"]) == (503, False)
    assert response.json["database"] == "away"


def test_it_hears_of_a_table_that_somebody_locks_while_all_else_answers(
    tmp_path: Path, postgres: str
) -> None:
    config = HqConfig(data=tmp_path, database=postgres)
    setup.initialise(config, "lin", PASSWORD, NOW)
    app = create_app(config)
    database, asking = app.extensions["headquarters"].database, app.test_client()
    with database.transaction() as holding:
        holding.execute(text("LOCK TABLE letters"))
        held = asking.get("/healthz")
    assert (held.status_code, held.json["database"]) == (503, "away")
    assert asking.get("/healthz").status_code == 200
    database.close()


def test_it_hears_when_a_key_is_damaged(small_office: Office) -> None:
    keys = small_office.config.keys
    (keys / "signing.2.key").write_text("not a key")
    response = small_office.app.test_client().get("/healthz")
    assert (response.status_code, response.json["keys"]) == (503, "damaged")


def test_it_hears_when_the_disk_is_full(
    small_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "LEAST_FREE_MB", 2**40)
    response = small_office.app.test_client().get("/healthz")
    assert (response.status_code, response.json["ok"]) == (503, False)


@pytest.mark.parametrize(
    ("address", "headers", "token", "proxies", "may"),
    [
        ("127.0.0.1", {}, None, 0, True),
        ("::1", {}, None, 0, True),
        ("192.168.3.4", {}, None, 0, True),
        ("fe80::1%eth0", {}, None, 0, True),
        ("8.8.8.8", {}, None, 0, False),
        ("nonsense", {}, None, 0, False),
        # A proxy that the configuration does not know passes anybody on from this machine.
        ("127.0.0.1", {"X-Forwarded-For": "8.8.8.8"}, None, 0, False),
        ("127.0.0.1", {"X-Forwarded-For": "8.8.8.8"}, None, 1, False),
        ("127.0.0.1", {"X-Forwarded-For": "10.0.0.3"}, None, 1, True),
        ("127.0.0.1", {}, "a token", 0, False),
        ("8.8.8.8", {"Authorization": "Bearer a token"}, "a token", 0, True),
        ("8.8.8.8", {"Authorization": "Bearer b token"}, "a token", 0, False),
    ],
)
def test_only_monitoring_sees_more(
    small_office: Office,
    address: str,
    headers: dict[str, str],
    token: str | None,
    proxies: int,
    may: bool,
) -> None:
    config = replace(small_office.config, metrics_token=token, proxies=proxies)
    app = create_app(config, small_office.hq.clock)
    asked = app.test_client().get(
        "/healthz", headers=headers, environ_base={"REMOTE_ADDR": address}
    )
    assert ("schema" in asked.json) is may
    app.extensions["headquarters"].database.close()
