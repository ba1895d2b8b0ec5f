import ast
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import sync.hq
from sync.hq import words
from sync.hq.register import houses
from sync.hq.store import schema
from sync.month_summary import Answers
from tests.sync.hq.cast import PASSWORD, TODAY, Clock, Office, Visit

Begin = Callable[..., Visit]
ROOM = Path(sync.hq.__file__).parent


def test_nobody_sees_a_house_without_signing_in(visit: Begin, small_office: Office) -> None:
    house = small_office.enrolled_house()
    stranger = visit(None)
    for path in ("/", f"/houses/{house.house}", "/houses/add", "/accounts"):
        page = stranger.get(path)
        assert "Sign in" in page
        assert "新民村" not in page


def test_name_and_password_must_belong_together(visit: Begin) -> None:
    stranger = visit(None)
    for name in ("lin", "nobody"):
        page = stranger.post("/sign-in", 401, name=name, password="something else")
        assert "do not belong together" in page
    assert "No house yet" in stranger.post("/sign-in", name="LIN", password=PASSWORD)


def test_guessing_passwords_is_slowed_down(visit: Begin) -> None:
    stranger = visit(None)
    for _ in range(10):
        stranger.post("/sign-in", 401, name="lin", password="guess")
    page = stranger.post("/sign-in", 429, name="lin", password=PASSWORD)
    assert "Too many tries" in page


def test_signing_out_ends_it(visit: Begin) -> None:
    lin = visit()
    assert "Sign in" in lin.post("/sign-out")
    assert "Sign in" in lin.get("/accounts")


def test_after_signing_in_only_a_page_of_ours_opens(visit: Begin) -> None:
    stranger = visit(None)
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"):
        response = stranger.client.get("/sign-in", query_string={"next": elsewhere})
        token = re.search(r'csrf_token" value="([^"]+)"', response.text)
        data = {"name": "lin", "password": PASSWORD, "csrf_token": token and token.group(1)}
        response = stranger.client.post("/sign-in", query_string={"next": elsewhere}, data=data)
        assert response.headers["Location"] == "/"
        stranger.client.delete_cookie("aiyou_hq")


def test_the_map_leads_to_each_county_that_has_houses(visit: Begin, small_office: Office) -> None:
    small_office.new_house("yudu", "花桥村爱佑之家")
    assert 'class="card atlas"' not in visit().get("/")  # one county is no map
    small_office.new_house("yuexi", "新民村爱佑之家")
    small_office.new_house("yuexi", "大瑞村爱佑之家")
    page = visit().get("/")
    assert "Yuexi, Liangshan, 2 houses" in page
    assert 'href="/?place=yudu"' in page
    assert 'class="card atlas"' not in visit().get("/?place=yuexi")


def test_the_list_shows_silent_houses_first_and_says_so(
    visit: Begin, small_office: Office, clock: Clock
) -> None:
    quiet = small_office.enrolled_house("yudu", "花桥村爱佑之家")
    small_office.send(quiet.day(1, present=17))
    clock.forward(days=4)
    lively = small_office.enrolled_house("yuexi", "新民村爱佑之家")
    small_office.send(lively.day(1, TODAY + timedelta(days=4), present=23))
    small_office.new_house("taihu", "北中村爱佑之家")
    page = visit().get("/")
    order = [page.index(name) for name in ("花桥村", "北中村", "新民村")]
    assert order == sorted(order)
    assert re.search(r'badge silent">.*?Silent</span>', page, re.DOTALL)
    assert "4 days ago" in page
    assert "2026-11-24 17:00" in page
    assert re.search(r"<strong>23</strong>\s*<small>today</small>", page)
    assert re.search(r"<strong>17</strong>\s*<small>Nov 24</small>", page)


def test_every_reason_for_setting_aside_is_translated() -> None:
    given = set()
    for room in (
        "cbor.py",
        "signature.py",
        "envelope.py",
        "summary.py",
        "keys/key_change.py",
        "anew/again.py",
        "hq/receive/judge.py",
        "hq/register/house_keys.py",
    ):
        for node in ast.walk(ast.parse((ROOM.parent / room).read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "BadEnvelope":
                assert isinstance(node.args[0], ast.Constant), f"{room}:{node.lineno}"
                given.add(node.args[0].value)
    assert given - {str(reason) for reason in words.REASONS} == set()


def test_empty_pages_say_what_comes_next(visit: Begin, small_office: Office) -> None:
    lin = visit()
    assert "No house yet" in lin.get("/")
    waiting = small_office.new_house()
    assert "not connected yet" in lin.get(f"/houses/{waiting.house}")
    enrolled = small_office.enrolled_house()
    assert "nothing told yet" in lin.get(f"/houses/{enrolled.house}")
    assert "No house here yet" in lin.get("/?place=litang")
    assert "No house fits" in lin.get("/?name=nowhere")


def test_where_every_house_is_retired_the_list_can_be_searched_still_and_takes_new_ones(
    visit: Begin, small_office: Office
) -> None:
    lin, house = visit(), small_office.enrolled_house()
    lin.post(f"/houses/{house.house}/retire", day=TODAY.isoformat(), why="并入新民村")
    page = lin.get("/")
    assert house.house in page
    assert all(part in page for part in ('name="state"', "Add a house", "Figures of any period"))
    assert "No house fits" in lin.get("/?state=silent")


def test_a_supervisor_sees_only_the_countys_houses(visit: Begin, small_office: Office) -> None:
    mine = small_office.enrolled_house("yudu", "花桥村爱佑之家")
    other = small_office.enrolled_house("yuexi", "新民村爱佑之家")
    small_office.send(other.day(1))
    wang = visit("wang", "supervisor", "yudu")
    for path in ("/", "/?place=yuexi"):
        page = wang.get(path)
        assert "花桥村" in page
        assert "新民村" not in page
    wang.get(f"/houses/{mine.house}")
    assert "There is no such page" in wang.get(f"/houses/{other.house}", 404)


def test_an_administrator_adds_an_account_that_works(visit: Begin) -> None:
    lin = visit()
    lin.get("/accounts")
    new = {"name": "Chen", "password": "quiet mountain tea", "role": "supervisor"}
    assert "needs a county" in lin.post("/accounts", 400, **new)
    assert "chen can sign in" in lin.post("/accounts", **new, county="litang").lower()
    assert "already an account" in lin.post("/accounts", 400, **new, county="litang")
    chen = visit(None)
    chen.post("/sign-in", name="chen", password=new["password"])
    assert "Litang" in visit().get("/accounts")


def test_a_form_without_its_token_is_refused_with_a_page(visit: Begin) -> None:
    lin = visit()
    lin.page = ""
    assert "This form has expired" in lin.post("/houses/add", 400, name="x", county="yudu")


def test_an_account_that_is_gone_is_signed_out(visit: Begin, small_office: Office) -> None:
    wang = visit("wang", "reader")
    with small_office.hq.database.transaction() as connection:
        connection.execute(schema.sessions.delete().where(schema.sessions.c.account == "wang"))
        connection.execute(schema.accounts.delete().where(schema.accounts.c.name == "wang"))
    assert "Sign in" in wang.get("/")


def test_a_failure_is_a_page_and_not_a_traceback(visit: Begin, small_office: Office) -> None:
    lin = visit()
    with small_office.hq.database.transaction() as connection:
        connection.exec_driver_sql("ALTER TABLE place_days RENAME TO away")
    page = lin.get("/", 500)
    assert "Something went wrong here" in page
    assert "Traceback" not in page


def test_a_database_that_goes_away_is_a_page_too(visit: Begin, small_office: Office) -> None:
    lin = visit()
    with small_office.hq.database.transaction() as connection:
        connection.exec_driver_sql("ALTER TABLE accounts RENAME TO away")
    assert "Something went wrong here" in lin.get("/", 500)
    assert "Something went wrong here" in lin.get("/nowhere", 500)


def test_what_people_type_is_shown_as_typed(visit: Begin, small_office: Office) -> None:
    small_office.new_house(name="<script>alert(1)</script>")
    page = visit().get("/")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_pages_are_chinese_first_and_english_on_request(visit: Begin, small_office: Office) -> None:
    stranger = Visit(small_office.app.test_client())
    assert "登录" in stranger.get("/sign-in")
    page = stranger.get("/sign-in?language=en")
    assert 'lang="en"' in page
    assert "Sign in" in stranger.get("/sign-in")


def test_health_is_told_to_anybody_and_holds_no_secret(small_office: Office) -> None:
    response = small_office.app.test_client().get("/healthz")
    assert (response.json["ok"], response.json["database"]) == (True, "open")
    assert small_office.hq.ring.sealing_public.hex() not in response.text


def test_browsers_are_told_to_keep_nothing_and_to_run_nothing_foreign(visit: Begin) -> None:
    headers = visit().client.get("/").headers
    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_list_sums_up_the_last_month(visit: Begin, small_office: Office) -> None:
    told = {"moods": Answers((5, 10, 15)), "home_visits": 3}
    for number in range(10):
        house = small_office.enrolled_house("yuexi", f"{number}村爱佑之家")
        small_office.send(house.month(1, **told))
    small_office.send(small_office.enrolled_house("yudu", "花桥村爱佑之家").month(1))
    lin = visit()
    page = " ".join(re.sub("<[^>]+>", " ", lin.get("/")).split())
    assert "Oct 2026 told by 11 houses" in page
    assert "Home visits 30" in page
    assert "low 0 % middle 33 % high 67 % about, from 10 houses" in page
    page = " ".join(re.sub("<[^>]+>", " ", lin.get("/?place=yudu")).split())
    assert "told by 1 house" in page
    assert "days of" not in page
    assert "How children felt told by too few houses" in page
    for name in ("上坝", "下坝"):
        small_office.send(small_office.enrolled_house("yudu", name).day(1, date(2026, 10, 9)))
    page = " ".join(re.sub("<[^>]+>", " ", lin.get("/?place=yudu")).split())
    assert "told by 1 house" in page
    assert "days of 3 houses" in page


def test_two_cards_of_one_house_are_shown_until_it_is_connected_anew(
    visit: Begin, small_office: Office
) -> None:
    house, lin = small_office.enrolled_house(), visit()
    small_office.send(house.day(1, present=21))
    assert "Two cards" not in lin.get("/")
    small_office.send(house.day(1, present=22))
    assert "Two cards" in lin.get("/")
    assert "Two cards speak as this house, since" in lin.get(f"/houses/{house.house}")
    with small_office.hq.database.transaction() as connection:
        house.code = houses.give_code(connection, house.house, small_office.hq.clock())
    small_office.post("/v1/enrol", house.request())
    assert "Two cards" not in lin.get("/") + lin.get(f"/houses/{house.house}")


def test_a_day_on_which_nobody_came_is_read_out_as_one_and_not_as_untold(
    visit: Begin, small_office: Office
) -> None:
    house = small_office.enrolled_house()
    small_office.send(house.day(1, TODAY, 0), house.day(2, TODAY - timedelta(days=2), 12))
    counts = ", ".join(["–"] * 11 + ["12", "–", "0"])
    assert f'oldest first: {counts}"' in visit().get("/")


def test_a_page_behind_the_last_one_is_the_last_one(visit: Begin, small_office: Office) -> None:
    small_office.enrolled_house()
    lin = visit()
    assert "新民村爱佑之家" in lin.get("/?page=2&state=well")
    assert "No house" not in lin.page
    assert "新民村爱佑之家" in lin.get("/places/yuexi?page=2&period=2026-11")
