"""A house under load: children and a counselor at its pages, and what else goes on meanwhile."""

import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from statistics import median, quantiles
from threading import Event, Thread

import requests

from kiosk.domain.moment import HOUSE_ZONE
from tests.cast import PASSPHRASE


@dataclass
class Load:
    """All that goes on at once, until somebody stops it; it remembers what each touch took."""

    data: Path
    address: str
    children: list[str]
    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    complaints: Counter[str] = field(default_factory=Counter)
    over: Event = field(default_factory=Event)

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.took[what].append(time.monotonic() - began)

    def run(self, acts: Sequence[Callable[[], None]], seconds: float) -> None:
        """Do all of it at once, each again and again, for a time."""
        threads = [Thread(target=self._repeat, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        self.over.set()
        for thread in threads:
            thread.join()

    def _repeat(self, act: Callable[[], None]) -> None:
        while not self.over.is_set():
            try:
                act()
            except Exception as error:
                self.complaints[f"{error!r}"] += 1

    def count(self, what: str) -> int:
        return len(self.took[what])

    def said(self) -> str:
        lines = []
        for what, times in sorted(self.took.items()):
            ms = [one * 1000 for one in times]
            p99 = quantiles(ms, n=100)[98] if len(ms) > 1 else ms[0]
            lines.append(
                f"{what:16}{len(ms):6} times {median(ms):8.1f} / {p99:8.1f} ms (p50 / p99)"
            )
        return "\n".join(lines)


class Browser:
    """A browser whose every page must come; one that says it is locked counts as a failure."""

    def __init__(self, load: Load) -> None:
        self.load, self.session, self.token = load, requests.Session(), ""

    def go(self, method: str, path: str, what: str, **form: str) -> str:
        if form or method == "POST":
            form["csrf_token"] = self.token
        with self.load.timed(what):
            answer = self.session.request(method, self.load.address + path, data=form, timeout=60)
        if answer.status_code >= 400:
            self.load.complaints[f"{method} {path} {answer.status_code}"] += 1
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', answer.text)
        self.token = found[1] if found else self.token
        return answer.text


class Child(Browser):
    """A child that comes, says how it feels, wishes to talk and goes home."""

    def __init__(self, load: Load, mine: list[str]) -> None:
        super().__init__(load)
        self.mine, self.turn = mine, 0

    def visit(self) -> None:
        self.turn += 1
        self.go("GET", "/who", "who is here")
        self.go("POST", "/who", "check-in", child=self.mine[self.turn % len(self.mine)])
        self.go("POST", "/feel", "a mood", face="low")
        if self.turn % 10 == 0:
            self.go("POST", "/talk", "wish to talk")
        self.go("POST", "/home", "going home")
        self.go("POST", "/fetch", "by whom", by="mother")


class Counselor(Browser):
    """A counselor that looks at everything and closes the day again and again."""

    def unlock(self) -> None:
        self.go("GET", "/counselor/unlock", "unlock")
        self.go("POST", "/counselor/unlock", "unlock", passphrase=PASSPHRASE)

    def look_around(self) -> None:
        self.go("GET", "/counselor/", "today's page")
        self.go("GET", f"/counselor/children/{self.load.children[0]}", "a child's page")
        self.go("GET", f"/counselor/register/{datetime.now(HOUSE_ZONE):%Y-%m}", "register")
        self.go("POST", "/counselor/days/close", "closing")
