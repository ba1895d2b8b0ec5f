"""A stolen card tells nothing that is sealed: not the records, the log, the voices, the browser."""

import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cbor2
import pytest
from playwright.sync_api import BrowserContext, Page

from sync.keys import halves as halves_of
from tests.browser import CHROMIUM, QUIET, SEVEN_INCH, driver, sandbox, settle
from tests.end_to_end.people import PASSPHRASE, ChildAtScreen, Counselor
from tests.faults import canaries
from tests.processes import free_port, wait_until_healthy

pytestmark = pytest.mark.browser

NICKNAME = "小竹"

# One canary of each kind that is sealed, and what is never written anywhere.
CANARIES = {
    "legal name": "欧阳静怡",
    "guardian": "欧阳建国",
    "guardian's phone": "13987654321",
    "former legal name": "司马若兰",
    "former guardian": "司马长庚",
    "former phone": "13755550199",
    "who signed": "司徒秀英",
    "witness": "诸葛见证",
    "mood": "very_low",
    "who may fetch": "慕容远山",
    "relation": "表舅公",
    "note": "悄悄说过想念打工的妈妈",
    "follow-up": "陪她去镇上补办户口本",
    "risk level": "奶奶住院无人照看",
    "met at home": "尉迟老伯",
    "found at home": "灶台冷了好几天",
    "service": "已经联系县里的心理老师",
    "activity": "折纸鹤送给远方",
    "passphrase": PASSPHRASE,
}


@dataclass
class Keeper(Counselor):
    """Counselor Li, who writes down what must not be told."""

    def add(self) -> None:
        self.page.goto(f"{self.address}/counselor/children/new")
        self._fill(nickname=NICKNAME, legal_name=CANARIES["former legal name"])
        self._fill(guardian=CANARIES["former guardian"], phone=CANARIES["former phone"])
        self._choose("picture", "1F43C")
        for part, value in zip(
            self.page.locator("select[name=birth]").all(), self._nine(), strict=True
        ):
            part.select_option(value)
        self._choose("category", "left_behind")
        self._press("header button.main")
        for purpose in ("visits", "moods", "plays"):
            self._choose(purpose, "yes")
        self._fill(guardian=CANARIES["who signed"], witness=CANARIES["witness"])
        self._press("main .actions button.main")

    def correct(self) -> None:
        self.page.goto(f"{self.page.url}/change")
        self._fill(legal_name=CANARIES["legal name"], guardian=CANARIES["guardian"])
        self._fill(phone=CANARIES["guardian's phone"])
        self._press("header button.main")

    def write_of_its_household(self) -> None:
        child = self.page.url
        self.page.goto(f"{child}/household")
        self._write({"people-1-name": "who may fetch", "people-1-relation": "relation"})
        self.page.goto(child)

    def write_records(self) -> None:
        """Write one record of each kind: which texts, and which of a few is chosen."""
        self._record("note", {"text": "note"})
        self._record("follow_up", {"reason": "follow-up"})
        self._record("risk_level", {"reason": "risk level"}, level="4")
        self._record("home_visit", {"met": "met at home", "found": "found at home"})
        self._record(
            "service", {"note": "service"}, what="mental_health_consultation", step="asked"
        )

    def write_an_activity(self) -> None:
        child = self.page.url
        self.page.goto(f"{self.address}/counselor/activities/new")
        self.page.locator(".pick").first.tap()
        self._write({"name": "activity"})
        self.page.goto(child)

    def look_at_all(self) -> None:
        child = self.page.url
        for page in ("", "children", "register", "days", "arrivals", "activities", "audit"):
            self.page.goto(f"{self.address}/counselor/{page}")
        for page in ("/cases/note", "/cases/home_visit", "/household", "/copy", ""):
            self.page.goto(f"{child}{page}")
        assert CANARIES["legal name"] in self.page.locator("main").inner_text()

    def _record(self, kind: str, texts: dict[str, str], **chosen: str) -> None:
        child = self.page.url
        self.page.goto(f"{child}/cases/{kind}/new")
        for name, value in chosen.items():
            self._choose(name, value)
        self._write(texts)
        shown = self.page.locator("main").inner_text()
        assert all(CANARIES[canary] in shown for canary in texts.values()), shown
        self.page.goto(child)

    def _write(self, texts: dict[str, str]) -> None:
        for name, canary in texts.items():
            self.page.locator(f"[name='{name}']").fill(CANARIES[canary])
        self._press("header button.main")

    def _nine(self) -> list[str]:
        """A birthday that is nine years old all this year: five faces to choose from."""
        year = int(self.page.locator("select[name=birth] option").nth(1).inner_text())
        return [str(year - 9), "1", "1"]


def feel_very_low_and_wish_to_talk(page: Page, address: str) -> None:
    child = ChildAtScreen(page, address)
    child.finds_the_screen_asleep()
    child.comes(NICKNAME)
    child.tap("button.mood[value=very_low]", "/thanks")
    child.tap("form[action='/talk'] button", "/talk")


Seed = Callable[[Keeper], None]

# What the counselor does at her pages, in this order; one line for each page that seals.
SEEDS: tuple[Seed, ...] = (
    Keeper.add,
    Keeper.correct,
    Keeper.write_of_its_household,
    Keeper.write_records,
    Keeper.write_an_activity,
    Keeper.look_at_all,
)


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """All that a thief holds: the house's data, its log, and the browser's profile."""
    (tmp_path / "card" / "log").mkdir(parents=True)
    return tmp_path / "card"


@pytest.fixture
def address(card: Path) -> Iterator[str]:
    """The house's own process, which writes its log to the card."""
    port = free_port()
    command = ["-m", "kiosk", "serve", "--data", str(card / "house"), "--port", str(port)]
    with (card / "log" / "kiosk.log").open("wb") as log:
        process = subprocess.Popen([sys.executable, *command], stdout=log, stderr=log)
        try:
            wait_until_healthy(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(30)


@pytest.fixture
def browser(card: Path) -> Iterator[BrowserContext]:
    """Chromium as a person starts it: it keeps its history, its cache and its forms."""
    width, height, _ = SEVEN_INCH
    context = driver().chromium.launch_persistent_context(
        card / "chromium",
        executable_path=CHROMIUM,
        args=["--disable-gpu", *QUIET, *sandbox()],
        viewport={"width": width, "height": height},
        has_touch=True,
    )
    yield context
    context.close()


def recovery_halves(page: Page) -> dict[str, str | bytes]:
    """Read the two halves from their sheets, which are shown this once."""
    groups = re.findall(r"\b[0-9A-F]{4}\b", page.locator("main").inner_text())
    halves = [halves_of.read(" ".join(part)) for part in (groups[:17], groups[17:])]
    return {
        "recovery key": halves_of.join(halves),
        **{f"half {half.letter}": half.secret for half in halves},
        **{f"sheet {half.letter}": " ".join(half.groups[:3]) for half in halves},
    }


def test_a_stolen_card_tells_nothing_that_is_sealed(
    card: Path, address: str, browser: BrowserContext
) -> None:
    page = browser.pages[0]
    keeper = Keeper(page, address)
    keeper.set_house_up()
    secrets = {**CANARIES, **recovery_halves(page)}
    for seed in SEEDS:
        seed(keeper)
    keeper.lock()
    feel_very_low_and_wish_to_talk(page, address)
    settle(page)
    (card / "stick").mkdir()
    back_up = ["-m", "kiosk", "house", "backup", "--data", str(card / "house")]
    subprocess.run([sys.executable, *back_up, "--to", str(card / "stick")], check=True)
    subprocess.run([sys.executable, *back_up], check=True)
    assert list((card / "stick").rglob("*.aiyou"))
    assert canaries.find(card, secrets) == []
    browser.close()
    assert canaries.find(card, secrets) == []
    assert canaries.find(card / "house", {"nickname": NICKNAME})
    assert canaries.find(card / "chromium", {"address": address})


@pytest.mark.parametrize("kind", CANARIES)
def test_a_canary_is_found_in_whatever_clothes(tmp_path: Path, kind: str) -> None:
    text = CANARIES[kind]
    record = cbor2.dumps({"at": 7, "note": f"x{text}y"})
    worn = {
        "plain": text.encode(),
        "utf-16": text.encode("utf-16"),
        "cbor": record,
        "base64 of cbor": b64encode(record),
        "base64 of utf-16": b64encode(b"\0" + text.encode("utf-16-le") + b"\0"),
        "gzip": b"head" + canaries.packed(text),
    }
    for name, content in worn.items():
        (tmp_path / name).write_bytes(b"before " + content + b" after")
    assert canaries.find(tmp_path, {kind: text}) == [f"{kind} in {name}" for name in sorted(worn)]
    assert canaries.find(tmp_path, {"another": "somebody else"}) == []
