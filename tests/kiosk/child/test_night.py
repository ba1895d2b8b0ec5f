import pytest
from flask.testing import FlaskClient

from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.power import Stage
from kiosk.store.attendance import talks, visits
from tests.kiosk.child.forms import come, token

# More pages than are kept.
MANY = 20


def speak_english(house: House, child: Child) -> None:
    with house.database.transaction() as db:
        db.table("children").update(child.id, {"language": "en"})


def test_a_night_in_one_language_keeps_no_page_in_another_from_being_shown(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    unlocked.power.stage = Stage.REFUSED
    assert '<html lang="zh-Hans">' in client.get("/").text
    unlocked.power.stage = Stage.AWAKE
    speak_english(unlocked, panda)
    come(client, panda)
    for number in range(MANY):
        with unlocked.database.transaction() as db:
            db.table("children").update(panda.id, {"nickname": f"Ming {number}"})
        assert client.get("/thanks").status_code == 200
    assert '<html lang="en">' in client.get("/thanks").text


def test_what_a_grown_up_reads_at_night_is_in_the_language_of_the_house(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    speak_english(unlocked, panda)
    come(client, panda)
    unlocked.power.stage = Stage.CLOSING
    closing = client.get("/").text
    assert "Good night." in closing
    assert '<p class="adult" lang="zh-Hans">都存好了' in closing
    unlocked.power.stage = Stage.REFUSED
    refused = client.get("/").text
    assert '<html lang="zh-Hans">' in refused
    assert "Open the house again" not in refused


@pytest.mark.parametrize("stage", [Stage.CLOSING, Stage.REFUSED])
def test_a_wish_to_talk_that_meets_the_night_is_kept(
    client: FlaskClient, unlocked: House, panda: Child, stage: Stage
) -> None:
    come(client, panda)
    form = {"csrf_token": token(client), "child": panda.id}
    unlocked.power.stage = stage
    assert "晚安" in client.post("/talk", data=form).text
    with unlocked.database.reading() as db:
        (wish,) = talks.waiting(db, unlocked.vault)
    assert wish.child == panda.id
    # Nothing else that is pressed by then is kept.
    client.post("/home", data=form)
    with unlocked.database.reading() as db:
        assert visits.is_known_here(db, panda.id, unlocked.clock())
        assert len(talks.waiting(db, unlocked.vault)) == 1


def test_what_a_page_is_dressed_in_stays_up(client: FlaskClient, unlocked: House) -> None:
    unlocked.power.stage = Stage.REFUSED
    for address in ("/child/stylesheet.css", "/counselor/static/stylesheet.css"):
        assert client.get(address).mimetype == "text/css"
    # Whoever looks whether the house answers is no child.
    assert client.get("/healthz").json["status"] == "ok"
