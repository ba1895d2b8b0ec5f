"""A counselor and a child, each at the same touch screen, with nothing but its pages."""

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

from tests.browser import settle, touch

LEGAL_NAME, GUARDIAN, PHONE = "欧阳静怡", "欧阳建国", "13987654321"
PASSPHRASE = "four donkeys paint violins"
PANDA = "1F43C"


@dataclass
class Counselor:
    """Counselor Li: sets the house up, adds children, looks at today, closes the day."""

    page: Page
    address: str

    def set_house_up(self) -> None:
        self.page.goto(f"{self.address}/counselor/")
        self._fill(house="大坪村爱佑之家", counselor="李老师", phone="13800001111")
        self._fill(passphrase=PASSPHRASE, again=PASSPHRASE)
        self._press("main button.main")

    def unlock(self) -> None:
        self.page.goto(f"{self.address}/counselor/")
        self._fill(passphrase=PASSPHRASE)
        self._press("main button.main")

    def lock(self) -> None:
        self._press(".rail button.lock")

    def add_child(self, nickname: str, agrees: str) -> None:
        """Add a child of six; `agrees` is the guardian's answer to each purpose: yes or no."""
        self.page.goto(f"{self.address}/counselor/children/new")
        self._fill(nickname=nickname, legal_name=LEGAL_NAME, guardian=GUARDIAN, phone=PHONE)
        self._choose("picture", PANDA)
        for part, value in zip(
            self.page.locator("select[name=birth]").all(), self._six(), strict=True
        ):
            part.select_option(value)
        self._choose("category", "left_behind")
        self._press("header button.main")
        for purpose in ("visits", "moods", "plays"):
            self._choose(purpose, agrees)
        self._fill(guardian=GUARDIAN, witness="李老师")
        self._press("main .actions button.main")

    def close_the_day(self) -> None:
        self.page.goto(f"{self.address}/counselor/")
        self.page.locator("details.confirm summary").tap()
        self._press("details.confirm button.main")

    def asks_headquarters(self) -> None:
        self.page.goto(f"{self.address}/counselor/messages")
        self._press("form[action$='/messages/fetch'] button")

    def asks_the_experts(self, question: str) -> None:
        """Ask about a child of eight to ten whom she does not name."""
        self.page.goto(f"{self.address}/counselor/messages/ask")
        self.page.locator("textarea").fill(question)
        self._choose("band", "8-10")
        self._press("header button.main")

    def takes_a_number_out(self, purpose: str) -> None:
        """Empty a line of the county's own on the page of numbers."""
        self.page.goto(f"{self.address}/counselor/numbers")
        line = self.page.locator("fieldset.someone", has_text=purpose)
        line.locator("input[name$=purpose]").fill("")
        line.locator("input[name$=number]").fill("")
        self._press("main button.main")

    def opens_the_latest_case(self) -> None:
        self.page.goto(f"{self.address}/counselor/messages")
        self._press(".letters a")

    def reads(self, path: str = "") -> str:
        """Read a page of the panel as text."""
        self.page.goto(f"{self.address}/counselor/{path}")
        return self.page.locator("main").inner_text()

    def _six(self) -> list[str]:
        """A birthday that is six years old all this year."""
        year = int(self.page.locator("select[name=birth] option").nth(1).inner_text())
        return [str(year - 6), "1", "1"]

    def _fill(self, **values: str) -> None:
        for name, value in values.items():
            self.page.locator(f"input[name={name}]").fill(value)

    def _choose(self, name: str, value: str) -> None:
        # Its click comes after the finger, and where the page has scrolled on it is another's.
        touch(self.page, self.page.locator(f"label:has(input[name={name}][value='{value}'])"))

    def _press(self, what: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(what).first.tap()


@dataclass
class ChildAtScreen:
    """A child with one finger; its taps are counted."""

    page: Page
    address: str
    taps: int = field(default=0)

    def finds_the_screen_asleep(self) -> None:
        self.page.goto(f"{self.address}/")
        self.taps = 0

    def tap(self, what: str, leads_to: str) -> None:
        settle(self.page)
        self._found(what).tap()
        self.taps += 1
        self.page.wait_for_url(f"**{leads_to}")

    def comes(self, nickname: str) -> None:
        self.tap(".wake", "/who")
        self.tap(f".card:has-text('{nickname}')", "/feel")

    def _found(self, what: str) -> Locator:
        return self.page.locator(what).first
