import re
from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient

from kiosk.domain.ages import AgeBand
from kiosk.domain.allowed import Allowed
from kiosk.domain.categories import LEFT_BEHIND
from kiosk.domain.children import PICTURES, Child
from kiosk.domain.consent import Purpose
from kiosk.house import House
from kiosk.store.attendance import visit_lists
from kiosk.store.people import children, consents
from tests.cast import GUARDIAN, LEGAL_NAME, PHONE, add_child, leave_the_program
from tests.kiosk.counselor.panel import AGREED, FAWN, Form, audited, count, damage_file, post, shown


def fawn_of(house: House) -> Child:
    with house.database.reading() as db:
        (child,) = [one for one in children.everyone(db) if one.nickname == "小鹿"]
    return child


def test_a_child_that_was_added_and_agreed_to_is_on_the_childrens_screen(
    client: FlaskClient, unlocked: House
) -> None:
    added = post(client, "/children/new", **FAWN)
    fawn = fawn_of(unlocked)
    assert added.location == f"/counselor/children/{fawn.id}/consent"
    assert (fawn.picture, fawn.colour, fawn.band) == ("1F98C", "sky", AgeBand.MIDDLE)
    asked = client.get(added.location).text
    assert asked.count(" checked") == 1  # on paper: no answer is chosen for the guardian
    assert f'value="{GUARDIAN}"' in asked
    kept = post(client, f"/children/{fawn.id}/consent", **AGREED)
    assert kept.location == f"/counselor/children/{fawn.id}"
    page = client.get(kept.location).text
    for known in (LEGAL_NAME, PHONE, "2018年5月20日", "8 岁", "留守儿童", "监护人的答复已保存。"):
        assert known in page
    assert "小鹿" in client.get("/who").text
    assert ("looked at child", fawn.id) in audited(unlocked)
    assert ("added child", fawn.id) in audited(unlocked)
    with unlocked.database.reading() as db:
        file = children.file_of(db, unlocked.vault, fawn.id)
    assert (file.birth, file.category) == (date(2018, 5, 20), LEFT_BEHIND)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"nickname": " "}, "请填写孩子的小名。"),
        ({"nickname": "一二三四五六七八九"}, "最多 8 个字。"),
        ({"legal_name": ""}, "请填写姓名。"),
        ({"birth": ["2018", "2", "30"]}, "没有这一天。"),
        ({"birth": ["2018", "", "3"]}, "请选好年、月、日。"),
        ({"birth": ["2018", "five", "3"]}, "没有这一天。"),
        ({"birth": ["2018", "5"]}, "没有这一天。"),
        ({"birth": ["99999999999999999999", "5", "1"]}, "没有这一天。"),
        ({"birth": []}, "请选好年、月、日。"),
        ({"birth": ["2026", "11", "25"]}, "这一天还没有到。"),
        ({"phone": "13987654321 or so"}, "电话号码只能有数字、空格和短横线。"),
        ({"phone": "1"}, "电话号码只能有数字、空格和短横线。"),
        ({"category": ""}, "请选一项。"),
        ({"category": "rich"}, "请选一项。"),
        ({"picture": "1F4A9"}, "请选一项。"),
        ({"colour": "black"}, "请选一项。"),
        ({"language": "fr"}, "请选一项。"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(
    client: FlaskClient, unlocked: House, wrong: dict[str, Form], sentence: str
) -> None:
    page = post(client, "/children/new", **{**FAWN, **wrong})
    assert page.status_code == 200
    assert page.text.count('class="problem"') == 1
    assert sentence in page.text
    assert "还没有保存" in page.text
    assert count(unlocked, "children") == 0


def test_a_line_is_kept_without_what_nobody_sees(client: FlaskClient, unlocked: House) -> None:
    post(client, "/children/new", **{**FAWN, "legal_name": "  欧阳 \t\u200b 静怡\r\n"})
    with unlocked.database.reading() as db:
        file = children.file_of(db, unlocked.vault, fawn_of(unlocked).id)
    assert file.legal_name == "欧阳 静怡"


@pytest.mark.parametrize("rare", ["\ue863", "\U0002ebf0", "\U00031350"])
def test_a_name_keeps_a_character_that_few_know_and_is_found_by_it(
    client: FlaskClient, unlocked: House, panda: Child, rare: str
) -> None:
    """䶮 as old input methods write it, and letters that came to Unicode for names lately."""
    post(client, "/children/new", **{**FAWN, "legal_name": f"刘{rare}"})
    with unlocked.database.reading() as db:
        file = children.file_of(db, unlocked.vault, fawn_of(unlocked).id)
    assert file.legal_name == f"刘{rare}"
    found = post(client, "/children", name=rare).text
    assert "小鹿" in found
    assert f"/children/{panda.id}" not in found


def test_what_is_not_known_may_stay_empty(client: FlaskClient, unlocked: House) -> None:
    assert post(client, "/children/new", **{**FAWN, "guardian": "", "phone": ""}).status_code == 303
    assert "–" in client.get(f"/counselor/children/{fawn_of(unlocked).id}").text


def test_a_twin_of_another_childs_card_is_refused(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    twin = {**FAWN, "picture": panda.picture, "colour": panda.colour}
    page = post(client, "/children/new", **twin)
    assert "小竹已经用了这幅图画和这个颜色。" in page.text
    assert count(unlocked, "children") == 1
    assert post(client, "/children/new", **{**twin, "colour": "plum"}).status_code == 303


def test_a_young_person_of_seventeen_is_taken_in(client: FlaskClient, unlocked: House) -> None:
    assert "<option>2009</option>" in client.get("/counselor/children/new").text
    born: dict[str, Form] = {**FAWN, "birth": ["2009", "5", "20"]}
    assert post(client, "/children/new", **born).status_code == 303


def test_a_category_that_is_not_known_stops_nothing(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    with unlocked.database.transaction() as db:
        file = children.file_of(db, unlocked.vault, panda.id)
        odd = replace(file, category="of another house")
        children.change(db, unlocked.vault, panda, odd, unlocked.clock())
    assert "<dt>类别</dt><dd>–</dd>" in client.get(f"/counselor/children/{panda.id}").text


def test_a_child_is_not_said_to_be_here_while_another_is(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child
) -> None:
    post(client, "/arrivals", child=panda.id)
    pages = [client.get(f"/counselor/children/{one.id}").text for one in (panda, owl)]
    assert ["现在在这里" in page for page in pages] == [True, False]


def test_each_picture_tells_whose_it_is_and_a_new_child_is_offered_one_that_is_free(
    client: FlaskClient, unlocked: House, owl: Child
) -> None:
    first = PICTURES[0]
    with unlocked.database.transaction() as db:
        db.table("children").update(owl.id, {"picture": first})
    page = client.get("/counselor/children/new").text
    assert page.count(f"<small>{owl.nickname}</small>") == 1
    (offered,) = re.findall(r'<input[^>]* checked[^>]* name="picture"[^>]*>', page)
    assert f'value="{first}"' not in offered
    assert (
        f"<small>{owl.nickname}</small>"
        not in client.get(f"/counselor/children/{owl.id}/change").text
    )


def test_the_picture_of_who_left_may_be_taken_again(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    card = {**FAWN, "picture": panda.picture, "colour": panda.colour}
    post(client, f"/children/{panda.id}/change", **{**card, "nickname": "小竹", "active": "no"})
    assert post(client, "/children/new", **card).status_code == 303
    back = post(client, f"/children/{panda.id}/change", **{**card, "nickname": "小竹"})
    assert "小鹿已经用了这幅图画和这个颜色。" in back.text
    stays_away = {**card, "nickname": "小竹儿", "active": "no"}
    assert post(client, f"/children/{panda.id}/change", **stays_away).status_code == 303


def test_a_change_keeps_what_the_guardian_agreed_to(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    page = client.get(f"/counselor/children/{panda.id}/change").text
    assert f'value="{LEGAL_NAME}"' in page
    changed = post(client, f"/children/{panda.id}/change", **FAWN)
    assert changed.location == f"/counselor/children/{panda.id}"
    now = fawn_of(unlocked)
    assert (now.id, now.keeps) == (panda.id, frozenset(Purpose))
    assert ("changed child", panda.id) in audited(unlocked)
    assert "已修改并保存。" in client.get(changed.location).text


def test_who_left_the_program_is_gone_from_the_childrens_screen(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    form = {**FAWN, "nickname": "小竹", "active": "no"}
    assert post(client, f"/children/{panda.id}/change", **form).status_code == 303
    assert "小竹" not in client.get("/who").text
    assert "已离开项目的孩子" in client.get("/counselor/children").text
    assert "小竹" not in client.get("/counselor/arrivals").text


def test_who_left_is_counted_on_the_list_found_by_name_and_shown_when_asked_for(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child
) -> None:
    leave_the_program(unlocked, owl)
    page = client.get("/counselor/children").text
    assert owl.nickname not in page and "已离开项目的孩子 · 1" in page
    assert "<p>已离开项目</p>" in client.get(f"/counselor/children/{owl.id}").text
    assert owl.nickname in client.get("/counselor/children?left=1").text
    for looked_for in ({"name": owl.nickname}, {"picture": owl.picture}):
        assert f"/counselor/children/{owl.id}" in post(client, "/children", **looked_for).text


@pytest.mark.parametrize(
    ("page", "action"),
    [
        ("", "looked at child"),
        ("/change", "looked at child"),
        ("/consent", "looked at child"),
        ("/household", "looked at child"),
        ("/cases/note", "looked at child"),
        ("/cases/note/new", "looked at child"),
        ("/erase", "looked at child"),
        ("/visits", "looked at visits"),
        ("/over-time", "looked over time"),
        ("/copy", "exported child"),
    ],
)
def test_each_look_at_what_is_sealed_of_a_child_is_noted_with_its_id(
    client: FlaskClient, unlocked: House, panda: Child, page: str, action: str
) -> None:
    before = len(audited(unlocked))
    assert client.get(f"/counselor/children/{panda.id}{page}").status_code == 200
    assert audited(unlocked)[before:] == [(action, panda.id)]


def test_records_come_before_the_rights_and_answers_beside_what_may_be_kept(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    page = client.get(f"/counselor/children/{panda.id}").text
    heads = ("可以记录什么", "历次答复", "个案记录", "删除这个孩子的资料")
    assert sorted(heads, key=page.index) == list(heads)


def test_the_list_tells_whose_guardian_has_not_been_asked(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child
) -> None:
    page = client.get("/counselor/children").text
    assert "共有 2 个孩子" in page
    assert page.count("没有同意") == 1
    assert LEGAL_NAME not in page


def test_a_guardian_whom_nobody_asked_is_not_said_to_disagree(
    client: FlaskClient, unlocked: House
) -> None:
    post(client, "/children/new", **FAWN)
    address = f"/children/{fawn_of(unlocked).id}"
    unasked = client.get(f"/counselor{address}").text
    assert "不同意" not in unasked
    assert unasked.count('<span class="answer">–</span>') == len(Purpose)
    post(client, f"{address}/consent", **AGREED | {"moods": "no"})
    assert client.get(f"/counselor{address}").text.count('<span class="answer no">不同意') == 1


def test_a_withdrawn_consent_is_kept_and_ends_the_keeping(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    withdrawn = {**AGREED, "visits": "no", "moods": "no", "plays": "no", "way": "spoken"}
    asked = post(client, f"/children/{panda.id}/consent", **withdrawn)
    assert "监护人撤回同意" in asked.text
    with unlocked.database.reading() as db:
        assert children.get(db, panda.id).keeps == frozenset(Purpose)
    sure = {**withdrawn, "sure": "yes"}
    assert post(client, f"/children/{panda.id}/consent", **sure).status_code == 303
    post(client, "/arrivals", child=panda.id)
    with unlocked.database.reading() as db:
        assert children.get(db, panda.id).keeps == frozenset()
        assert visit_lists.of_child(db, panda.id) == []
        assert len(consents.history(db, unlocked.vault, panda.id)) == 2 * len(Purpose)
    page = client.get(f"/counselor/children/{panda.id}").text
    assert page.count("口头") == len(Purpose)
    assert page.count("已撤回") == len(Purpose)
    assert "重新询问" in page


def test_a_yes_that_was_taken_back_meanwhile_is_not_given_again_by_a_page_of_before(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    address = f"/children/{panda.id}/consent"
    of_before = shown(client, address)
    assert of_before
    taken_back = {**AGREED, "moods": "no", "sure": "yes"}
    assert post(client, address, **taken_back).status_code == 303
    for sure in ({}, {"sure": "yes"}):
        page = post(client, address, **{**AGREED, **of_before, **sure})
        assert page.status_code == 200
        assert "这里刚刚有改动" in page.text
    with unlocked.database.reading() as db:
        assert Purpose.MOODS not in children.get(db, panda.id).keeps
    assert post(client, address, **AGREED).status_code == 303


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"visits": ""}, "请选一项。"),
        ({"guardian": ""}, "请填写是谁答复的。"),
        ({"witness": " "}, "请填写见证人。"),
        ({"signed": ["2027", "1", "1"]}, "这一天还没有到。"),
        ({"way": "by pigeon"}, "请选一项。"),
    ],
)
def test_a_consent_that_does_not_fit_changes_nothing(
    client: FlaskClient, unlocked: House, owl: Child, wrong: dict[str, Form], sentence: str
) -> None:
    page = post(client, f"/children/{owl.id}/consent", **{**AGREED, **wrong})
    assert page.status_code == 200
    assert sentence in page.text
    with unlocked.database.reading() as db:
        assert children.get(db, owl.id).keeps == frozenset()


def test_one_damaged_file_stops_nothing_and_can_be_written_anew(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child
) -> None:
    damage_file(unlocked, panda)
    for path in ("/", "/children", "/arrivals", "/register/2026-11", "/register/2026-11.csv"):
        assert client.get(f"/counselor{path}").status_code == 200, path
    assert LEGAL_NAME in client.get("/counselor/register/2026-11").text
    page = client.get(f"/counselor/children/{panda.id}")
    assert page.status_code == 200
    assert "这份档案已损坏" in page.text
    assert client.get(f"/counselor/children/{panda.id}/consent").status_code == 200
    assert client.get(f"/counselor/children/{panda.id}/change").status_code == 200
    assert post(client, f"/children/{panda.id}/change", **FAWN).status_code == 303
    assert LEGAL_NAME in client.get(f"/counselor/children/{panda.id}").text


def test_a_small_child_plays_when_the_form_allows_it(client: FlaskClient, unlocked: House) -> None:
    assert "六岁以前可以玩游戏吗？" in client.get("/counselor/children/new").text
    small: dict[str, Form] = {**FAWN, "birth": ["2022", "5", "20"]}
    post(client, "/children/new", **small)
    fawn = fawn_of(unlocked)
    assert fawn.games is Allowed.NONE
    assert "六岁以前可以玩游戏吗？" in client.get(f"/counselor/children/{fawn.id}/change").text
    post(client, f"/children/{fawn.id}/change", **small, games="yes")
    assert fawn_of(unlocked).games is Allowed.WITHOUT_LETTERS
    form = client.get(f"/counselor/children/{fawn.id}/change").text
    assert re.findall(r'<input checked [^>]*name="games"[^>]*value="(\w+)"', form) == ["yes"]
    page = client.get(f"/counselor/children/{fawn.id}").text
    assert "不认字、不算数的游戏" in page
    post(client, f"/children/{fawn.id}/change", **small, games="no")
    assert fawn_of(unlocked).games is Allowed.NONE


def test_a_child_of_six_is_not_asked_about(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    assert "六岁以前" not in client.get(f"/counselor/children/{panda.id}/change").text
    assert panda.games is Allowed.ALL


def test_a_tibetan_name_is_as_long_as_it_looks_and_its_child_speaks_tibetan(
    client: FlaskClient, unlocked: House
) -> None:
    tenzin = {**FAWN, "nickname": "བསྟན་འཛིན", "language": "bo"}
    assert "藏语" in client.get("/counselor/children/new").text
    assert post(client, "/children/new", **tenzin).status_code == 303
    with unlocked.database.reading() as db:
        (child,) = children.everyone(db)
    assert (child.nickname, child.language) == ("བསྟན་འཛིན", "bo")
    refused = post(client, "/children/new", **{**tenzin, "nickname": "བསྟན་འཛིན་རྒྱ་མཚོ"})
    assert "最多 8 个字" in refused.text


@pytest.mark.parametrize(("keeps", "says"), [({Purpose.VISITS}, True), ({Purpose.MOODS}, False)])
def test_a_child_whose_visits_nobody_keeps_is_not_said_never_to_have_come(
    client: FlaskClient, unlocked: House, keeps: set[Purpose], says: bool
) -> None:
    child = add_child(unlocked, "小鹿", keeps=keeps, birth=date(2018, 5, 20))
    assert ("还没有来过" in client.get(f"/counselor/children/{child.id}").text) is says
