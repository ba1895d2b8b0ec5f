import re
from collections.abc import Callable

import pytest

from tests.sync.hq.cast import Office, Visit

Begin = Callable[..., Visit]


def test_an_administrator_adds_a_house_and_sees_its_code_once(
    visit: Begin, small_office: Office
) -> None:
    lin = visit()
    lin.get("/houses/add")
    page = lin.post("/houses/add", name="大瑞村爱佑之家", county="yuexi")
    code = re.search(r'class="code"[^>]*>([0-9A-Z-]{14})<', page)
    assert code
    assert "yuexi-0001" in page
    assert code.group(1) not in lin.get("/houses/yuexi-0001")
    assert code.group(1) not in lin.get("/houses/yuexi-0001/code")
    house = small_office.new_house()
    assert house.house == "yuexi-0002"
    house.code = code.group(1)
    assert small_office.post("/v1/enrol", house.request()).status_code == 200


def test_mistakes_in_the_form_keep_what_was_typed(visit: Begin) -> None:
    lin = visit(language="zh_Hans")
    lin.get("/houses/add")
    page = lin.post("/houses/add", 400, name="大瑞村爱佑之家", county="")
    assert "请选择县。" in page
    assert 'value="大瑞村爱佑之家"' in page


@pytest.mark.parametrize("role", ["supervisor", "expert", "reader"])
def test_only_administrators_add(visit: Begin, small_office: Office, role: str) -> None:
    house = small_office.new_house("yudu")
    other = visit("wang", role, "yudu" if role == "supervisor" else None)
    assert "Add a house" not in other.get("/")
    for path in ("/houses/add", "/accounts"):
        assert "not open to you" in other.get(path, 403)
    other.get("/")
    for path in ("/houses/add", "/accounts", f"/houses/{house.house}/code"):
        other.post(path, 403, name="x", county="yudu")
