"""The audit is read by whoever keeps the house, and looking at it is noted too."""

import ast
import re
import sqlite3
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kiosk import keyholders
from kiosk.counselor.rights import audit_words
from kiosk.domain.audit import SOMEBODY, Action
from kiosk.domain.children import Child
from kiosk.forgetting import erase_child
from kiosk.house import House
from kiosk.store.rights import audit
from tests.kiosk.counselor.panel import audited

ROOT = Path(__file__).parents[4] / "kiosk"


def page(client: FlaskClient, query: str = "") -> str:
    answer = client.get(f"/counselor/audit{query}")
    assert answer.status_code == 200
    return answer.text


def write(house: House, lines: int, child: str = "", who: str = "li") -> None:
    with house.database.transaction() as db:
        for _ in range(lines):
            audit.note(db, house.clock(), who, Action.LOOKED_AT_CHILD, child)


def noted_words() -> set[tuple[str, str]]:
    """Find every action that is spelled out where it is noted, and the file that does."""
    found = set()
    for path in ROOT.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        named = {
            node.targets[0].id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("audit.note"):
                action = node.args[3]
                text = action.value if isinstance(action, ast.Constant) else None
                text = named.get(action.id) if isinstance(action, ast.Name) else text
                found |= {(str(text), path.name)} if text else set()
    return found


def test_nobody_says_of_a_wrong_passphrase_that_a_child_has_tried_it(
    client: FlaskClient, unlocked: House
) -> None:
    with unlocked.database.transaction() as db:
        audit.note(db, unlocked.clock(), SOMEBODY, Action.FAILED_TO_UNLOCK, unlocked.place)
    shown = page(client)
    assert "没能打开工作台" in shown and "有人" in shown
    assert "有个孩子" not in shown


def test_every_action_has_a_word() -> None:
    """An action that is not in kiosk/domain/audit.py, or has no word in audit_words.py."""
    vocabulary = {action.value for action in Action}
    assert {one for one in noted_words() if one[0] not in vocabulary} == set()
    assert set(audit_words.ACTIONS) == set(Action)


def test_who_did_what_with_whom(client: FlaskClient, unlocked: House, panda: Child) -> None:
    client.get(f"/counselor/children/{panda.id}")
    text = page(client)
    for told in ("李老师", "查看档案", "小竹", "添加孩子", "开办爱佑之家", "全部完好"):
        assert told in text
    assert panda.id in text  # as the value of a filter, and in no line
    assert f"<td>{panda.id}" not in text


def test_whose_time_began_and_ended_is_said(client: FlaskClient, unlocked: House) -> None:
    words = "seven quiet rivers bend north"
    wang = keyholders.add(unlocked, unlocked.vault.private_key, "王老师", "", words)
    keyholders.hand_over(unlocked, wang)
    rows = re.findall(r"<td>(儿童主任离任|添加儿童主任)</td><td>(.*?)</td>", page(client))
    assert rows == [("儿童主任离任", "王老师"), ("添加儿童主任", "王老师")]


def test_an_erased_child_has_no_name(client: FlaskClient, unlocked: House, panda: Child) -> None:
    erase_child(unlocked, panda.id)
    text = page(client)
    assert "已删除的孩子" in text and "删除孩子的资料" in text
    assert panda.id not in text and "小竹" not in text


def test_a_look_is_noted_once_a_visit(client: FlaskClient, unlocked: House) -> None:
    for query in ("", "?who=li", "?before=5", ""):
        page(client, query)
    assert audited(unlocked).count(("looked at audit", "")) == 1
    with unlocked.database.transaction() as db:
        audit.note(db, unlocked.clock(), unlocked.vault.keeper.id, Action.UNLOCKED, "panel")
    page(client, "?before=5")
    assert audited(unlocked).count(("looked at audit", "")) == 2


def test_fifty_lines_a_page_and_none_is_left_out(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child
) -> None:
    write(unlocked, 70, panda.id)
    write(unlocked, 60, f"{owl.id} 7")
    text = page(client)
    assert text.count("<tr><td>") == 50
    lines, query = 0, "?child=" + owl.id
    while query:
        text = page(client, query)
        lines += text.count("<td>阿木</td>")
        assert "<td>小竹</td>" not in text
        older = text.partition("更早的记录")[0].rpartition('href="/counselor/audit?')[2]
        query = "?" + older.partition('"')[0].replace("&amp;", "&") if "更早的记录" in text else ""
    assert lines == 62  # added, asked, and the sixty


def test_lines_of_one_counselor(client: FlaskClient, unlocked: House, panda: Child) -> None:
    write(unlocked, 3, panda.id, who="somebody-else")
    text = page(client, "?who=somebody-else")
    assert text.count("<tr><td>") == 3
    assert "没有这样的记录。" in page(client, "?who=nobody")


@pytest.mark.parametrize("before", ["many", "-1", str(2**63), "-" + "9" * 20, "9" * 40, "9" * 5000])
def test_a_number_that_no_line_can_have_is_the_first_page(
    client: FlaskClient, unlocked: House, before: str
) -> None:
    write(unlocked, 3)
    text = page(client, f"?before={before}")
    assert text.count("<tr><td>") > 3 and "最新的" not in text


@pytest.mark.parametrize("query", ["", "?every=1", "?child=x"])
def test_a_line_that_was_changed_behind_our_back_is_told(
    client: FlaskClient, unlocked: House, query: str
) -> None:
    write(unlocked, 3, "x")
    page(client)
    assert "完好" in page(client, query)
    with sqlite3.connect(unlocked.database.path) as thief:
        thief.execute("DROP TRIGGER audit_is_never_changed")
        thief.execute("UPDATE audit SET who = 'y' WHERE subject = 'x'")
    thief.close()
    text = page(client, query)
    assert "有一条记录在写入后被改动过" in text
    assert "完好" not in text
    assert text.count('class="broken"') == 1 or query == "?every=1"
