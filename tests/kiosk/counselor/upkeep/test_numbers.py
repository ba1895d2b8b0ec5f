"""The numbers of a county: written in the panel, seen by children and on the page of harm."""

import pytest
from flask.testing import FlaskClient

from kiosk.domain.hotlines import HOTLINES, MOST_OWN, Hotline, for_children
from kiosk.house import House
from tests.kiosk.counselor.panel import Form, audited, post

Lines = dict[str, Form]

SUPERVISOR: Lines = {"known-supervisor-number": "7612345", "known-supervisor-shown": "y"}


def as_they_are() -> Lines:
    """Fill the form in as it is shown in a new house."""
    numbers: Lines = {f"known-{line.key}-number": line.number for line in HOTLINES}
    return {**numbers, **{f"known-{line.key}-shown": "y" for line in HOTLINES if line.shown}}


def own(at: int, purpose: str, number: str) -> Lines:
    return {f"own-{at}-purpose": purpose, f"own-{at}-number": number}


def without(form: Lines, *keys: str) -> Lines:
    """Leave ticks out of a form."""
    return {name: v for name, v in form.items() if name not in {f"known-{k}-shown" for k in keys}}


def test_sending_the_form_as_it_is_shown_changes_nothing(
    client: FlaskClient, unlocked: House
) -> None:
    assert client.get("/counselor/numbers").status_code == 200
    nobody = {**own(0, "", ""), "own-0-shown": "y"}
    assert post(client, "/numbers", **as_they_are(), **nobody).location == "/counselor/numbers"
    assert unlocked.hotlines() == HOTLINES
    assert "changed settings" not in dict(audited(unlocked))


def test_children_see_what_is_set_at_once(client: FlaskClient, unlocked: House) -> None:
    form = {
        **without(as_they_are(), "fire", "government"),
        "known-police-number": "0834 110",
        "known-supervisor-number": "１３９８７６５４３２１",
        "known-supervisor-shown": "y",
        **own(0, "县救助站", "0834-7612399"),
        "own-0-shown": "y",
    }
    assert post(client, "/numbers", **form).status_code == 303
    assert ("changed settings", "hotlines") in audited(unlocked)
    page = client.get("/talk/numbers").text
    for shown in ("0834 110", "13987654321", "乡镇督导员", "县救助站", "0834-7612399", "12356"):
        assert shown in page, shown
    for hidden in ("119", "消防", "12345<"):
        assert hidden not in page, hidden


def test_a_number_left_empty_is_that_of_the_country_again(
    client: FlaskClient, unlocked: House
) -> None:
    post(client, "/numbers", **{**as_they_are(), "known-police-number": "0834 110"})
    assert unlocked.hotlines() != HOTLINES
    post(client, "/numbers", **{**as_they_are(), "known-police-number": ""})
    assert unlocked.hotlines() == HOTLINES


def test_own_lines_are_added_up_to_four_and_taken_out(client: FlaskClient, unlocked: House) -> None:
    form = as_they_are()
    for at in range(MOST_OWN + 1):
        form |= own(at, f"站{at}", f"76123{at}0")
    post(client, "/numbers", **form)
    lines = [line for line in unlocked.hotlines() if not line.key]
    assert lines == [Hotline(f"76123{at}0", f"站{at}", shown=False) for at in range(MOST_OWN)]
    page = client.get("/counselor/numbers").text
    assert "own-3-number" in page and "own-4-number" not in page
    post(client, "/numbers", **{**form, **own(1, "", "")})
    assert [line.purpose for line in unlocked.hotlines() if not line.key] == ["站0", "站2", "站3"]


def test_a_name_is_shown_as_it_was_written(client: FlaskClient, unlocked: House) -> None:
    form = {**without(as_they_are(), "fire"), **own(0, "%s<b>%", "7612345"), "own-0-shown": "y"}
    assert post(client, "/numbers", **form).status_code == 303
    for path in ("/talk/numbers", "/counselor/numbers"):
        assert "%s&lt;b&gt;%" in client.get(path).text, path


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"known-police-number": "派出所"}, "号码要有 3 到 13 个字符"),
        ({"known-police-number": "11"}, "号码要有 3 到 13 个字符"),
        ({"known-police-number": "0834-761234567"}, "号码要有 3 到 13 个字符"),
        (own(0, "县救助站", "派出所"), "号码要有 3 到 13 个字符"),
        (own(0, "县救助站", ""), "请填写电话号码。"),
        (own(0, "", "7612345"), "请填写这是谁的电话。"),
        (own(0, "县民政局救助站", "7612345"), "最多 6 个字。"),
        (SUPERVISOR, "最多放六个电话"),
        ({**SUPERVISOR, "known-police-number": ""}, "最多放六个电话"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_nothing_is_kept(
    client: FlaskClient, unlocked: House, wrong: Lines, sentence: str
) -> None:
    page = post(client, "/numbers", **{**as_they_are(), **wrong})
    assert page.status_code == 200
    said = page.text.replace("孩子的屏幕上最多放六个。</p>", "")
    assert said.count(sentence) == 1
    assert unlocked.hotlines() == HOTLINES


def test_children_are_never_left_without_a_number(client: FlaskClient, unlocked: House) -> None:
    form = without(as_they_are(), *(line.key for line in HOTLINES))
    assert "请至少让孩子看到一个电话。" in post(client, "/numbers", **form).text
    assert for_children(unlocked.hotlines())
