import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from kiosk import keyholders
from kiosk.domain.children import Child
from kiosk.house import House
from tests.kiosk.counselor.panel import audited, post
from tests.sync.paper.test_printing import read_pdf

PAGES = [
    ("/register/2026-11", "register-2026-11", "exported register"),
    ("/house-month/2026-11", "house-month-2026-11", "exported the house's month"),
]


@pytest.mark.parametrize(("page", "name", "action"), PAGES)
def test_a_file_goes_onto_the_stick(
    client: FlaskClient,
    unlocked: House,
    panda: Child,
    stick: Path,
    page: str,
    name: str,
    action: str,
) -> None:
    assert "U 盘“red”" in client.get(f"/counselor{page}").text
    for kind in ("xlsx", "csv", "pdf"):
        answer = post(client, f"{page}.{kind}", stick=str(stick))
        assert answer.location == f"/counselor{page}"
    files = sorted(file.name for file in stick.iterdir())
    assert files == [f"{name}.{kind}" for kind in ("csv", "pdf", "xlsx")]
    assert load_workbook(stick / f"{name}.xlsx").active.max_row > 1
    assert (stick / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "2026" in read_pdf("pdftotext", (stick / f"{name}.pdf").read_bytes(), "-")
    assert audited(unlocked).count((action, "2026-11")) == 3
    assert f"{name}.pdf 已存到 U 盘" in client.get(f"/counselor{page}").text


@pytest.mark.parametrize("named", ["red", "../red", "/etc", ""])
def test_only_a_stick_that_is_in_is_written_to(
    client: FlaskClient, unlocked: House, stick: Path, named: str
) -> None:
    post(client, "/register/2026-11.csv", stick=named)
    assert "已经拔掉了" in client.get("/counselor/register/2026-11").text
    assert not list(stick.iterdir())


def test_a_stick_that_takes_nothing_is_one_sentence(
    client: FlaskClient, unlocked: House, stick: Path
) -> None:
    (stick / ".register-2026-11.csv.part").mkdir()
    post(client, "/register/2026-11.csv", stick=str(stick))
    assert "无法写入这个 U 盘" in client.get("/counselor/register/2026-11").text


def test_of_two_sticks_with_one_name_the_chosen_one_is_written_to(
    client: FlaskClient, unlocked: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sticks = [tmp_path / one / "red" for one in ("first", "second")]
    for stick in sticks:
        stick.mkdir(parents=True)
    monkeypatch.setattr(keyholders, "sticks", lambda _house: sticks)
    offered = re.findall(
        r'name="stick" value="([^"]+)"', client.get("/counselor/register/2026-11").text
    )
    assert offered == [str(stick) for stick in sticks]
    for number, chosen in enumerate(offered, 1):
        post(client, "/register/2026-11.csv", stick=chosen)
        assert [len(list(stick.iterdir())) for stick in sticks] == [1, number - 1]


def test_without_a_stick_the_page_says_what_to_do(client: FlaskClient, unlocked: House) -> None:
    assert "请插上 U 盘" in client.get("/counselor/register/2026-11").text
