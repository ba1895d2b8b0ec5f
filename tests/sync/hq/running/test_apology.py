import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import psycopg
import pytest
import requests
from sqlalchemy import Connection, select, text

from sync import batch, enrol_codec
from sync.hq import keyring, setup
from sync.hq.config import HqConfig
from sync.hq.store.schema import days
from tests.postgres import Cluster, cluster
from tests.processes import free_port, headquarters, wait_for
from tests.sync.hq.cast import NOW, PASSWORD, TODAY, SpeakingHouse

CBOR = {"Content-Type": "application/cbor"}


def of(made: Cluster, data: Path) -> HqConfig:
    return HqConfig(
        data=data, database=f"postgresql+psycopg://aiyou@/postgres?host={made.directory}"
    )


@pytest.fixture(scope="module")
def first_stopped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Cluster]]:
    """A headquarters with a server of its own, which has stopped, made once for all to copy."""
    data = tmp_path_factory.mktemp("stopped") / "hq"
    with cluster() as made:
        setup.initialise(of(made, data), "lin", PASSWORD, NOW)
        made.stop("fast")
        yield data, made
        made.start()


@pytest.fixture
def on_postgres(
    first_stopped: tuple[Path, Cluster], tmp_path: Path
) -> Iterator[tuple[HqConfig, Cluster]]:
    """That headquarters, for one test; its server runs."""
    data, like = first_stopped
    with cluster(like=like) as made:
        yield of(made, shutil.copytree(data, tmp_path / "hq")), made


def sign_in(url: str) -> requests.Session:
    browser = requests.Session()
    form = browser.get(f"{url}/sign-in?language=en").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', form)
    assert token
    fields = {"csrf_token": token[1], "name": "lin", "password": PASSWORD}
    assert browser.post(f"{url}/sign-in", fields).status_code == 200
    return browser


def test_who_is_signed_in_hears_it_plainly_and_stays_signed_in(
    on_postgres: tuple[HqConfig, Cluster],
) -> None:
    config, database = on_postgres
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with headquarters(config.data, port, AIYOU_HQ_DATABASE=str(config.database)):
        browser = sign_in(url)
        assert "lin" in browser.get(f"{url}/accounts").text
        database.stop()
        page = browser.get(f"{url}/accounts")
        assert (page.status_code, page.headers["Retry-After"]) == (503, "10")
        assert "the database cannot be reached" in page.text
        assert "暂时连不上数据库" in browser.get(f"{url}/?language=zh_Hans").text
        assert browser.get(f"{url}/healthz").json()["database"] == "away"
        refused = requests.post(url + batch.PATH, b"\x81\x41\x00", headers=CBOR)
        assert refused.status_code in (400, 503)
        database.start()
        assert browser.get(f"{url}/accounts?language=en").status_code == 200
        assert "lin" in browser.get(f"{url}/accounts").text


@pytest.fixture
def speaking(on_postgres: tuple[HqConfig, Cluster]) -> SpeakingHouse:
    config, _ = on_postgres
    house, code = setup.add_house(config, "新民村爱佑之家", "yuexi", NOW)
    return SpeakingHouse(house, code, keyring.load(config.keys).sealing_public)


@contextmanager
def opened(config: HqConfig) -> Iterator[Connection]:
    database = setup.open_initialised(config)
    with database.transaction() as connection:
        yield connection
    database.close()


def days_of(config: HqConfig) -> list[date]:
    database = setup.find_initialised(config)
    database.open()
    with database.reading() as connection:
        found = [row[0] for row in connection.execute(select(days.c.day).order_by(days.c.day))]
    database.close()
    return found


def test_what_a_house_sends_meanwhile_is_not_acknowledged_and_taken_in_later(
    on_postgres: tuple[HqConfig, Cluster], speaking: SpeakingHouse
) -> None:
    config, database = on_postgres
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    body = batch.encode([speaking.day(1)])
    with headquarters(config.data, port, AIYOU_HQ_DATABASE=str(config.database)):
        assert requests.post(url + enrol_codec.PATH, speaking.request(), headers=CBOR).ok
        database.stop()
        meanwhile = requests.post(url + batch.PATH, body, headers=CBOR)
        assert meanwhile.status_code == 503
        assert int(meanwhile.headers["Retry-After"]) > 0
        assert requests.get(f"{url}/healthz").json()["waiting_bytes"] > len(body)
        assert "aiyou_waiting_bytes 0.0" not in requests.get(f"{url}/metrics").text
        database.start()
        wait_for("taken in", 20, lambda: days_of(config) == [TODAY])
        wait_for("empty", 20, lambda: not requests.get(f"{url}/healthz").json()["waiting_bytes"])
        answered = requests.post(url + batch.PATH, body, headers=CBOR)
        assert keyring.load(config.keys).read_answer(answered.content).accepted == 1
        assert 'aiyou_envelopes_total{kind="day",outcome="duplicate"} 1.0' in (
            requests.get(f"{url}/metrics").text
        )


@contextmanager
def locked(database: Cluster, table: str) -> Iterator[None]:
    """Lock a table, as somebody does who forgot it."""
    address = f"host={database.directory} user=aiyou dbname=postgres"
    with psycopg.connect(address) as db:
        db.execute(f"LOCK TABLE {table}")
        yield


def test_a_table_that_somebody_locks_is_as_a_database_that_is_away(
    on_postgres: tuple[HqConfig, Cluster], speaking: SpeakingHouse
) -> None:
    config, database = on_postgres
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with headquarters(config.data, port, AIYOU_HQ_DATABASE=str(config.database)):
        assert requests.post(url + enrol_codec.PATH, speaking.request(), headers=CBOR).ok
        browser = sign_in(url)
        with locked(database, "letters, messages"):
            page = browser.get(f"{url}/messages", timeout=20)
            assert page.status_code == 503
            assert "kept busy by something else" in page.text
            said = requests.get(f"{url}/healthz")
            assert (said.status_code, said.json()["database"]) == (503, "away")
            body = batch.encode([speaking.day(1)])
            assert (
                requests.post(url + batch.PATH, body, headers=CBOR, timeout=30).status_code == 503
            )
            assert days_of(config) == []
        wait_for("taken in", 20, lambda: days_of(config) == [TODAY])
        assert requests.get(f"{url}/healthz").status_code == 200
        assert browser.get(f"{url}/messages").status_code == 200


def test_what_waits_outlives_a_headquarters_that_is_killed(
    on_postgres: tuple[HqConfig, Cluster], speaking: SpeakingHouse
) -> None:
    config, database = on_postgres
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with headquarters(config.data, port, AIYOU_HQ_DATABASE=str(config.database)) as process:
        assert requests.post(url + enrol_codec.PATH, speaking.request(), headers=CBOR).ok
        database.stop()
        body = batch.encode([speaking.day(1)])
        assert requests.post(url + batch.PATH, body, headers=CBOR).status_code == 503
        process.kill()
        process.wait()
    database.start()
    assert days_of(config) == []
    with headquarters(config.data, port, AIYOU_HQ_DATABASE=str(config.database)):
        wait_for("taken in", 20, lambda: days_of(config) == [TODAY])


def test_it_starts_before_its_database_and_opens_when_that_is_there(
    on_postgres: tuple[HqConfig, Cluster],
) -> None:
    config, database = on_postgres
    database.stop()
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    options = ("--processes", "2")
    with headquarters(config.data, port, *options, AIYOU_HQ_DATABASE=str(config.database)):
        assert requests.get(f"{url}/healthz").status_code == 503
        assert requests.get(f"{url}/sign-in").status_code == 200
        time.sleep(1)
        database.start()
        wait_for(
            "both open",
            20,
            lambda: all(requests.get(f"{url}/healthz").status_code == 200 for _ in range(8)),
        )
        assert "lin" in sign_in(url).get(f"{url}/accounts").text


def test_without_patience_a_database_that_is_away_ends_it(
    on_postgres: tuple[HqConfig, Cluster],
) -> None:
    from sync.hq.app import create_app
    from sync.hq.errors import DatabaseAway

    config, database = on_postgres
    database.stop()
    with pytest.raises(DatabaseAway):
        create_app(replace(config))
    database.start()


def test_what_no_waiting_can_mend_ends_it_once_the_database_is_there(
    on_postgres: tuple[HqConfig, Cluster],
) -> None:
    config, database = on_postgres
    port = free_port()
    with opened(config) as connection:
        # As where a dump of it is being read in.
        connection.execute(text("ALTER TABLE messages RENAME TO messages_elsewhere"))
    database.stop("fast")
    with headquarters(config.data, port, AIYOU_HQ_DATABASE=str(config.database)) as process:
        assert requests.get(f"http://127.0.0.1:{port}/healthz").status_code == 503
        database.start()
        wait_for("its end", 20, lambda: process.poll() is not None)
