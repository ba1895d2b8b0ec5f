import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from click.testing import CliRunner

from sync import enrol_codec
from sync.hq.app import create_app
from sync.hq.cli import hq
from sync.hq.config import HqConfig
from sync.hq.people import audit
from sync.hq.people.audit import Action
from sync.hq.register import counties
from tests.sync.hq.cast import PASSWORD, Clock, Office, SpeakingHouse, Visit

Begin = Callable[..., Visit]
FOREIGN = {"HTTP_HOST": "evil.example", "HTTP_X_FORWARDED_HOST": "evil.example"}


def sheet_asked_from_elsewhere(config: HqConfig, clock: Clock) -> str:
    """Make a code of a house as somebody does whose requests name another host."""
    app = create_app(config, clock)
    house = Office(app, "", config).new_house()
    answer = app.wsgi_app
    app.wsgi_app = lambda environ, start: answer({**environ, **FOREIGN}, start)
    visit = Visit(app.test_client())
    visit.get("/sign-in?language=en")
    visit.post("/sign-in", name="lin", password=PASSWORD)
    page = visit.post(f"/houses/{house.house}/code")
    app.extensions["headquarters"].database.close()
    return page


@pytest.mark.parametrize("proxies", [0, 1])
def test_the_address_on_a_sheet_is_the_one_that_is_set(
    config: HqConfig, clock: Clock, proxies: int
) -> None:
    page = sheet_asked_from_elsewhere(replace(config, proxies=proxies), clock)
    assert "<dd>https://hq.example.org</dd>" in page
    assert "evil.example" not in page
    assert "<svg" in page[page.index('class="qr"') :]


@pytest.mark.parametrize("proxies", [0, 1])
def test_without_one_the_sheet_holds_the_code_alone_and_says_why(
    config: HqConfig, clock: Clock, proxies: int
) -> None:
    page = sheet_asked_from_elsewhere(replace(config, address=None, proxies=proxies), clock)
    assert re.search(r'class="code"[^>]*>[0-9A-Z-]{14}<', page)
    assert "AIYOU_HQ_ADDRESS" in page
    assert 'class="qr"' not in page
    assert "evil.example" not in page


def test_whoever_scans_the_picture_with_a_phone_is_told_what_it_is(visit: Begin) -> None:
    assert "connects a house to headquarters" in visit(None).get("/e")


def test_a_house_page_says_how_long_its_code_holds(
    visit: Begin, small_office: Office, clock: Clock
) -> None:
    house, lin = small_office.new_house(), visit()
    path = f"/houses/{house.house}"
    assert "valid until 2026-12-08 17:00" in lin.get(path)
    clock.forward(days=15)
    lin = visit()
    assert "ran out on 2026-12-08 17:00" in lin.get(path)
    assert "2026-12-23 17:00" in lin.post(f"{path}/code")


def test_the_command_takes_the_address_that_is_set(
    small_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = small_office.new_house().house
    words = ["house", "code", house, "--data", str(small_office.config.data)]
    assert "#" not in CliRunner().invoke(hq, words).output
    monkeypatch.setenv("AIYOU_HQ_ADDRESS", "https://hq.example.org")
    assert "\nhttps://hq.example.org/e#" in CliRunner().invoke(hq, words).output
    other = CliRunner().invoke(hq, [*words, "--url", "https://other.example"])
    assert "\nhttps://other.example/e#" in other.output


def test_a_code_of_the_command_is_noted_as_those_of_the_pages_are(small_office: Office) -> None:
    house = small_office.new_house().house
    words = ["house", "code", house, "--data", str(small_office.config.data)]
    assert CliRunner().invoke(hq, words).exit_code == 0
    with small_office.hq.database.reading() as connection:
        ((_, noted),) = audit.latest(connection, 1)
    assert (noted.who, noted.action, noted.subject) == ("aiyou hq", Action.GAVE_CODE, house)


def test_a_county_gets_a_sheet_for_each_house_that_waits(
    visit: Begin, small_office: Office
) -> None:
    lin = visit()
    lin.get("/register/import")
    page = lin.post("/register/import", program="yes", sure="yes")
    assert page.count('name="county"') == len(counties.counties())
    assert "Make 20 codes" in page
    page = lin.post("/register/codes", county="zhenxiong")
    codes = re.findall(r'class="code"[^>]*>([0-9A-Z-]{14})<', page)
    assert (len(codes), len(set(codes)), page.count('class="qr"')) == (20, 20, 20)
    assert "镇雄县20号爱佑之家" in page
    house = SpeakingHouse("zhenxiong-0003", codes[2], small_office.hq.ring.sealing_public)
    assert small_office.post(enrol_codec.PATH, house.request()).status_code == 200
    page = lin.get("/register/codes")
    assert "Make all anew" in page
    assert codes[0] not in page


@pytest.mark.parametrize("county", ["", "nowhere", "yudu"])
def test_a_county_without_such_houses_gets_none(
    visit: Begin, small_office: Office, county: str
) -> None:
    small_office.enrolled_house("yudu")
    lin = visit()
    assert "No house waits for a code" in lin.get("/register/codes")
    lin.get("/houses/add")
    assert "No house waits for a code" in lin.post("/register/codes", county=county)
