from collections.abc import Callable
from typing import Any

import pyotp

from sync.directions import ALL_GAMES, Directions
from sync.hq import setup
from sync.hq.answer import consulting, post
from sync.hq.people import audit
from sync.hq.people.audit import THE_COMMAND, Action, Asked
from sync.hq.register.importing import Row
from tests.sync.hq.answer.test_direction_pages import FORM as SETTINGS
from tests.sync.hq.answer.test_training import LESSON
from tests.sync.hq.cast import NOW, PASSWORD, TODAY, Clock, Office, Visit
from tests.sync.hq.people.test_second_pages import shown_secret
from tests.sync.hq.standards.test_pages import FIELDS as STANDARDS

Begin = Callable[..., Visit]


def test_the_latest_come_first_and_older_ones_page_by_page(office: Office, clock: Clock) -> None:
    with office.hq.database.transaction() as connection:
        for number in range(5):
            clock.forward(minutes=1)
            audit.note(connection, clock(), "lin", Action.ADDED_HOUSE, f"house-{number}")
    with office.hq.database.reading() as connection:
        newest = audit.latest(connection, 2)
        older = audit.latest(connection, 3, before=newest[-1][0])
    assert [entry.subject for _, entry in newest] == ["house-4", "house-3"]
    assert [entry.subject for _, entry in older] == ["house-2", "house-1", "house-0"]


def test_what_one_did_of_one_kind_since_a_moment_is_found(office: Office, clock: Clock) -> None:
    deeds = [
        ("lin", Action.ADDED_HOUSE, "yudu-0001"),
        ("wang", Action.ADDED_HOUSE, "yudu-0002"),
        ("lin", Action.SIGNED_IN, ""),
        ("Lin", Action.FAILED_TO_SIGN_IN, ""),
        ("lin", Action.ADDED_HOUSE, "yudu-0003"),
    ]
    with office.hq.database.transaction() as connection:
        for who, action, subject in deeds:
            clock.forward(hours=1)
            audit.note(connection, clock(), who, action, subject)
    now = int(clock().timestamp())

    def found(most: int = 10, before: int | None = None, **asked: Any) -> list[int]:
        with office.hq.database.reading() as connection:
            listed = audit.latest(connection, most, before, Asked(**asked))
        return [(now - entry.at) // 3600 for _, entry in listed]

    assert found(who="Lin") == [0, 1, 2, 4]
    assert found(who="wang", action=Action.ADDED_HOUSE) == [3]
    assert found(action=Action.ADDED_HOUSE) == [0, 3, 4]
    assert found(since=now - 2 * 3600) == [0, 1, 2]
    assert found(since=now + 1) == []
    assert found(who="lin", action=Action.ADDED_HOUSE, since=now - 3 * 3600) == [0]
    assert found(who="nobody") == []
    with office.hq.database.reading() as connection:
        newest = audit.latest(connection, 1, asked=Asked(action=Action.ADDED_HOUSE))[0][0]
    assert found(2, newest, action=Action.ADDED_HOUSE) == [3, 4]


def test_what_is_done_on_the_pages_is_noted(visit: Begin, small_office: Office) -> None:
    lin = visit()
    lin.get("/houses/add")
    lin.post("/houses/add", name="新民村爱佑之家", county="yuexi")
    lin.get("/accounts")
    lin.post("/accounts", name="wang", password="eight green lamps", role="reader")
    visit(None).post("/sign-in", 401, name="wang", password="a guess")
    with small_office.hq.database.reading() as connection:
        noted = [(one.who, one.action, one.subject) for _, one in audit.latest(connection, 5)]
    assert noted == [
        ("wang", Action.FAILED_TO_SIGN_IN, ""),
        ("lin", Action.ADDED_ACCOUNT, "wang"),
        ("lin", Action.GAVE_CODE, "yuexi-0001"),
        ("lin", Action.ADDED_HOUSE, "yuexi-0001"),
        ("lin", Action.SIGNED_IN, ""),
    ]
    assert "yuexi-0001" in lin.get("/audit")


def noted(office: Office, most: int = 1) -> list[tuple[str, Action, str]]:
    """Tell the last deeds that were noted, in their order."""
    with office.hq.database.reading() as connection:
        found = [(one.who, one.action, one.subject) for _, one in audit.latest(connection, most)]
    return found[::-1]


RETIRED = {"day": "2026-11-24", "why": "并入新民村"}
NEW = "quiet mountain tea"
# What somebody posts, and what is noted of it; {house} has told nothing, and {tag} is a question.
DEEDS = [
    (
        "/houses/{house}/change",
        {"name": "江边村", "county": "yudu"},
        Action.CHANGED_HOUSE,
        "{house}",
    ),
    ("/houses/{house}/retire", RETIRED, Action.RETIRED_HOUSE, "{house}"),
    ("/houses/{house}/bring-back", {}, Action.BROUGHT_HOUSE_BACK, "{house}"),
    ("/register/codes", {"county": "yudu", "anew": "yes"}, Action.GAVE_CODE, "{house}"),
    ("/messages/write", LESSON, Action.WROTE_MESSAGE, LESSON["title"]),
    ("/messages/{text}/withdraw", {}, Action.WITHDREW_TEXT, LESSON["title"]),
    ("/messages/settings", SETTINGS, Action.SET_HOUSES, "yuexi"),
    ("/standards", STANDARDS, Action.SET_STANDARDS, STANDARDS["month"]),
    ("/accounts/chen", {"role": "expert"}, Action.CHANGED_ACCOUNT, "chen"),
    ("/accounts/chen/password", {"password": NEW}, Action.RESET_ACCOUNT, "chen"),
    ("/accounts/chen/second-factor", {}, Action.TOOK_SECOND_FACTOR_AWAY, "chen"),
    ("/accounts/chen/remove", {}, Action.REMOVED_ACCOUNT, "chen"),
    ("/account/sign-out-elsewhere", {}, Action.SIGNED_OUT_ELSEWHERE, "lin"),
    ("/account/password", {"old": PASSWORD, "new": NEW}, Action.CHANGED_PASSWORD, "lin"),
]


def test_each_deed_on_a_page_is_noted_with_who_did_it_and_to_whom(
    visit: Begin, small_office: Office
) -> None:
    house, lin = small_office.new_house(), visit()
    visit("chen", "reader")
    for path, form, action, subject in DEEDS:
        with small_office.hq.database.reading() as connection:
            text = max((one.id for one in post.sent(connection)), default=0)
        of = {"house": house.house, "text": text}
        lin.get("/account")
        lin.post(path.format(**of), **form)
        assert noted(small_office) == [("lin", action, subject.format(**of))], path


def test_what_is_done_to_a_second_factor_is_noted(
    visit: Begin, small_office: Office, clock: Clock
) -> None:
    lin = visit()
    lin.get("/second-factor")
    lin.post("/second-factor", digits=pyotp.TOTP(shown_secret(lin)).at(clock()))
    lin.get("/account")
    lin.post("/account/recovery-codes")
    lin.get("/account")
    lin.post("/second-factor/away")
    assert noted(small_office, 3) == [
        ("lin", Action.SET_SECOND_FACTOR, "lin"),
        ("lin", Action.MADE_RECOVERY_CODES, "lin"),
        ("lin", Action.TOOK_SECOND_FACTOR_AWAY, "lin"),
    ]


def test_an_answer_to_a_question_is_noted(visit: Begin, small_office: Office) -> None:
    ring = small_office.hq.ring
    small_office.send(small_office.enrolled_house().question(1, ring.panel_public, "怎么办？"))
    with small_office.hq.database.reading() as connection:
        (asked,) = consulting.open_questions(connection, ring.panel_keys)
    chen = visit("chen", "expert")
    chen.get(f"/questions/{asked.tag}")
    chen.post(f"/questions/{asked.tag}", text="先陪他。")
    assert noted(small_office) == [("chen", Action.ANSWERED_QUESTION, asked.tag)]


def test_each_deed_of_a_command_is_noted(small_office: Office) -> None:
    config, rows = small_office.config, [Row(2, "花桥村", "yudu")]
    setup.add_house(config, "大瑞村", "yuexi", NOW)
    setup.retire_house(config, "yuexi-0001", TODAY, "合并", NOW)
    setup.bring_house_back(config, "yuexi-0001", NOW)
    setup.import_houses(config, rows, NOW)
    setup.import_houses(config, [Row(2, "岭下村", "yudu")], NOW, dry_run=True)
    setup.give_codes(config, ["yudu-0001"], NOW)
    setup.send_settings(config, Directions(1, games=ALL_GAMES), NOW, county="yudu")
    setup.add_account(config, "wang", PASSWORD, NOW)
    setup.change_account(config, "wang", NOW, "expert")
    setup.reset_account(config, "wang", NEW, NOW)
    setup.remove_account(config, "wang", NOW)
    assert noted(small_office, 99) == [
        (THE_COMMAND, action, subject)
        for action, subject in (
            (Action.ADDED_HOUSE, "yuexi-0001"),
            (Action.RETIRED_HOUSE, "yuexi-0001"),
            (Action.BROUGHT_HOUSE_BACK, "yuexi-0001"),
            (Action.ADDED_HOUSE, "yudu-0001"),
            (Action.GAVE_CODE, "yudu-0001"),
            (Action.SET_HOUSES, "yudu"),
            (Action.ADDED_ACCOUNT, "wang"),
            (Action.CHANGED_ACCOUNT, "wang"),
            (Action.RESET_ACCOUNT, "wang"),
            (Action.REMOVED_ACCOUNT, "wang"),
        )
    ]
