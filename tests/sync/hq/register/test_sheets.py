import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from click.testing import CliRunner

from sync.hq.app import create_app
from sync.hq.cli import hq
from sync.hq.config import HqConfig
from tests.sync.hq.cast import PASSWORD, Clock, Office, Visit

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
