from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient

from kiosk.counselor.children.child_form import ChildForm
from kiosk.counselor.children.household import HouseholdForm
from kiosk.counselor.forms import PanelForm
from kiosk.domain.children import Child
from kiosk.domain.households import Household, Person
from kiosk.house import House
from kiosk.store.people import children
from tests.cast import GUARDIAN, PHONE, add_child, leave_the_program
from tests.kiosk.counselor.panel import FAWN, Form, audited, damage_file, post, shown

GRANNY: dict[str, Form] = {
    "people-0-name": GUARDIAN,
    "people-0-relation": "奶奶",
    "people-0-phone": PHONE,
    "people-0-is_guardian": "y",
    "people-0-may_fetch": "y",
}
UNCLE: dict[str, Form] = {
    "people-1-name": "欧阳大山",
    "people-1-relation": "大伯",
    "people-1-phone": "",
    "people-1-may_fetch": "y",
}


def home_of(house: House, child: Child) -> Household:
    with house.database.reading() as db:
        return children.file_of(db, house.vault, child.id).household


def sealed(house: House) -> list[bytes]:
    with house.database.reading() as db:
        return [row["file"] for row in db.query("SELECT file FROM households")]


def damage_household(house: House) -> bytes:
    """Damage the only household, and tell what is left of it."""
    with house.database.transaction() as db:
        db.execute("UPDATE households SET file = zeroblob(length(file))")
    (lost,) = sealed(house)
    return lost


def test_the_people_of_a_household_are_shown_changed_and_taken_out(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    page = client.get(f"/counselor/children/{panda.id}/household").text
    assert f'value="{GUARDIAN}"' in page and 'name="people-1-name"' in page
    kept = post(client, f"/children/{panda.id}/household", **GRANNY, **UNCLE)
    assert kept.location == f"/counselor/children/{panda.id}/household"
    assert home_of(unlocked, panda).people == (
        Person(GUARDIAN, "奶奶", PHONE, is_guardian=True, may_fetch=True),
        Person("欧阳大山", "大伯", "", may_fetch=True),
    )
    assert ("changed household", panda.id) in audited(unlocked)
    post(client, f"/children/{panda.id}/household", **{**GRANNY, "people-0-name": ""}, **UNCLE)
    assert [one.name for one in home_of(unlocked, panda).people] == ["欧阳大山"]


def test_a_number_is_taken_in_the_digits_of_a_chinese_keyboard(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    wide = {**GRANNY, **UNCLE, "people-1-phone": "１３９ ８７６５－４３２１"}
    assert post(client, f"/children/{panda.id}/household", **wide).status_code == 303
    assert home_of(unlocked, panda).people[-1].phone == "139 8765-4321"
    card: dict[str, Form] = {**FAWN, "phone": "＋８６１３９"}
    assert post(client, f"/children/{panda.id}/change", **card).status_code == 303
    assert home_of(unlocked, panda).people[0].phone == "+86139"


def test_a_person_without_a_name_is_nobody_but_a_phone_belongs_to_somebody(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    nobody: dict[str, Form] = {
        "people-1-name": "",
        "people-1-relation": "大伯",
        "people-1-phone": "",
    }
    post(client, f"/children/{panda.id}/household", **GRANNY, **nobody)
    assert len(home_of(unlocked, panda).people) == 1
    someones = {**nobody, "people-1-phone": "13611112222"}
    page = post(client, f"/children/{panda.id}/household", **GRANNY, **someones)
    assert "请填写这是谁的电话。" in page.text
    wrong = {**UNCLE, "people-1-phone": "call me"}
    page = post(client, f"/children/{panda.id}/household", **GRANNY, **wrong)
    assert "电话号码只能有数字、空格和短横线。" in page.text
    assert len(home_of(unlocked, panda).people) == 1


def test_a_household_has_room_for_six(client: FlaskClient, unlocked: House, panda: Child) -> None:
    many: dict[str, Form] = {}
    for number in range(9):
        many |= {f"people-{number}-name": f"家人{number}", f"people-{number}-phone": ""}
    post(client, f"/children/{panda.id}/household", **many)
    assert len(home_of(unlocked, panda).people) == 6
    assert "people-6" not in client.get(f"/counselor/children/{panda.id}/household").text


def test_brothers_and_sisters_are_put_together_and_apart_again(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child
) -> None:
    assert post(client, f"/children/{owl.id}/home", to=panda.id).status_code == 303
    assert home_of(unlocked, owl) == home_of(unlocked, panda)
    page = client.get(f"/counselor/children/{owl.id}/household").text
    assert "阿木不再和他们同住" in page
    assert f'value="{panda.id}"' not in page
    post(client, f"/children/{owl.id}/household", **GRANNY, **UNCLE)
    assert len(home_of(unlocked, panda).people) == 2
    assert post(client, f"/children/{owl.id}/home", to="alone").status_code == 303
    assert home_of(unlocked, owl).id != home_of(unlocked, panda).id
    assert home_of(unlocked, owl).people == home_of(unlocked, panda).people


def test_who_left_the_program_is_shown_only_where_it_still_lives(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child
) -> None:
    path = f"/counselor/children/{panda.id}/household"
    assert owl.nickname in client.get(path).text
    leave_the_program(unlocked, owl)
    assert owl.nickname not in client.get(path).text
    post(client, f"/children/{owl.id}/home", to=panda.id)
    assert owl.nickname in client.get(path).text


def test_a_page_that_is_old_by_now_writes_nobody_over_another_family(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child
) -> None:
    path, form = f"/children/{panda.id}/household", f"/children/{panda.id}/change"
    old, old_form = shown(client, path), shown(client, form)
    post(client, f"/children/{panda.id}/home", to=owl.id)
    post(client, f"/children/{owl.id}/household", **{**GRANNY, "people-0-name": "丙奶奶"})
    before = home_of(unlocked, owl)
    refused = post(client, path, **GRANNY, **UNCLE, **old)
    assert "这里刚刚有改动" in refused.text and "欧阳大山" in refused.text
    other = {**FAWN, "guardian": "甲爸"}
    assert "这里刚刚有改动" in post(client, form, **other, **old_form).text
    assert home_of(unlocked, owl) == before
    # To change what has nothing to do with it stops nobody.
    same = {**FAWN, "guardian": "丙奶奶", "nickname": "小熊"}
    assert post(client, form, **same, **old_form).status_code == 303
    assert home_of(unlocked, owl) == before


@pytest.mark.parametrize(
    ("form_of", "path", "typed"),
    [
        (HouseholdForm, "household", {**GRANNY, **UNCLE}),
        (ChildForm, "change", {**FAWN, "guardian": "甲爸"}),
        (ChildForm, "change", {**FAWN, "nickname": "小熊"}),
    ],
)
def test_what_another_counselor_writes_while_a_form_is_looked_through_is_not_written_over(
    client: FlaskClient,
    unlocked: House,
    panda: Child,
    monkeypatch: pytest.MonkeyPatch,
    form_of: type[PanelForm],
    path: str,
    typed: dict[str, Form],
) -> None:
    look_through = form_of.validate
    others = replace(home_of(unlocked, panda), people=(Person("丙奶奶", is_guardian=True),))

    def look_through_slowly(form: PanelForm, extra_validators: object = None) -> bool:
        is_right = bool(look_through(form, extra_validators))
        with unlocked.database.transaction() as db:
            children.move(db, unlocked.vault, panda.id, others, unlocked.clock())
        return is_right

    monkeypatch.setattr(form_of, "validate", look_through_slowly)
    refused = post(client, f"/children/{panda.id}/{path}", **typed)
    assert "这里刚刚有改动" in refused.text
    assert home_of(unlocked, panda) == others
    assert ("changed child", panda.id) not in audited(unlocked)


def test_a_guardian_is_no_seventh_and_seven_on_record_can_be_mended(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    path, form = f"/children/{panda.id}/household", f"/children/{panda.id}/change"
    six: dict[str, Form] = {f"people-{number}-name": f"家人{number}" for number in range(6)}
    post(client, path, **six)
    refused = post(client, form, **FAWN)
    assert "这里已经有六个人" in refused.text
    nobody_new = {**FAWN, "guardian": "", "phone": ""}
    assert post(client, form, **nobody_new).status_code == 303
    assert len(home_of(unlocked, panda).people) == 6
    with unlocked.database.transaction() as db:
        home = home_of(unlocked, panda)
        seven = replace(home, people=(Person("第七人", is_guardian=True), *home.people))
        children.move(db, unlocked.vault, panda.id, seven, unlocked.clock())
    assert client.get(f"/counselor{path}").status_code == 200
    assert post(client, path, **six, **{"people-6-name": ""}).status_code == 303
    assert len(home_of(unlocked, panda).people) == 6


def test_nobody_moves_in_with_a_stranger(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    before = home_of(unlocked, panda)
    assert post(client, f"/children/{panda.id}/home", to="nobody").status_code == 404
    assert home_of(unlocked, panda) == before


def test_the_childs_form_changes_the_first_guardian_and_leaves_the_others(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, f"/children/{panda.id}/household", **GRANNY, **UNCLE)
    post(client, f"/children/{panda.id}/change", **{**FAWN, "phone": "13900000000"})
    granny, uncle = home_of(unlocked, panda).people
    assert (granny.phone, granny.relation, uncle.name) == ("13900000000", "奶奶", "欧阳大山")


def test_a_child_whose_file_is_damaged_is_written_anew_first(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    damage_file(unlocked, panda)
    answer = client.get(f"/counselor/children/{panda.id}/household")
    assert answer.location == f"/counselor/children/{panda.id}"


def test_a_damaged_household_says_so_and_is_written_anew_only_on_purpose(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    lost = damage_household(unlocked)
    one = client.get(f"/counselor/children/{panda.id}").text
    assert one.count("读不出来") == 3 and "0 人" not in one
    page = client.get(f"/counselor/children/{panda.id}/household").text
    assert "这份家庭情况已损坏，读不出来。" in page
    refused = post(client, f"/children/{panda.id}/household", **GRANNY)
    assert "要重新填写，请先勾选这一项。" in refused.text
    assert sealed(unlocked) == [lost]
    assert post(client, f"/children/{panda.id}/household", **GRANNY, anew="y").status_code == 303
    assert [one.name for one in home_of(unlocked, panda).people] == [GUARDIAN]
    assert "已损坏" not in client.get(f"/counselor/children/{panda.id}/household").text


def test_the_childs_form_writes_nothing_over_a_damaged_household(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    lost = damage_household(unlocked)
    page = client.get(f"/counselor/children/{panda.id}/change").text
    assert "监护人读不出来" in page and 'name="guardian"' not in page
    assert post(client, f"/children/{panda.id}/change", **FAWN).status_code == 303
    assert sealed(unlocked) == [lost]
    assert "小鹿" in client.get(f"/counselor/children/{panda.id}").text


def test_the_last_child_leaves_no_damaged_household_unasked(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    lost = damage_household(unlocked)
    owl = add_child(unlocked, "阿木", keeps=set(), birth=date(2017, 5, 2))
    for to in ("alone", owl.id):
        post(client, f"/children/{panda.id}/home", to=to)
        page = client.get(f"/counselor/children/{panda.id}/household").text
        assert "搬走后就没有了：请先重新填写。" in page
        assert lost in sealed(unlocked)
        assert home_of(unlocked, panda).unreadable


def test_who_moves_out_of_a_damaged_household_starts_with_an_empty_one(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child
) -> None:
    post(client, f"/children/{owl.id}/home", to=panda.id)
    lost = damage_household(unlocked)
    assert post(client, f"/children/{owl.id}/home", to="alone").status_code == 303
    assert not home_of(unlocked, owl).unreadable and home_of(unlocked, panda).unreadable
    assert lost in sealed(unlocked)
