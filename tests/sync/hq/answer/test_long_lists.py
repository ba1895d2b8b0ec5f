"""What grows with the years is shown some at a time: messages, and questions that wait."""

import re
from collections.abc import Callable

from sync.hq.answer import post
from sync.messages import ANNOUNCEMENT, Bulletin
from tests.sync.hq.cast import Office, Visit


def titles(page: str) -> list[str]:
    return re.findall(r"<h2>(Notice \d+)</h2>", page)


def test_messages_are_listed_some_at_a_time(
    small_office: Office, visit: Callable[..., Visit]
) -> None:
    hq, house = small_office.hq, small_office.enrolled_house()
    small_office.send(house.ask(1))
    with hq.database.transaction() as connection:
        for number in range(60):
            content = Bulletin(1, f"Notice {number}", "Text").content()
            post.write(connection, ANNOUNCEMENT, content, "lin", hq.clock())
    lin, shown, address = visit(), [], "/messages"
    while address:
        page = lin.get(address)
        shown += titles(page)
        further = re.search(r'href="(\?before=\d+)"', page)
        address = f"/messages{further.group(1)}" if further else ""
    assert shown == [f"Notice {number}" for number in range(59, -1, -1)]


def test_questions_are_opened_some_at_a_time(
    small_office: Office, visit: Callable[..., Visit]
) -> None:
    house = small_office.enrolled_house()
    panel_key = small_office.hq.ring.panel_public
    small_office.send(*(house.question(n, panel_key, f"Question {n}.") for n in range(1, 71)))
    chen = visit("chen", "expert")
    asked = [
        re.findall(r"Question (\d+)\.", chen.get(f"/questions?after={n}")) for n in (0, 30, 60)
    ]
    assert [len(some) for some in asked] == [30, 30, 10]
    assert [int(one) for some in asked for one in some] == [*range(1, 71)]
    chen.get("/questions?after=30")
    assert 'href="?after=0"' in chen.page and 'href="?after=60"' in chen.page
    for nonsense in ("-7", "x", "9" * 30):
        chen.get(f"/questions?after={nonsense}")
