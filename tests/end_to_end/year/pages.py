"""The one screen of the house, used by children and counselor as a browser sends their touches."""

import csv
import re
from datetime import date, datetime
from urllib.parse import urlsplit

import requests

from tests.kiosk.counselor.panel import AGREED, FAWN, Form

# In the order of the house's month.
_INDICATORS = (
    *("days_open", "hours_open", "children", "newcomers", "visits", "visits_a_day"),
    *("activities", "activity_hours", "participations", "home_visits"),
)
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_MARK = re.compile(r'name="mark"[^>]*value="([^"]*)"')


class Screen:
    """A browser: what it posts must be accepted, and leads on."""

    def __init__(self, address: str) -> None:
        self._address, self._session, self._token = address, requests.Session(), ""
        self._shown: dict[str, Form] = {}

    def finds_it_asleep(self) -> None:
        """Connect anew: in hours without a touch the house lets go of connections."""
        self._session.close()

    def look(self, path: str) -> str:
        """Fetch a page; the forms on it can be sent then."""
        answer = self._session.get(self._address + path, timeout=60)
        assert answer.status_code == 200, f"{path} {answer.status_code}"
        found = _TOKEN.search(answer.text)
        self._token = found[1] if found else self._token
        mark = _MARK.search(answer.text)
        self._shown = {"mark": mark[1]} if mark else {}
        return answer.text

    def touch(self, path: str, **form: Form) -> str:
        """Send a form, and tell where its answer leads; a page that says no is a failure."""
        data = {"csrf_token": self._token, **self._shown, **form}
        answer = self._session.post(
            self._address + path, data=data, timeout=60, allow_redirects=False
        )
        assert answer.status_code in (302, 303), f"{path} {answer.status_code}\n{answer.text}"
        return urlsplit(answer.headers["Location"])._replace(scheme="", netloc="").geturl()

    def leads_on(self, path: str) -> bool:
        """Tell whether a page has had its time."""
        answer = self._session.get(self._address + path, timeout=60, allow_redirects=False)
        return answer.is_redirect


class Desk(Screen):
    """The counselor's panel."""

    def unlock(self, passphrase: str) -> None:
        self.look("/counselor/unlock")
        self.touch("/counselor/unlock", passphrase=passphrase)

    def lock(self) -> None:
        self.touch("/counselor/lock")

    def add_child(self, nickname: str, picture: str, birth: date, today: date) -> str:
        """Add a child whose guardian agrees to everything, and tell its id."""
        self.look("/counselor/children/new")
        card = FAWN | {"nickname": nickname, "picture": picture, "birth": parts(birth)}
        consent = self.touch("/counselor/children/new", **card)
        self.look(consent)
        self.touch(consent, **AGREED | {"signed": parts(today)})
        return consent.split("/")[3]

    def let_go(self, child: str, nickname: str, picture: str, birth: date) -> None:
        """Note that a child has left the program."""
        path = f"/counselor/children/{child}/change"
        self.look(path)
        card = FAWN | {"nickname": nickname, "picture": picture, "birth": parts(birth)}
        self.touch(path, **card | {"active": "no"})

    def add_activity(self, day: date, minutes: int, children: list[str], others: int) -> None:
        self.look("/counselor/activities/new")
        form: dict[str, Form] = {"name": "读绘本", "day": parts(day), "start": ["16", "30"]}
        form |= {"minutes": str(minutes), "others": str(others), "participants": children}
        self.touch("/counselor/activities/new", **form)

    def add_home_visit(self, child: str, day: date) -> None:
        path = f"/counselor/children/{child}/cases/home_visit/new"
        self.look(path)
        self.touch(path, day=parts(day), met="奶奶", found="都好", next="")

    def talk_with_all(self) -> int:
        """Talk with whoever asked for it, and tell how many wishes that were."""
        page = self.look("/counselor/")
        wishes = re.findall(r'name="request" value="([^"]+)"', page)
        for wish in wishes:
            self.touch("/counselor/talks", request=wish)
        return len(wishes)

    def set_date(self, at: datetime) -> None:
        page = self.look("/counselor/date")
        shown = re.search(r'name="shown"[^>]*value="([^"]+)"', page)
        assert shown
        hand = {"hour": str(at.hour), "minute": f"{at.minute:02d}", "shown": shown[1]}
        self.touch("/counselor/date", day=parts(at.date()), **hand)

    def register(self, month: date) -> dict[date, int]:
        """Read how many children came, of each day of a month, from the register's last line."""
        *_, headcounts = self._table(f"/counselor/register/{month:%Y-%m}.csv")
        return {month.replace(day=day): int(n) for day, n in enumerate(headcounts[2:-1], 1)}

    def year_so_far(self, month: date) -> dict[str, int]:
        """Read the indicators of the year up to a month."""
        _, *lines = self._table(f"/counselor/house-month/{month:%Y-%m}.csv")
        return {name: int(year) for name, (_, _, year) in zip(_INDICATORS, lines, strict=False)}

    def _table(self, path: str) -> list[list[str]]:
        return list(csv.reader(self.look(path).splitlines()))


def parts(day: date) -> list[str]:
    return [str(day.year), str(day.month), str(day.day)]
