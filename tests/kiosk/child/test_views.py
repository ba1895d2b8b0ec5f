import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.moods import Face
from kiosk.domain.visits import Arrival
from kiosk.house import House
from kiosk.store.attendance import by_hand, moods, talks, visit_lists, visits
from tests.cast import Hands, add_child, leave_the_program
from tests.kiosk.child.forms import come, post, token
from tests.kiosk.counselor.panel import fill_the_card

TODAY = date(2026, 11, 24)

PATHS = (
    "/", "/who", "/tag", "/feel", "/thanks", "/talk", "/fetch", "/today", "/bye", "/rest",
    "/outside",
)  # fmt: skip


def here(house: House) -> list[str]:
    with house.database.reading() as db:
        return [visit.child for visit in visits.here(db, house.clock())]


def count(house: House, table: str) -> int:
    with house.database.reading() as db:
        return int(db.table(table).count)


def test_a_whole_visit(client: FlaskClient, unlocked: House, panda: Child) -> None:
    assert "小竹" in client.get("/who").text
    came = post(client, "/who", child=panda.id)
    assert (came.status_code, came.location) == (303, "/feel")
    assert here(unlocked) == [panda.id]
    felt = post(client, "/feel", face="low")
    assert (felt.status_code, felt.location) == (303, "/thanks")
    with unlocked.database.reading() as db:
        (mood,) = moods.between(db, unlocked.vault, TODAY, TODAY)
    assert mood.face is Face.LOW
    assert post(client, "/home").location == "/fetch"
    assert post(client, "/fetch", by="mother").location == "/today"
    assert here(unlocked) == []
    gone = post(client, "/today", face="high")
    assert gone.location.startswith("/bye")
    with unlocked.database.reading() as db:
        rows = [unlocked.vault.open_record(row["answer"]) for row in db.table("feedback").rows]
    assert rows == [{"face": "high"}]
    assert client.get("/thanks").location == "/"


def test_the_answer_changes_nothing_on_the_next_page(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands
) -> None:
    pages = set()
    for face in ("low", "middle", "high", ""):
        post(client, "/who", child=panda.id)
        post(client, "/feel", face=face)
        page = client.get("/thanks").text
        pages.add(re.sub(r'name="csrf_token" value="[^"]+"', "", page))
        post(client, "/home")
    assert len(pages) == 1


def test_a_child_is_asked_once_a_day_how_it_was_here(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands
) -> None:
    for expected in ("/today", "/bye"):
        post(client, "/who", child=panda.id)
        post(client, "/home")
        assert post(client, "/fetch", by="").location.startswith(expected)
        if expected == "/today":
            post(client, "/today", face="")
    hands.forward(days=1)
    post(client, "/who", child=panda.id)
    post(client, "/home")
    assert post(client, "/fetch", by="").location == "/today"


def test_who_runs_off_without_an_answer_has_left_all_the_same(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/who", child=panda.id)
    post(client, "/home")
    client.get("/")
    assert here(unlocked) == []
    assert client.get("/today").location == "/"
    assert count(unlocked, "feedback") == 0


def test_a_child_who_is_here_already_goes_straight_to_the_menu(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/who", child=panda.id)
    post(client, "/feel", face="")
    assert post(client, "/who", child=panda.id).location == "/thanks"
    assert count(unlocked, "visits") == 1


@pytest.mark.parametrize("how", Arrival)
def test_a_child_that_has_not_answered_is_asked_however_it_was_let_in(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands, how: Arrival
) -> None:
    post(client, "/who", child=panda.id)
    post(client, "/feel", face="low")
    post(client, "/home")
    hands.forward(hours=1)
    now = unlocked.clock()
    with unlocked.database.transaction() as db:
        if how is Arrival.PAPER:
            by_hand.back_fill(db, panda.id, now.day, now.at, None, unlocked.clock(), "li")
        else:
            visits.check_in(db, panda.id, now, how)
    assert post(client, "/who", child=panda.id).location == "/feel"
    post(client, "/feel", face="")
    assert post(client, "/who", child=panda.id).location == "/thanks"
    assert count(unlocked, "visits") == 2


def test_a_child_whose_visits_are_not_kept_is_asked_once_a_day(
    client: FlaskClient, unlocked: House, hands: Hands
) -> None:
    sparrow = add_child(unlocked, "小雀", keeps={Purpose.MOODS}, birth=date(2018, 6, 1))
    for _ in range(2):
        for answer, leads_to in ((None, "/feel"), ("very_low", "/feel"), (None, "/thanks")):
            assert post(client, "/who", child=sparrow.id).location == leads_to
            if answer:
                post(client, "/feel", face=answer)
        hands.forward(days=1)
    assert (count(unlocked, "visits"), count(unlocked, "moods")) == (0, 2)


def test_two_taps_at_once_are_one_visit(app: Flask, unlocked: House, panda: Child) -> None:
    clients = [app.test_client() for _ in range(8)]
    tokens = [token(client) for client in clients]

    def tap(number: int) -> int:
        data = {"csrf_token": tokens[number]}
        return clients[number].post("/who", data={**data, "child": panda.id}).status_code

    with ThreadPoolExecutor(8) as hands:
        assert set(hands.map(tap, range(8))) == {303}
    assert count(unlocked, "visits") == 1


@pytest.mark.parametrize("who", ["guest", "owl"])
def test_a_guest_and_a_child_without_consent_leave_nothing_behind(
    client: FlaskClient, unlocked: House, owl: Child, who: str
) -> None:
    before = dump(unlocked)
    came = come(client, None if who == "guest" else owl)
    assert came.location == "/thanks"
    assert post(client, "/feel", face="low").location == "/thanks"
    assert client.get("/thanks").status_code == 200
    for leaves in ("/today", "/home"):
        came = come(client, None if who == "guest" else owl)
        assert post(client, leaves, face="low").location.startswith("/bye")
    assert dump(unlocked) == before


def dump(house: House) -> list[str]:
    with house.database.reading() as db:
        return list(db.iterdump())


def test_a_wish_to_talk_is_kept_sealed_and_the_screen_shows_nothing_afterwards(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/who", child=panda.id)
    before = without_token(client.get("/thanks").text)
    answer = post(client, "/talk")
    assert answer.location == "/talk"
    assert "12355" not in client.get("/talk").text
    assert "12355" in client.get("/talk/numbers").text
    assert without_token(client.get("/thanks").text) == before
    with unlocked.database.reading() as db:
        (wish,) = talks.waiting(db, unlocked.vault)
    assert wish.child == panda.id


def test_a_wish_to_talk_needs_no_name(client: FlaskClient, unlocked: House) -> None:
    post(client, "/talk")
    with unlocked.database.reading() as db:
        (wish,) = talks.waiting(db, unlocked.vault)
    assert wish.child is None


def without_token(page: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]+"', "", page)


def test_an_expired_form_begins_again(client: FlaskClient, unlocked: House, panda: Child) -> None:
    answer = client.post("/who", data={"csrf_token": "of yesterday", "child": panda.id})
    assert (answer.status_code, answer.location) == (303, "/who")
    assert here(unlocked) == []


def test_an_unknown_child_is_asked_again(client: FlaskClient, house: House) -> None:
    answer = post(client, "/who", child="0123456789abcdef")
    assert (answer.status_code, answer.location) == (303, "/who")


def test_who_has_left_the_program_is_asked_again_and_nothing_is_kept(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    leave_the_program(unlocked, panda)
    answer = post(client, "/who", child=panda.id)
    assert (answer.status_code, answer.location) == (303, "/who")
    assert client.get("/feel").location == "/"
    with unlocked.database.reading() as db:
        assert visit_lists.of_child(db, panda.id) == []


def test_a_child_whose_card_is_gone_is_forgotten(client: FlaskClient, house: House) -> None:
    with client.session_transaction() as session:
        session["visitor"] = "0123456789abcdef"
    assert client.get("/feel").location == "/"
    assert client.get("/thanks").location == "/"


def test_an_answer_that_is_no_face_counts_as_a_skip(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/who", child=panda.id)
    post(client, "/feel", face="furious")
    with unlocked.database.reading() as db:
        (mood,) = moods.between(db, unlocked.vault, TODAY, TODAY)
    assert mood.face is None


def test_an_empty_house_offers_the_counselor_and_a_game(client: FlaskClient, house: House) -> None:
    page = client.get("/who").text
    assert "/counselor/" in page
    assert 'action="/guest"' in page


def test_a_full_card_is_one_page_and_nothing_is_kept(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    csrf = token(client)
    fill_the_card(unlocked)
    answers = []
    for _ in range(500):
        answers.append(
            client.post("/who", data={"csrf_token": csrf, "child": panda.id}).status_code
        )
        if answers[-1] == 507:
            break
        answers.append(client.post("/feel", data={"csrf_token": csrf}).status_code)
        if answers[-1] == 507:
            break
    assert answers[-1] == 507
    assert set(answers) == {303, 507}


def test_a_small_child_sees_three_faces_and_an_older_one_five(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/who", child=panda.id)
    assert client.get("/feel").text.count('class="mood"') == 3


def test_a_child_sees_its_own_picture_and_can_say_that_it_is_another(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/who", child=panda.id)
    feel = client.get("/feel").text
    assert re.search(r'class="key colour-leaf me" href="/who"', feel)
    assert "/art/1F43C.svg" in feel
    assert "/art/1F43C.svg" in client.get("/thanks").text


def test_those_who_listen_come_before_the_police(client: FlaskClient, house: House) -> None:
    page = client.get("/talk/numbers").text
    assert page.index("12356") < page.index("12355") < page.index("<b>110</b>")


def test_an_unknown_game_leads_back_to_the_menu(client: FlaskClient, house: House) -> None:
    post(client, "/guest")
    answer = post(client, "/play/chess")
    assert answer.status_code == 503
    assert 'href="/thanks"' in answer.text


@pytest.mark.parametrize("path", ["/play/team_pairs", "/home", "/guest", "/playing/stop"])
def test_an_address_that_only_takes_forms_leads_to_the_door(
    client: FlaskClient, house: House, path: str
) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.location) == (302, "/")


def test_no_page_is_kept_by_the_browser(client: FlaskClient, panda: Child) -> None:
    post(client, "/who", child=panda.id)
    for path in PATHS:
        assert client.get(path).headers["Cache-Control"] == "no-store", path


def test_pictures_are_sent_and_nothing_else_is(client: FlaskClient) -> None:
    assert client.get("/voice/zh_Hans/secrets.wav").status_code == 404
    assert client.get("/art/1F43C.svg", buffered=True).mimetype == "image/svg+xml"
    for wrong in ("1F43C.png", "..%2F..%2Fsecrets", "FFFFF", "LICENSE"):
        assert client.get(f"/art/{wrong}.svg").status_code == 302


def test_a_stranger_of_a_host_is_refused(client: FlaskClient) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
