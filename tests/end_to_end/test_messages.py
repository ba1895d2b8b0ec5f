"""Messages between a house and headquarters, through nothing but real parts."""

from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from sync import enrolment, inbox, records
from sync.carrying.step import step
from sync.couriers.http import HttpCourier
from sync.errors import CourierError
from tests.browser import touch_page
from tests.end_to_end.conftest import ADMINISTRATOR, PASSWORD, Village, aiyou
from tests.end_to_end.people import Counselor
from tests.end_to_end.test_a_day import AGENT_WITHIN, rows
from tests.processes import wait_for

pytestmark = pytest.mark.browser

TITLE, BODY = "流感季节", "从下周三起，请每天量体温。"
QUESTION = "一个女孩连续一周不说话，怎么办？"
ANSWER = "先陪她做她喜欢的事，不追问。"


def add_accounts(village: Village, tmp_path: Path) -> None:
    """Let headquarters have an expert and a reader beside its administrator."""
    password = tmp_path / "password"
    password.write_text(PASSWORD)
    for name, role in (("chen", "expert"), ("wang", "reader")):
        more = ("--role", role, "--password-file", str(password), "--data", str(village.hq))
        aiyou("hq", "account", "add", name, *more)


def sign_in(page: Page, village: Village, name: str, path: str = "") -> int:
    """Sign in at headquarters, go to a page, and tell how it answered."""
    # A cookie taken away comes back with what is still loading; a session that ended does not.
    sign_out = page.locator("form[action$=sign-out] button")
    if sign_out.count():
        with page.expect_navigation():
            sign_out.tap()
    page.goto(f"{village.hq_address}/sign-in")
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.locator("main button").first.tap()
    answer = page.goto(f"{village.hq_address}/{path}")
    assert answer
    return answer.status


def announce(page: Page, village: Village, title: str = TITLE) -> None:
    assert sign_in(page, village, ADMINISTRATOR, "messages/write") == 200
    page.locator("input[name=title]").fill(title)
    page.locator("textarea[name=body]").fill(BODY)
    page.locator("main button.main").tap()
    page.get_by_text("已发出").wait_for()


def everything_on_the_card(house: Path) -> bytes:
    return b"".join(path.read_bytes() for path in house.rglob("*") if path.is_file())


def test_an_announcement_comes_and_a_question_is_answered_to_its_house_alone(
    enrolled: Village, counselor: Counselor, browser: Browser, tmp_path: Path
) -> None:
    house_db, hq_db = enrolled.house / "house.db", enrolled.hq / "hq.db"
    add_accounts(enrolled, tmp_path)
    with enrolled.run_house(), enrolled.run_headquarters(), touch_page(browser) as page:
        counselor.set_house_up()
        wait_for("the house asks", AGENT_WITHIN, lambda: rows(hq_db, "SELECT has FROM heard"))
        announce(page, enrolled)
        counselor.asks_headquarters()
        wait_for("it comes", AGENT_WITHIN, lambda: TITLE in counselor.reads("messages"), every=0.3)
        assert "有 1 条消息没看" in counselor.reads()
        wait_for(
            "headquarters knows",
            AGENT_WITHIN,
            lambda: rows(hq_db, "SELECT has FROM heard WHERE has = 2"),
        )
        sign_in(page, enrolled, ADMINISTRATOR, "messages")
        assert "1 家中 1 家已收到" in page.locator("main").inner_text()

        counselor.asks_the_experts(QUESTION)
        wait_for("it arrives", AGENT_WITHIN, lambda: rows(hq_db, "SELECT * FROM questions"))
        ((tag,),) = rows(hq_db, "SELECT tag FROM questions")
        for name in (ADMINISTRATOR, "wang"):
            for path in ("questions", f"questions/{tag}"):
                assert sign_in(page, enrolled, name, path) == 403
                assert QUESTION not in page.content()
        assert QUESTION.encode() not in everything_on_the_card(enrolled.hq)

        assert sign_in(page, enrolled, "chen", "questions") == 200
        page.get_by_text(QUESTION).wait_for()
        page.locator("main .button.main").first.tap()
        page.locator("textarea").fill(ANSWER)
        page.locator("main button.main").tap()
        page.get_by_text("已回答").wait_for()

        counselor.asks_headquarters()
        counselor.lock()
        arrived = "SELECT * FROM inbox WHERE kind = 'reply'"
        wait_for("the answer comes", AGENT_WITHIN, lambda: rows(house_db, arrived))
        counselor.page.goto(f"{counselor.address}/counselor/messages")
        assert ANSWER not in counselor.page.content()
        counselor.unlock()
        counselor.opens_the_latest_case()
        assert ANSWER in counselor.page.locator("main").inner_text()
    for place in (enrolled.house, enrolled.hq):
        for said in (QUESTION, ANSWER):
            assert said.encode() not in everything_on_the_card(place), place


def test_an_answer_lost_or_said_twice_brings_each_message_once(
    enrolled: Village, browser: Browser
) -> None:
    titles = [f"{TITLE}{number}" for number in range(3)]
    with enrolled.run_headquarters(), touch_page(browser) as page:
        for title in titles:
            announce(page, enrolled, title)
        with closing(records.open_database(enrolled.house / "house.db")) as db:
            known = enrolment.known(db)
            assert known
            courier, said = HttpCourier(known.hq_url), []

            def lose(envelopes: list[bytes]) -> bytes:
                said.append(courier.carry(envelopes))
                raise CourierError("The answer was lost.")

            inbox.ask(db, known.enrolled_at)
            for _ in range(3):
                assert step(db, lose).trouble == "The answer was lost."
            assert inbox.has(db) == 0
            for carry in (courier.carry, lambda _: said[0], courier.carry):
                step(db, carry)
            assert [one.content["t"] for one in inbox.came(db, ["announcement"])] == titles[::-1]
    assert rows(enrolled.hq / "hq.db", "SELECT has FROM heard") == [(4,)]
    assert len(rows(enrolled.hq / "hq.db", "SELECT * FROM deliveries")) == 4
