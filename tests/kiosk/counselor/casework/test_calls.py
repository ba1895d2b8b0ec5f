"""Calls for help: noted when they are over, sealed, and told to nobody."""

from datetime import date, time

from flask.testing import FlaskClient

from kiosk.closing import close_day
from kiosk.domain.casework import NOBODY, Call, Case
from kiosk.domain.children import Child
from kiosk.domain.days import Closing
from kiosk.domain.holdings import Group
from kiosk.domain.hotlines import HOTLINES, Hotline
from kiosk.domain.moment import ClockState
from kiosk.house import House
from kiosk.store.rights import copying
from kiosk.store.work import cases
from tests.cast import Hands, enrol, leave_the_program, succeed
from tests.kiosk.counselor.casework.test_cases import CALL, TODAY, kept
from tests.kiosk.counselor.casework.test_harm import set_numbers
from tests.kiosk.counselor.panel import Form, audited, count, post

DAY = date(2026, 11, 24)
RESCUE = Hotline("7612345", "县救助站", shown=False)


def of_nobody(house: House) -> list[Case]:
    with house.database.reading() as db:
        return cases.of_child(db, house.vault, NOBODY)


def note(client: FlaskClient, house: House, **changes: Form) -> Case:
    form = {**CALL, "child": "nobody", **changes}
    assert post(client, "/calls/new", **form).location == "/counselor/calls"
    (case,) = of_nobody(house)
    return case


def looks(house: House) -> int:
    return audited(house).count(("looked at records", ""))


def test_a_call_for_nobody_named_is_kept_listed_and_each_look_is_noted(
    client: FlaskClient, unlocked: House
) -> None:
    assert "还没有求助记录。" in client.get("/counselor/calls").text
    case = note(client, unlocked)
    assert case.entry == Call(DAY, time(7, 40), "police")
    page = client.get("/counselor/calls").text
    for told in ("警察", "2026年11月24日", "07:40", "李老师写于2026年11月24日"):
        assert told in page
    assert looks(unlocked) == 2
    client.get(f"/counselor/calls/{case.id}/correct")
    assert looks(unlocked) == 3
    assert ("added case record", "a record") in audited(unlocked)


def test_a_call_for_a_child_is_among_its_records(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    answer = post(client, "/calls/new", **CALL, child=panda.id)
    assert answer.location == f"/counselor/children/{panda.id}/cases/call"
    assert [case.entry for case in kept(unlocked, panda)] == [Call(DAY, time(7, 40), "police")]
    assert "警察" in client.get(answer.location).text
    assert f"/children/{panda.id}/cases/call" in client.get(f"/counselor/children/{panda.id}").text
    assert of_nobody(unlocked) == []


def test_a_call_for_a_child_that_is_not_of_this_house_is_refused(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    for child in ("0123456789abcdef0123456789abcdef", ""):
        page = post(client, "/calls/new", **CALL, child=child)
        assert page.status_code == 200
        assert "请选一项。" in page.text
    assert count(unlocked, "cases") == 0


def test_a_call_is_noted_here_for_a_child_that_comes_and_not_for_one_that_has_left(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child
) -> None:
    leave_the_program(unlocked, panda)
    page = client.get("/counselor/calls/new").text
    assert f'value="{owl.id}"' in page and f'value="{panda.id}"' not in page
    assert "请选一项。" in post(client, "/calls/new", **CALL, child=panda.id).text
    assert count(unlocked, "cases") == 0


def test_no_form_of_a_call_takes_free_text(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    case = note(client, unlocked)
    paths = ("/calls/new", f"/calls/{case.id}/correct", f"/children/{panda.id}/cases/call/new")
    for path in paths:
        page = client.get(f"/counselor{path}").text
        assert "<textarea" not in page
        assert 'type="text"' not in page


def test_a_call_is_corrected_and_deleted(client: FlaskClient, unlocked: House) -> None:
    case = note(client, unlocked)
    one = f"/calls/{case.id}"
    assert 'value="police"' in client.get(f"/counselor{one}/correct").text
    post(client, f"{one}/correct", **{**CALL, "to": "listener", "at": ["6", "55"]})
    (after,) = of_nobody(unlocked)
    assert after.entry == Call(DAY, time(6, 55), "listener")
    assert (after.id, after.at) == (case.id, case.at)
    assert post(client, f"{one}/delete").location == "/counselor/calls"
    assert of_nobody(unlocked) == []
    assert post(client, f"{one}/delete").status_code == 404
    assert client.get(f"/counselor{one}/correct").status_code == 404


def test_the_call_of_a_child_is_not_reached_as_one_of_nobody(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/calls/new", **CALL, child=panda.id)
    (case,) = kept(unlocked, panda)
    assert client.get(f"/counselor/calls/{case.id}/correct").status_code == 404
    assert post(client, f"/calls/{case.id}/delete").status_code == 404
    nobodys = note(client, unlocked)
    assert post(client, f"/children/{panda.id}/case/{nobodys.id}/delete").status_code == 404
    assert count(unlocked, "cases") == 2


def test_only_who_wrote_it_rewrites_it(client: FlaskClient, unlocked: House) -> None:
    case = note(client, unlocked)
    succeed(unlocked, "王老师")
    assert "更正" not in client.get("/counselor/calls").text
    for path, form in ((f"/calls/{case.id}/correct", CALL), (f"/calls/{case.id}/delete", {})):
        assert post(client, path, **form).status_code == 403
    assert [one.entry for one in of_nobody(unlocked)] == [case.entry]


def test_a_line_of_the_house_is_offered_and_told_after_it_is_gone(
    client: FlaskClient, unlocked: House
) -> None:
    set_numbers(unlocked, RESCUE)
    case = note(client, unlocked, to="县救助站")
    set_numbers(unlocked, *HOTLINES)
    assert "县救助站" in client.get("/counselor/calls").text
    assert "县救助站" not in client.get("/counselor/calls/new").text
    one = f"/calls/{case.id}/correct"
    assert post(client, one, **{**CALL, "to": "县救助站", "at": ["6", "5"]}).status_code == 303
    (after,) = of_nobody(unlocked)
    assert after.entry == Call(DAY, time(6, 5), "县救助站")


def test_whom_no_number_is_written_down_of_may_have_been_called(
    client: FlaskClient, unlocked: House
) -> None:
    page = client.get("/counselor/calls/new").text
    assert "乡镇督导员" in page and "这里没有列出的人" in page


def test_a_house_without_a_clock_notes_a_call_too(
    client: FlaskClient, unlocked: House, hands: Hands
) -> None:
    hands.clock = ClockState.UNKNOWN
    assert note(client, unlocked, at=["23", "55"]).entry == Call(DAY, time(23, 55), "police")


def test_a_damaged_call_is_told_and_hides_no_other(client: FlaskClient, unlocked: House) -> None:
    note(client, unlocked)
    with unlocked.database.transaction() as db:
        db.execute("UPDATE cases SET record = zeroblob(length(record))")
    for to in ("youth", "listener"):
        post(client, "/calls/new", **{**CALL, "to": to}, child="nobody")
    page = client.get("/counselor/calls").text
    assert "有 1 条记录已损坏，读不出来。" in page
    assert "青少年热线" in page


def test_a_damaged_call_is_deleted(client: FlaskClient, unlocked: House) -> None:
    delete = f"/calls/{note(client, unlocked).id}/delete"
    with unlocked.database.transaction() as db:
        db.execute("UPDATE cases SET record = zeroblob(length(record))")
    page = client.get("/counselor/calls").text
    assert f'action="/counselor{delete}"' in page
    assert "还没有求助记录" not in page
    assert post(client, delete).location == "/counselor/calls"
    assert of_nobody(unlocked) == []


def test_no_copy_for_a_guardian_tells_of_a_call(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/calls/new", **CALL, child=panda.id)
    post(client, f"/children/{panda.id}/cases/note/new", text="想学画画", day=TODAY)
    with unlocked.database.transaction() as db:
        copy = copying.copy_of(db, unlocked.vault, panda.id, unlocked.clock())
    assert [row["kind"] for row in copy[Group.CASES]] == ["note"]
    page = client.get(f"/counselor/children/{panda.id}/copy").text
    sheet = page[page.index('<article class="copy">') :]
    assert "想学画画" in sheet
    for told in ("警察", "求助", "call", "police"):
        assert told not in sheet, told


def test_calls_never_leave_the_house(client: FlaskClient, unlocked: House, panda: Child) -> None:
    enrol(unlocked)

    def envelopes() -> list[tuple[str, int]]:
        close_day(unlocked, DAY, Closing.COUNSELOR, "li")
        with unlocked.database.reading() as db:
            return db.execute("SELECT kind, length(envelope) FROM outbox").fetchall()

    before = envelopes()
    assert len(before) == 1
    for child in ("nobody", panda.id):
        post(client, "/calls/new", **CALL, child=child)
    assert envelopes() == before
    assert count(unlocked, "tallies") == 0
