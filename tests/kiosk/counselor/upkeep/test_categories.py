from flask.testing import FlaskClient

from kiosk.domain.categories import LEFT_BEHIND, MIGRANT
from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.store.people import categories
from tests.kiosk.counselor.panel import FAWN, audited, post


def test_a_category_that_was_added_can_be_chosen_for_a_child(
    client: FlaskClient, unlocked: House
) -> None:
    assert post(client, "/categories", zh_hans="孤儿", en="").status_code == 303
    with unlocked.database.reading() as db:
        added = categories.everything(db)[-1]
    assert (added.zh_hans, added.en) == ("孤儿", "孤儿")
    assert "孤儿" in client.get("/counselor/children/new").text
    answer = post(client, "/children/new", **{**FAWN, "category": added.id})
    assert "孤儿" in client.get(answer.location.removesuffix("/consent")).text


def test_one_switched_off_is_offered_no_more_but_stays_with_who_has_it(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    for nothing in ("", "away"):
        post(client, f"/categories/{LEFT_BEHIND}/arrange", do=nothing)
        assert "留守儿童" in client.get("/counselor/children/new").text
    post(client, f"/categories/{LEFT_BEHIND}/arrange", do="off")
    assert "留守儿童" not in client.get("/counselor/children/new").text
    refused = post(client, "/children/new", **FAWN)
    assert "请选一项。" in refused.text
    assert "留守儿童" in client.get(f"/counselor/children/{panda.id}/change").text
    assert post(client, f"/children/{panda.id}/change", **FAWN).status_code == 303
    post(client, f"/categories/{LEFT_BEHIND}/arrange", do="on")
    assert "留守儿童" in client.get("/counselor/children/new").text


def test_a_category_is_renamed_and_moved(client: FlaskClient, unlocked: House) -> None:
    assert "流动儿童" in client.get(f"/counselor/categories/{MIGRANT}").text
    assert (
        post(client, f"/categories/{MIGRANT}", zh_hans="随迁儿童", en="Moving").status_code == 303
    )
    assert 'value="Moving"' in client.get(f"/counselor/categories/{MIGRANT}").text
    post(client, f"/categories/{MIGRANT}/arrange", do="up")
    with unlocked.database.reading() as db:
        assert [one.zh_hans for one in categories.everything(db)][1] == "随迁儿童"
    assert ("changed category", MIGRANT) in audited(unlocked)


def test_a_name_is_asked_for_and_an_unknown_category_is_told_apart(
    client: FlaskClient, unlocked: House
) -> None:
    assert "请填写类别名称。" in post(client, "/categories", zh_hans=" ", en="x").text
    assert "最多 20 个字。" in post(client, "/categories", zh_hans="孤" * 21, en="").text
    assert client.get("/counselor/categories/nothing").status_code == 404
    assert post(client, "/categories/nothing/arrange", do="up").status_code == 404
    with unlocked.database.reading() as db:
        assert len(categories.everything(db)) == 4


def test_the_categories_speak_the_panels_language(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/language", language="en", back="/counselor/")
    assert "Left-behind child" in client.get(f"/counselor/children/{panda.id}").text
    assert "Left-behind child" in client.get("/counselor/children/new").text
    assert "/counselor/categories" in client.get("/counselor/upkeep").text


def test_a_child_can_be_added_where_all_were_switched_off(
    client: FlaskClient, unlocked: House
) -> None:
    """It has to have one: a form that asks for what it does not offer leads nowhere."""
    for category in ("left_behind", "orphan_de_facto", "migrant", "other"):
        post(client, f"/categories/{category}/arrange", do="off")
    assert post(client, "/children/new", **FAWN).status_code == 303
