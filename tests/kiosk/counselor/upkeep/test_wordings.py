"""A speaker at the panel: approves drafts, writes better ones, and takes an approval back."""

from html import unescape

import pytest
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

from kiosk import wordings
from kiosk.counselor.upkeep.wordings import ON_A_PAGE
from kiosk.domain.wordings import Sentence
from kiosk.house import House
from tests.kiosk.counselor.panel import audited, fill_the_card, post
from tests.kiosk.speakers import approve_all

BACK = "ཕྱིར་ལོག"


def found(house: House, source: str, locale: str = "bo") -> Sentence:
    with house.database.reading() as db:
        return next(one for one in wordings.sentences(db, locale) if one.source == source)


def number(house: House) -> int:
    with house.database.reading() as db:
        return len(wordings.sentences(db, "bo"))


def approve(client: FlaskClient, source: str, words: str, locale: str = "bo"):
    return post(client, f"/wordings/{locale}/child", source=source, wording=words)


def test_a_draft_is_approved_as_it_is(client: FlaskClient, unlocked: House) -> None:
    assert f"共 {number(unlocked)} 句，已审定 0 句" in client.get("/counselor/wordings").text
    assert approve(client, "Back", found(unlocked, "Back").draft).status_code == 303
    assert found(unlocked, "Back").shown == BACK
    page = client.get("/counselor/wordings/bo?approved=yes").text
    assert f'lang="bo">{BACK}</p>' in page
    assert "已审定，孩子们从现在起就能看到。" in page
    assert "审定了一句译文" in client.get("/counselor/audit").text
    assert [what for what, _ in audited(unlocked)].count("approved wording") == 1


def test_a_draft_is_rewritten_and_taken_back(client: FlaskClient, unlocked: House) -> None:
    approve(client, "Back", "  ལོག  ")
    assert found(unlocked, "Back").approved == "ལོག"
    answer = post(client, "/wordings/bo/child", source="Back", do="back")
    assert answer.status_code == 303
    assert found(unlocked, "Back").shown == ""
    assert [what for what, _ in audited(unlocked)][-1] == "took wording back"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "请写下译文。"),
        ("返回", "请用 བོད་སྐད། 的文字来写。"),
        ("ꀊꇁ", "请用 བོད་སྐད། 的文字来写。"),
        ("ལོག %(name)s", "这句话没有要填的内容，请去掉：%(name)s"),
        ("ལ" * 161, "最多 160 个字。"),
    ],
)
def test_what_cannot_be_a_wording_is_one_sentence_and_changes_nothing(
    client: FlaskClient, unlocked: House, words: str, sentence: str
) -> None:
    answer = approve(client, "Back", words)
    assert answer.status_code == 200
    assert sentence in answer.text
    # The refused one stands alone.
    assert answer.text.partition('<ul class="cases wordings">')[2].count("<li") == 1
    assert found(unlocked, "Back").shown == ""
    assert not [what for what, _ in audited(unlocked) if "wording" in what]


def test_a_place_that_is_filled_in_must_stand_in_the_wording(
    client: FlaskClient, unlocked: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Sentence("child", "%(name)s is here", "%(name)s 来了")
    monkeypatch.setattr(wordings, "find", lambda *_: asked)
    assert "译文里必须原样保留：%(name)s" in approve(client, asked.source, "སླེབས་ཟིན།").text
    assert approve(client, asked.source, "%(name)s སླེབས་ཟིན།").status_code == 303


def test_what_no_catalog_has_is_not_kept(client: FlaskClient, unlocked: House) -> None:
    assert approve(client, "Hello", BACK).status_code == 404
    assert post(client, "/wordings/bo/counselor", source="Today", wording=BACK).status_code == 404
    assert approve(client, "Back", BACK, locale="en").status_code == 404
    assert client.get("/counselor/wordings/zh_Hans").status_code == 404
    assert client.get("/counselor/wordings/bo/counselor.po").status_code == 404
    with unlocked.database.reading() as db:
        assert db.table("wordings").count == 0


def test_sentences_come_page_by_page_and_all_of_them(client: FlaskClient, unlocked: House) -> None:
    with unlocked.database.reading() as db:
        everything = wordings.sentences(db, "ii")
    shown = []
    for place in range(1, -(-len(everything) // ON_A_PAGE) + 1):
        page = unescape(client.get(f"/counselor/wordings/ii?page={place}").text)
        shown += [one for one in everything if f'lang="en">{one.source}<' in page]
    assert {one.source for one in shown} == {one.source for one in everything}
    assert "还没有草稿，请直接写。" in page or "没问题，审定" in page


def test_a_finished_language_says_so(client: FlaskClient, unlocked: House) -> None:
    approve_all(unlocked, "ii")
    assert "全部审定完了。" in client.get("/counselor/wordings/ii").text
    every = number(unlocked)
    assert f"共 {every} 句，已审定 {every} 句" in client.get("/counselor/wordings").text


def test_the_file_is_given(client: FlaskClient, unlocked: House) -> None:
    approve(client, "Back", BACK)
    answer = client.get("/counselor/wordings/bo/child.po")
    assert answer.headers["Content-Disposition"] == "attachment; filename=child-bo.po"
    lines = answer.data.decode().splitlines(keepends=True)
    shown = {one.id: one.string for one in read_po(lines, locale="bo") if not one.fuzzy}
    assert {source: words for source, words in shown.items() if source and words} == {"Back": BACK}


def test_a_full_card_keeps_nothing_and_says_so(client: FlaskClient, unlocked: House) -> None:
    fill_the_card(unlocked)
    tried = [f"ལོག{'་' * number}" for number in range(60)]
    answers = [approve(client, "Back", wording).status_code for wording in tried]
    kept = answers.index(507)
    assert answers == [303] * kept + [507] * (60 - kept)
    assert found(unlocked, "Back").approved == tried[kept - 1]


def test_nobody_approves_while_the_panel_is_locked(client: FlaskClient, house: House) -> None:
    assert client.get("/counselor/wordings/bo").status_code == 302
    with house.database.reading() as db:
        assert db.table("wordings").count == 0
