import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families

from sync import batch, enrol_codec
from sync.hq import keyring, setup
from sync.hq.config import HqConfig
from tests.processes import free_port, headquarters
from tests.sync.hq.cast import NOW, PASSWORD, Office, SpeakingHouse

CBOR = {"Content-Type": "application/cbor"}
Read = dict[tuple[str, frozenset[tuple[str, str]]], float]


def read(text: str) -> Read:
    families = text_string_to_metric_families(text)
    samples = [sample for family in families for sample in family.samples]
    return {(one.name, frozenset(one.labels.items())): one.value for one in samples}


def value(metrics: Read, name: str, **labels: str) -> float:
    return metrics.get((name, frozenset(labels.items())), 0.0)


@pytest.fixture
def two(config: HqConfig) -> Iterator[tuple[HqConfig, str]]:
    port = free_port()
    with headquarters(config.data, port, "--processes", "2"):
        time.sleep(2)
        yield config, f"http://127.0.0.1:{port}"


def test_two_processes_tell_the_sums_of_both(two: tuple[HqConfig, str]) -> None:
    config, url = two
    house, code = setup.add_house(config, "新民村爱佑之家", "yuexi", NOW)
    setup.add_house(config, "山后村爱佑之家", "yuexi", NOW)
    speaking = SpeakingHouse(house, code, keyring.load(config.keys).sealing_public)
    assert requests.post(url + enrol_codec.PATH, speaking.request(), headers=CBOR).ok
    bodies = [batch.encode([speaking.day(number)]) for number in range(1, 21)]
    for body in [*bodies, bodies[-1]]:
        assert requests.post(url + batch.PATH, body, headers=CBOR).ok
    wrong = batch.encode([speaking.day(20, present=3), speaking.letter(21, "nonsense", {})])
    assert requests.post(url + batch.PATH, wrong, headers=CBOR).ok
    guess(url)
    told = [read(requests.get(f"{url}/metrics").text) for _ in range(4)]
    for metrics in told:
        assert value(metrics, "aiyou_envelopes_total", kind="day", outcome="accepted") == 20
        assert value(metrics, "aiyou_envelopes_total", kind="day", outcome="duplicate") == 1
        assert value(metrics, "aiyou_envelopes_total", kind="day", outcome="refused") == 1
        assert value(metrics, "aiyou_envelopes_total", kind="other", outcome="accepted") == 1
        posted = {"endpoint": "wire.envelopes", "method": "POST", "status": "2xx"}
        assert value(metrics, "aiyou_requests_total", **posted) == 22
        assert value(metrics, "aiyou_request_seconds_count", endpoint="wire.envelopes") == 22
        assert value(metrics, "aiyou_answer_bytes_sum", endpoint="wire.envelopes") > 22 * 64
        assert value(metrics, "aiyou_sign_in_failures_total") == 1
        assert value(metrics, "aiyou_up") == value(metrics, "aiyou_database_open") == 1
        assert value(metrics, "aiyou_houses", state="waiting") == 1
        assert value(metrics, "aiyou_houses", state="well") == 1
        assert value(metrics, "aiyou_houses_heard_ratio") == 1
        assert value(metrics, "aiyou_envelopes_set_aside") == 1
        assert value(metrics, "aiyou_database_bytes") > 10_000
        assert value(metrics, "aiyou_disk_free_bytes") > 0
    assert told[0].keys() <= told[3].keys()


def guess(url: str) -> None:
    browser = requests.Session()
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(f"{url}/sign-in").text)
    assert token
    fields = {"csrf_token": token[1], "name": "lin", "password": "a wrong guess"}
    assert browser.post(f"{url}/sign-in", fields).status_code == 401


def test_no_house_and_no_person_is_named(office: Office) -> None:
    house = office.enrolled_house(name="新民村爱佑之家")
    office.send(house.day(1))
    office.app.test_client().get("/houses/" + house.house)
    text = office.app.test_client().get("/metrics").text
    for name in (house.house, house.code, "新民村", "lin", "yuexi", PASSWORD):
        assert not re.search(rf"\b{re.escape(name)}\b", text)
    assert value(read(text), "aiyou_houses", state="well") == 1


def test_whoever_asks_oddly_chooses_no_name_of_ours(small_office: Office) -> None:
    client = small_office.app.test_client()
    client.open("/no/such/page", method="BREW")
    text = client.get("/metrics").text
    assert "BREW" not in text and "such" not in text
    odd = {"endpoint": "none", "method": "other", "status": "4xx"}
    assert value(read(text), "aiyou_requests_total", **odd) >= 1


def test_it_is_never_public(small_office: Office, tmp_path: Path) -> None:
    client = small_office.app.test_client()
    for environ, headers in (
        ({"REMOTE_ADDR": "8.8.8.8"}, {}),
        ({}, {"X-Forwarded-For": "8.8.8.8"}),
    ):
        refused = client.get("/metrics", environ_base=environ, headers=headers)
        assert refused.status_code == 403
        assert "aiyou_" not in refused.text
    assert client.get("/metrics").status_code == 200


def test_a_database_that_is_away_is_told_as_that(small_office: Office) -> None:
    small_office.hq.database.is_open = False
    told = read(small_office.app.test_client().get("/metrics").text)
    assert value(told, "aiyou_up") == value(told, "aiyou_database_open") == 0
    assert ("aiyou_up", frozenset()) in told
    assert ("aiyou_database_bytes", frozenset()) not in told
