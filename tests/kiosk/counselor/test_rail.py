import pytest
from flask.testing import FlaskClient

from kiosk.counselor.rail import ENTRIES, entry_of
from kiosk.counselor.views import OPEN_PAGES, SEALED_PAGES
from kiosk.domain.children import Child
from kiosk.house import House

IN_FRONT = {"setup", "unlock", "lock", "awake"}


def test_every_page_belongs_to_an_entry_and_every_entry_to_itself() -> None:
    pages = {page.rpartition(".")[2] for _, _, page in (*OPEN_PAGES, *SEALED_PAGES)}
    assert {page for page in pages - IN_FRONT if not entry_of(f"counselor.{page}")} == set()
    assert {entry: entry_of(f"counselor.{entry}") for entry in ENTRIES} == {
        entry: entry for entry in ENTRIES
    }
    assert entry_of("child.who") == ""


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("/plans/new", "今天"),
        ("/messages/ask", "今天"),
        ("/children/{child}/cases/note", "孩子"),
        ("/house-month/2026-11", "登记表"),
        ("/register/2026-11-23/paper", "登记表"),
        ("/days", "日志"),
        ("/open", "维护"),
        ("/audit", "维护"),
        ("/help/talk", "帮助"),
        ("/calls", "孩子受伤害"),
    ],
)
def test_the_rail_shows_where_she_is(
    client: FlaskClient, unlocked: House, panda: Child, path: str, entry: str
) -> None:
    page = client.get("/counselor" + path.format(child=panda.id)).text
    first = page.index('aria-current="page"')
    assert first < page.index("<main>") and f"<span>{entry}</span>" in page[first : first + 900]
