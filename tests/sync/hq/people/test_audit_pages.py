import re
from collections.abc import Callable

import pytest

from sync.hq.people import audit
from sync.hq.people.audit import Action
from tests.sync.hq.cast import Clock, Office, Visit

Begin = Callable[..., Visit]


def rows(page: str) -> list[str]:
    return re.findall(r'<th scope="row" role="rowheader">([^<]*)</th>', page)


def test_it_is_asked_who_did_what_since_when(
    visit: Begin, small_office: Office, clock: Clock
) -> None:
    with small_office.hq.database.transaction() as connection:
        audit.note(connection, clock(), "wang", Action.ADDED_HOUSE, "yudu-0001")
        clock.forward(days=2)
        audit.note(connection, clock(), "wang", Action.GAVE_CODE, "yudu-0001")
    lin = visit()
    assert rows(lin.get("/audit")) == ["lin", "wang", "wang"]
    assert rows(lin.get("/audit?who=Wang")) == ["wang", "wang"]
    assert rows(lin.get("/audit?who=wang&what=gave_code")) == ["wang"]
    assert rows(lin.get("/audit?since=2026-11-25&who=wang")) == ["wang"]
    assert rows(lin.get("/audit?since=2026-11-24&who=wang")) == ["wang", "wang"]
    assert rows(lin.get("/audit?since=never&what=nothing")) == ["lin", "wang", "wang"]
    page = lin.get("/audit?who=nobody")
    assert "Nothing fits what was asked for." in page
    assert '<option value="lin">' in page


def test_pages_of_what_was_asked_for_go_on_with_it(
    visit: Begin, small_office: Office, clock: Clock
) -> None:
    with small_office.hq.database.transaction() as connection:
        for number in range(203):
            audit.note(connection, clock(), "wang", Action.ADDED_HOUSE, f"yudu-{number:04d}")
            audit.note(connection, clock(), "chen", Action.SIGNED_IN)
    lin, path, seen = visit(), "/audit?who=wang", []
    while path:
        page = lin.get(path)
        seen += re.findall(r"<small>(yudu-\d+)</small>", page)
        assert set(rows(page)) == {"wang"}
        later = re.search(r'href="(\?[^"]*before=\d+[^"]*)">Earlier', page)
        path = f"/audit{later[1]}".replace("&amp;", "&") if later else ""
    assert seen == [f"yudu-{number:04d}" for number in reversed(range(203))]
    assert 'href="?who=wang">The latest' in page


@pytest.mark.parametrize("role", ["supervisor", "expert", "reader"])
def test_only_administrators_read_it(visit: Begin, role: str) -> None:
    visit("wang", role, "yudu" if role == "supervisor" else None).get("/audit", 403)
