"""The whole main job: from a child's tap to headquarters, through nothing but real parts."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page

from sync import batch
from tests.end_to_end.conftest import ADMINISTRATOR, PASSWORD, Village
from tests.end_to_end.people import GUARDIAN, LEGAL_NAME, PHONE, ChildAtScreen, Counselor
from tests.processes import wait_for

pytestmark = pytest.mark.browser

MOST_TAPS = 4
AGENT_WITHIN = 15


def rows(database: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        return db.execute(question).fetchall()


def everything(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Read all that a database holds, table by table.

    But for how often it tried to reach a headquarters that is off: that goes on meanwhile.
    """
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name != 'wire' ORDER BY name"
    tables = rows(database, query)
    return {
        str(name): sorted(rows(database, f"SELECT * FROM {name}"), key=repr) for (name,) in tables
    }


def play_and_come_back(child: ChildAtScreen) -> None:
    child.tap(".play", "/playing")
    child.page.wait_for_url("**/thanks", timeout=60_000)


def test_a_day_from_a_childs_tap_to_headquarters(
    enrolled: Village, counselor: Counselor, child: ChildAtScreen, screen: Page
) -> None:
    house_db, hq_db = enrolled.house / "house.db", enrolled.hq / "hq.db"
    with enrolled.run_house(), enrolled.run_headquarters():
        counselor.set_house_up()
        counselor.add_child("小竹", agrees="yes")
        counselor.lock()

        child.finds_the_screen_asleep()
        child.comes("小竹")
        child.tap("button.mood[value=low]", "/thanks")
        play_and_come_back(child)
        assert child.taps <= MOST_TAPS
        answers = rows(house_db, 'SELECT skill, "right" FROM plays')
        assert answers
        assert set(answers) == {("memory", 1)}
        child.tap("form[action='/home'] button", "/fetch")
        child.tap(".fetcher", "/today")
        child.tap("button.mood[value=high]", "/bye?*")

        counselor.unlock()
        today = counselor.reads()
        assert "小竹" in today
        assert "有点难过" in today
        counselor.close_the_day()
        wait_for("the summary arrives", AGENT_WITHIN, lambda: rows(hq_db, "SELECT * FROM days"))
        wait_for(
            "it is known", AGENT_WITHIN, lambda: "总部已收到" in counselor.reads("days"), every=0.3
        )

        ((present, newcomers),) = rows(hq_db, "SELECT present, newcomers FROM days")
        assert (present, newcomers) == (1, 1)
        assert "大坪村爱佑之家" in headquarters_reads(screen, enrolled)

        before = everything(hq_db)
        assert enrolled.send()["sent"] == 0
        bring_again(enrolled)
        after = everything(hq_db)
        assert [one[4] for one in after["envelopes"]].count("day") == 1
        for table in ("envelopes", "days", "epochs", "quarantine"):
            assert after[table] == before[table]


def headquarters_reads(screen: Page, village: Village) -> str:
    """Sign in at headquarters and read the list of houses."""
    screen.goto(village.hq_address)
    screen.locator("input[name=name]").fill(ADMINISTRATOR)
    screen.locator("input[name=password]").fill(PASSWORD)
    with screen.expect_navigation():
        screen.locator("main button").first.tap()
    return screen.locator("main").inner_text()


def bring_again(village: Village) -> None:
    """Bring the very bytes that headquarters has already, as a courier that doubts would."""
    letters = [bytes(one) for (one,) in rows(village.hq / "hq.db", "SELECT envelope FROM letters")]
    answer = requests.post(
        village.hq_address + batch.PATH,
        data=batch.encode(letters),
        headers={"Content-Type": "application/cbor"},
        timeout=10,
    )
    assert answer.status_code == 200


def test_what_waits_is_shown_and_arrives_by_itself_when_headquarters_is_back(
    enrolled: Village, counselor: Counselor, child: ChildAtScreen
) -> None:
    with enrolled.run_house():
        counselor.set_house_up()
        counselor.add_child("小竹", agrees="yes")
        counselor.lock()
        child.finds_the_screen_asleep()
        child.comes("小竹")
        child.tap(".skip", "/thanks")
        child.tap("form[action='/home'] button", "/fetch")
        child.tap(".fetcher", "/today")
        child.tap(".skip", "/bye?*")
        counselor.unlock()
        counselor.close_the_day()
        assert "有 1 份报告等待发送" in counselor.reads()
        assert rows(enrolled.hq / "hq.db", "SELECT * FROM days") == []
        with enrolled.run_headquarters():
            wait_for(
                "what waited arrives",
                AGENT_WITHIN,
                lambda: rows(enrolled.hq / "hq.db", "SELECT present FROM days") == [(1,)],
            )
            wait_for(
                "it shows", AGENT_WITHIN, lambda: "没有等待发送" in counselor.reads(), every=0.3
            )


def test_a_guest_and_a_child_without_consent_play_and_leave_nothing(
    enrolled: Village, counselor: Counselor, child: ChildAtScreen
) -> None:
    with enrolled.run_house():
        counselor.set_house_up()
        counselor.add_child("小竹", agrees="no")
        counselor.lock()
        # What an enrolled house says by itself soon after its start, whoever comes.
        asked = "SELECT kind FROM outbox"
        wait_for("its first question", 20, lambda: rows(enrolled.house / "house.db", asked))
        before = everything(enrolled.house / "house.db")
        for who in (".card.guest", ".card:has-text('小竹')"):
            child.finds_the_screen_asleep()
            child.tap(".wake", "/who")
            child.tap(who, "/thanks")
            play_and_come_back(child)
            child.tap("form[action='/home'] button", "/bye?*")
            assert everything(enrolled.house / "house.db") == before, who


def test_no_file_of_the_house_tells_what_is_sealed(
    enrolled: Village, counselor: Counselor, child: ChildAtScreen
) -> None:
    with enrolled.run_house() as process:
        counselor.set_house_up()
        counselor.add_child("小竹", agrees="yes")
        counselor.lock()
        child.finds_the_screen_asleep()
        child.comes("小竹")
        child.tap("button.mood[value=middle]", "/thanks")
        child.tap("form[action='/talk'] button", "/talk")
        files = [path for path in enrolled.house.rglob("*") if path.is_file()]
        assert {"house.db", "house.db-wal"} <= {path.name for path in files}
        process.kill()
    for path in enrolled.house.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for secret in (LEGAL_NAME, GUARDIAN, PHONE, "middle", "face"):
                assert secret.encode() not in content, (path, secret)
