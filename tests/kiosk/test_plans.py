"""No page reads a table that grows with the years from its beginning to its end."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient

from kiosk.closing import close_due_days
from kiosk.domain.children import Child
from kiosk.house import House
from tests.kiosk.child import forms
from tests.kiosk.counselor import panel
from tests.kiosk.counselor.messages.headquarters import meet

GROWING = (
    "activities|audit|boots|cases|consents|days|feedback|fetchings|inbox|moods|outbox|plays|talks"
    "|tombstones|visits"
)
READS_ALL = re.compile(rf"SCAN ({GROWING})\b")
# Such an index is made of all rows, for one question.
MAKES_INDEX = re.compile(rf"SEARCH ({GROWING}) USING AUTOMATIC ")
SORTS = "USE TEMP B-TREE FOR ORDER BY"

# These hold the few rows that wait for something, however many there are beside them.
SHORT_INDEX = re.compile(r"USING (COVERING )?INDEX \w+_(waiting|open|untold|set_aside|unread)$")

PAGES = ("/", "/who", "/feel", "/thanks", "/talk", "/healthz")
PANEL = ("", "arrivals", "children", "children/new", "register", "register.csv", "days", "upkeep")
PANEL += ("harm", "numbers", "calls", "calls/new", "messages")


@contextmanager
def overheard(house: House) -> Iterator[list[str]]:
    """Listen to all that the store is asked."""
    asked: list[str] = []
    with house.database.reading() as db:
        db.conn.set_trace_callback(asked.append)
    yield asked
    with house.database.reading() as db:
        db.conn.set_trace_callback(None)


def plans(house: House, asked: list[str]) -> dict[str, list[str]]:
    """Tell how SQLite goes about each question."""
    found = {}
    with house.database.reading() as db:
        for question in dict.fromkeys(asked):
            if question.lstrip().startswith(("SELECT", "UPDATE", "DELETE", "INSERT")):
                steps = db.execute(f"EXPLAIN QUERY PLAN {question}").fetchall()
                found[question] = [step[-1] for step in steps]
    return found


@pytest.fixture
def asked(unlocked: House, panda: Child, client: FlaskClient) -> Iterator[list[str]]:
    """All that is asked of the records during a visit, at every page, and at a closing."""
    meet(unlocked)
    with overheard(unlocked) as asked:
        forms.post(client, "/who", child=panda.id)
        forms.post(client, "/feel", face="low")
        forms.post(client, "/talk")
        for page in PAGES:
            client.get(page)
        forms.post(client, "/home")
        forms.post(client, "/fetch", by="mother")
        panel.post(client, "/messages/ask", case="new", band="4-7", text="她一周不说话")
        for page in (*PANEL, *(f"children/{panda.id}{one}" for one in ("", "/change", "/consent"))):
            answer = client.get(f"/counselor/{page}", follow_redirects=True)
            assert answer.status_code == 200, page
        panel.post(client, "/arrivals", child=panda.id)
        panel.post(client, "/children", name="xz")
        panel.post(client, "/days/close")
        close_due_days(unlocked)
        yield asked


def slow(everything: dict[str, list[str]]) -> list[str]:
    """Tell the questions for which a table that grows is read to its end."""
    return [
        f"{step}: {question}"
        for question, steps in everything.items()
        for step in steps
        if MAKES_INDEX.match(step)
        or (
            READS_ALL.match(step)
            and not SHORT_INDEX.search(step)
            and not ("LIMIT" in question and SORTS not in steps)
        )
    ]


def test_no_page_reads_all_of_a_table_that_grows(unlocked: House, asked: list[str]) -> None:
    everything = plans(unlocked, asked)
    assert len(everything) > 40
    assert not slow(everything), "\n".join(slow(everything))


def test_a_question_without_an_index_would_be_heard(unlocked: House) -> None:
    assert slow(plans(unlocked, ["SELECT * FROM visits WHERE how = 'touch'"]))
    assert slow(plans(unlocked, ["SELECT count(*) FROM visits"]))
    assert slow(plans(unlocked, ["SELECT 1 FROM days JOIN outbox ON present = minted_at LIMIT 1"]))
    assert not slow(plans(unlocked, ["SELECT * FROM visits ORDER BY seq DESC LIMIT 1"]))
