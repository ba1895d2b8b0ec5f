"""Every page of headquarters at many houses and at ten times as many, on both databases.

One reader, one request after the other over real HTTP, each until its last byte; figures in
milliseconds. A page may ask the database no more often where there are more houses.
"""

import os
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import quote

import pytest
import requests
from flask import Flask
from sqlalchemy import event, select

from sync.hq.app import create_app
from sync.hq.config import HqConfig
from sync.hq.simulate.driven import driven
from sync.hq.store.schema import houses, questions
from tests.bench.figures import Figures
from tests.bench.many_houses import ADMINISTRATOR, EXPERT, Many, live, look_at, multiplied
from tests.postgres import empty_database, server
from tests.sync.hq.cast import PASSWORD, Visit

ROUNDS, TIMES = 100, 10

pytestmark = [pytest.mark.bench_long, pytest.mark.long]


@dataclass(frozen=True)
class Page:
    """One page: its address, who opens it, and how often it asks the database."""

    address: str
    who: str
    queries: int


@dataclass(frozen=True)
class Took:
    """How long a page takes."""

    page: Page
    p50: float
    p99: float
    size: int


@pytest.fixture(params=["sqlite", "postgresql"])
def many(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Many]:
    """A headquarters with many houses, on each database in turn.

    AIYOU_BENCH_HQ: the directory of one on SQLite that was made before. AIYOU_BENCH_HQ_POSTGRESQL:
    the address of another; its directory has the same name and -pg.
    """
    made, address = (os.environ.get(f"AIYOU_BENCH_HQ{more}") for more in ("", "_POSTGRESQL"))
    data = Path(made) if made else tmp_path / "hq"
    with ExitStack() as stack:
        if request.param == "postgresql":
            database = address or stack.enter_context(empty_database(stack.enter_context(server())))
            data = data.with_name(f"{data.name}-pg") if address else tmp_path / "hq"
            config = HqConfig(data=data, database=database, second_factor=False)
        else:
            config = HqConfig(data=data, second_factor=False)
        yield look_at(config) if config.keys.exists() else live(config)


def test_every_page_is_quick_and_asks_no_more_of_many(
    many: Many, tmp_path: Path, figures: Figures
) -> None:
    of_few = measured(many)
    with multiplied(many, tmp_path / "more", TIMES) as more:
        of_more = measured(more)
    kind = "PostgreSQL" if many.config.database else "SQLite"
    tell(f"{kind}: {many.houses} houses, and {many.houses * TIMES}", of_few, of_more)
    asked = {one.page.address: one.page.queries for one in of_few}
    assert {one.page.address: one.page.queries for one in of_more} == asked
    for name, found in (("", of_few), (", ten times the houses", of_more)):
        slowest = max(found, key=lambda one: one.p99)
        note = f"of {len(found)}: {slowest.page.address}"
        figures.tell(f"slowest page{name or ', p99'}, {kind}", slowest.p99, note=note)
    figures.hold()


def measured(many: Many) -> list[Took]:
    """Measure every page, served by a process of its own."""
    listed = pages(many)
    with driven(many.config, many.noon) as address:
        base = address(many.noon).partition("/at/")[0]
        readers = {who: signed_in(base, who) for who in (ADMINISTRATOR, EXPERT)}
        return [measure(readers[page.who], base, page) for page in listed]


def measure(reader: requests.Session, base: str, page: Page) -> Took:
    took, size = [], 0
    for _ in range(ROUNDS):
        began = time.perf_counter()
        answer = reader.get(base + page.address, timeout=60, allow_redirects=False)
        took.append(1000 * (time.perf_counter() - began))
        assert answer.status_code < 400, (page.address, answer.status_code)
        size = len(answer.content)
    return Took(page, median(took), quantiles(took, n=100)[98], size)


def signed_in(base: str, who: str) -> requests.Session:
    """Open a browser of somebody who signed in."""
    reader = requests.Session()
    page = reader.get(base + "/sign-in?language=zh_Hans", timeout=60).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    fields = {"csrf_token": token.group(1), "name": who, "password": PASSWORD}
    assert "sign-out" in reader.post(base + "/sign-in", fields, timeout=60).text
    return reader


def pages(many: Many) -> list[Page]:
    """List every page there is, with how often each asks the database."""
    app = create_app(many.config, lambda: many.noon)
    database = app.extensions["headquarters"].database
    try:
        with counting(database) as counted:
            visits = {who: _visit(app, who) for who in (ADMINISTRATOR, EXPERT)}
            listed = []
            for address in addresses(app, many):
                # Whoever is shown it; what leads on, as the page to sign in does, leads all on.
                codes = {who: one.client.get(address).status_code for who, one in visits.items()}
                who = min(codes, key=codes.__getitem__)
                counted.clear()
                visits[who].client.get(address)
                listed.append(Page(address, who, len(counted)))
            return listed
    finally:
        database.close()


def _visit(app: Flask, who: str) -> Visit:
    visit = Visit(app.test_client())
    visit.get("/sign-in?language=zh_Hans")
    visit.post("/sign-in", name=who, password=PASSWORD)
    return visit


@contextmanager
def counting(database: Any) -> Iterator[list[str]]:
    """Note each statement that goes to the database."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    event.listen(database._engine, "before_cursor_execute", note)
    yield seen
    event.remove(database._engine, "before_cursor_execute", note)


def addresses(app: Flask, many: Many) -> list[str]:
    """Name an address of each page; one with a part that is not known here fails."""
    known = samples(app, many)
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint != "static"
    ]
    plain = [
        re.sub(r"<(?:[^:>]+:)?([^>]+)>", lambda part: quote(known[part.group(1)]), rule.rule)
        for rule in rules
    ]
    earlier = (many.noon - timedelta(days=40)).date()
    some = {f"/places/{code}" for code in ("yuexi", "sichuan")}
    years = {f"{place}?period={earlier.year}" for place in ("/places/", *some)}
    house = f"/houses/{known['house']}?period="
    more = {"/?place=yuexi", "/?page=2", f"{house}{earlier:%Y-%m}", f"{house}{earlier.year}"}
    return sorted({*plain} | some | years | more)


def samples(app: Flask, many: Many) -> dict[str, str]:
    """Choose what stands in the addresses: the house that was there first, a question."""
    with app.extensions["headquarters"].database.reading() as connection:
        first = select(houses.c.house).order_by(houses.c.added_at, houses.c.house)
        # In the copy with more houses the first one's question has the shortest name.
        asked = select(questions.c.tag).order_by(questions.c.received_at, questions.c.tag)
        house, tag = (connection.execute(query).scalars().first() for query in (first, asked))
    assert house and tag
    # Of the files of a report the one that is made at once.
    return {"house": house, "tag": tag, "code": "yuexi", "name": EXPERT, "kind": "csv"}


def tell(title: str, figures: list[Took], of_more: list[Took]) -> None:
    print(f"\n{title}; {ROUNDS} requests of one reader each, in milliseconds")
    print(f"{'page':44}{'asks':>5}{'p50':>8}{'p99':>8}{'p50':>9}{'p99':>8}{'kB':>7}")
    for one, more in zip(figures, of_more, strict=True):
        print(
            f"{one.page.address[:43]:44}{one.page.queries:5}{one.p50:8.1f}{one.p99:8.1f}"
            f"{more.p50:9.1f}{more.p99:8.1f}{more.size / 1000:7.0f}"
        )
