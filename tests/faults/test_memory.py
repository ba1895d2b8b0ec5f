"""What the house's process still holds once it is locked, read as a thief of a core would."""

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote_plus

import pytest
import requests

from kiosk.config import HouseConfig
from kiosk.domain.children import Child
from kiosk.domain.moods import Face
from kiosk.house import House, open_house
from kiosk.store.attendance import moods, visits
from sync.keys import halves
from tests.cast import GUARDIAN, LEGAL_NAME, PASSPHRASE, PHONE, Hands, open_slot
from tests.kiosk.counselor.access.test_setup import FIRST_DAY
from tests.processes import free_port, kiosk, wait_for
from tests.turns import first_each_time

PAGES = ("", "children/{0}", "children/{0}/change", "children/{0}/consent", "register", "days")

SECOND, THIRD = "seven lamps under snow ferry", "green kettle morning tractor"

# The mood's word is in the catalog; only a page that was made has it between these.
SHOWN = (LEGAL_NAME, GUARDIAN, PHONE, ">有点难过<", "最近 3 次里有 3 次")
# Waitress kept a page of more than 8 KiB until the next on the same connection.
LONGEST = "children/{0}/change"

Needles = dict[str, bytes]


def image(pid: int) -> Iterator[tuple[str, bytes]]:
    """Read every readable mapping, heap and stacks included: no core would hold more."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights, *rest = line.split(maxsplit=5)
            begin, end = (int(edge, 16) for edge in span.split("-"))
            if rights.startswith("r") and rest[-1] not in ("[vvar]", "[vvar_vclock]", "[vsyscall]"):
                memory.seek(begin)
                yield line, memory.read(end - begin)


def found(pid: int, needles: Needles) -> set[str]:
    """Tell which of the needles are in a process's memory; it stands still meanwhile."""
    stand_still(pid)
    try:
        parts = image(pid)
        return {name for _, part in parts for name, needle in needles.items() if needle in part}
    finally:
        os.kill(pid, signal.SIGCONT)


def stand_still(pid: int) -> None:
    """Stop a process, all its threads: what it maps and unmaps meanwhile could not be read."""
    os.kill(pid, signal.SIGSTOP)
    wait_for("it stands", 30, lambda: all(map(stands, Path(f"/proc/{pid}/task").iterdir())))


def stands(thread: Path) -> bool:
    state = (thread / "stat").read_text().rpartition(")")[2].split()[0]
    return state == "T"


def key_needles(private: bytes) -> Needles:
    """The middle of the key: raw, as text, and in digits of 4 bits, as libsodium multiplies."""
    digits, carry = [digit for byte in private for digit in (byte & 15, byte >> 4)], 0
    digits[0] &= 8
    for place in range(63):
        digits[place] += carry
        carry = (digits[place] + 8) >> 4
        digits[place] -= carry << 4
    signed = bytes(digit & 255 for digit in digits[16:48])
    return {"key": private[8:24], "key as text": private.hex()[16:48].encode(), "digits": signed}


def text_needles(*texts: str) -> Needles:
    """A text as it is stored, as CPython holds it, and as a form sends it."""
    ways = {"utf-8": str.encode, "wide": lambda text: text.encode("utf-16-le")}
    forms = {"form": lambda text: quote_plus(text).encode(), **ways}
    return {f"{text}, {name}": way(text) for text in texts for name, way in forms.items()}


class Panel:
    """A counselor with two connections, as a browser has several."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}/counselor"
        self.sessions = [requests.Session() for _ in range(2)]
        self.sessions[1].cookies = self.sessions[0].cookies

    def post(self, path: str, **form: str) -> requests.Response:
        page = self.sessions[0].get(f"{self.address}/about", timeout=10).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert token
        data = {"csrf_token": token[1], **form}
        return self.sessions[0].post(f"{self.address}/{path}", data=data, timeout=20)

    def read(self, path: str) -> str:
        """Read a page on each connection; the second stays with the last it read."""
        answers = [session.get(f"{self.address}/{path}", timeout=10) for session in self.sessions]
        assert not [answer.url for answer in answers if "unlock" in answer.url]
        return answers[-1].text


@pytest.fixture
def here(unlocked: House, panda: Child) -> Child:
    """Panda is here now, by the clock on the wall, and has said three times how she feels."""
    now = Hands(datetime.now(UTC))()
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, now)
        for _ in range(3):
            moods.keep(db, unlocked.vault, panda.id, Face.LOW, now)
    return panda


@pytest.fixture
def private(house: House) -> bytes:
    with house.database.reading() as db:
        return open_slot(db).private_key


def look_around(panel: Panel, child: Child) -> str:
    """Unlock, open every page that shows what is sealed; returns all that was read."""
    wrong = panel.post("unlock", passphrase=PASSPHRASE[:-1])
    assert wrong.url.endswith("unlock")
    time.sleep(2)
    panel.post("unlock", passphrase=PASSPHRASE)
    return "".join(panel.read(page.format(child.id)) for page in (*PAGES, LONGEST))


def lock_by_button(panel: Panel) -> None:
    panel.post("lock")


def lock_by_idling(panel: Panel) -> None:
    """Wait until the page asks for the passphrase, as its own script does by the same time."""
    time.sleep(3.1)
    assert "passphrase" in panel.sessions[0].get(f"{panel.address}/unlock", timeout=10).text


@pytest.mark.parametrize(
    "lock", first_each_time((lock_by_idling, lock_by_button), name=lambda lock: lock.__name__)
)
def test_after_locking_no_core_holds_the_key_or_what_it_opened(
    house: House, here: Child, private: bytes, lock: Callable[[Panel], None]
) -> None:
    secrets = key_needles(private)
    shown = {**text_needles(*SHOWN), "the mood's record": b"dfaceclow"}
    port = free_port()
    with kiosk(house.config.data, port, AIYOU_LOCK_SECONDS="3") as process:
        panel = Panel(port)
        read = look_around(panel, here)
        assert [word for word in SHOWN if word not in read] == []
        open_now = found(process.pid, {**secrets, **shown})
        assert "key" in open_now
        assert open_now & set(shown)
        lock(panel)
        assert found(process.pid, {**secrets, **shown, **text_needles(PASSPHRASE)}) == set()


def test_no_passphrase_and_no_recovery_key_stays_after_the_pages_that_handled_them(
    config: HouseConfig,
) -> None:
    port = free_port()
    with kiosk(config.data, port, AIYOU_ARGON2_MEMORY_KIB="1024") as process:
        panel = Panel(port)
        sheet = panel.post("setup", **FIRST_DAY)
        groups = re.findall("<span>([0-9A-F]{4})</span>", sheet.text)
        pair = [halves.read(" ".join(groups[at : at + 17])) for at in (0, 17)]
        add = {"who": "王老师", "passphrase": SECOND, "again": SECOND, "stick": "no"}
        assert panel.post("counselors/new", **add).url.endswith("/counselors")
        change = {"old": PASSPHRASE, "passphrase": THIRD, "again": THIRD}
        assert panel.post("counselors/passphrase", **change).url.endswith("/counselors")
        with closing(open_house(config)) as house, house.database.reading() as db:
            private = open_slot(db, THIRD).private_key
        secrets = key_needles(private)
        assert "key" in found(process.pid, secrets)
        panel.post("lock")
        for name, key in (("A", pair[0].secret), ("B", pair[1].secret), ("R", halves.join(pair))):
            needles = {f"{name} {way}": needle for way, needle in key_needles(key).items()}
            secrets |= {**needles, f"{name} shown": key.hex().upper()[16:48].encode()}
        secrets |= {f"group of {half.letter}": half.text[20:44].encode() for half in pair}
        secrets |= text_needles(PASSPHRASE, SECOND, THIRD)
        assert found(process.pid, secrets) == set()


def test_a_crash_of_the_house_writes_no_core(house: House) -> None:
    with kiosk(house.config.data, free_port()) as process:
        limits = Path(f"/proc/{process.pid}/limits").read_text()
    assert re.search(r"Max core file size +0 +0 ", limits)
