"""A walk through every page of the panel, in each state that a counselor brings it into."""

from collections.abc import Iterator

from playwright.sync_api import Page

from kiosk.domain.children import Child

SHARES = ("some pages", "other pages", "forms")


def paths(child: Child) -> list[str]:
    """List every page of the open panel."""
    one = f"/children/{child.id}"
    rest = ("/arrivals", "/children", "/children/new", "/register/2026-11", "/days", "/about")
    keys = [f"/counselors{page}" for page in ("", "/new", "/passphrase", "/usb-key")]
    house = ("/activities/2026-11", "/activities/new", "/plans/new", "/categories")
    house += ("/upkeep", "/backups", "/children?left=1", "/days?leaf=1")
    house += ("/house-month/2026-11", "/help", "/help/new_child", "/help/guide")
    house += ("/house-rules", "/concern-rules", "/away", "/away/people", "/circles")
    house += ("/harm", "/numbers", "/calls", "/calls/new", "/open")
    house += ("/messages", "/messages/2", "/messages/ask", "/messages/cases/7K3M")
    house += ("/messages/4", "/messages/6", "/messages/training", "/messages/7")
    house += ("/date", "/retention", "/audit", "/audit?child=x", "/register/2026-11-23/paper")
    house += ("/recordings", "/recordings/bo", "/recordings/zh_Hans/who", "/recordings/ii/feel")
    house += ("/wordings", "/wordings/bo", "/wordings/ii?page=2", "/wordings/bo?approved=yes")
    house += ("/sending", "/sending?trying=yes", "/sending/telephone/1", "/sending/confirm")
    house += ("/sending/month", "/sending/connect")
    house += ("/remote", "/screen", "/screen/touch", "/box", "/switch-off")
    own = (
        "change",
        "code",
        "tags",
        "consent",
        "visits",
        "visits/paper",
        "copy",
        "copy?whole=1",
        "copy/file",
    )
    own += ("erase", "over-time")
    own += ("cases/call", "cases/call/new")
    own += ("household", "cases/service", "cases/service/new", "cases/follow_up")
    own += ("cases/home_visit/new",)
    of_one = (one, *(f"{one}/{page}" for page in own))
    return ["/", *rest, *house, *keys, *of_one, "/children/nobody"]


def pages_of(share: str, page: Page, address: str, child: Child) -> Iterator[str]:
    """Show a share of the panel's pages in turn: no test walks so many that it seems to hang."""
    if share == "forms":
        yield from begun_forms(page, address, child)
        yield from locked(page, address)
    else:
        for path in paths(child)[SHARES.index(share) :: len(SHARES) - 1]:
            page.goto(f"{address}/counselor{path}")
            yield path


def begun_forms(page: Page, address: str, child: Child) -> Iterator[str]:
    """Show what stands open once a counselor has begun to do something."""
    page.goto(f"{address}/counselor/sending")
    for summary in page.locator(".letter summary").all():
        summary.click()
    yield "/sending, to the last byte"
    page.goto(f"{address}/counselor/children/{child.id}/cases/note/new")
    page.locator("textarea").first.fill("今天主动帮小的孩子系鞋带")
    page.locator(".rail a").first.click()
    page.locator("dialog[open]").wait_for()
    yield "about to leave what is written"
    yield from refused_forms(page, address, child)
    for step in (".lines .button >> nth=0", ".lines .button >> nth=1"):
        page.goto(f"{address}/counselor/children/{child.id}/visits")
        page.locator(step).click()
        page.locator("form.hand").wait_for()
        yield f"{step} of a visit"
    page.goto(f"{address}/counselor/children/{child.id}/erase")
    page.locator(f".pictures input[value='{child.picture}']").check(force=True)
    page.locator("main button.danger").click()
    page.locator("[name=sure]").wait_for()
    yield "about to erase a child"
    page.goto(f"{address}/counselor/children/{child.id}/consent")
    page.locator("input[name=plays][value=no]").check(force=True)
    page.locator("main button.main").last.click()
    page.locator("[name=sure]").wait_for()
    yield "about to take a yes back"
    page.goto(f"{address}/counselor/")
    for summary in page.locator("main summary").all():
        summary.click()
    yield "/, about to close the day, and to put a chat off"
    with page.expect_navigation():
        page.locator("[name=weeks]").last.click()
    page.goto(f"{address}/counselor/children/{child.id}")
    page.locator("[action$='/concerns/end']").wait_for()
    yield "a child with whom a chat was put off"


def locked(page: Page, address: str) -> Iterator[str]:
    """Lock the panel, and show what stands in front of it."""
    page.locator(".lock").click()
    page.wait_for_url(f"{address}/")
    for path in ("/unlock", "/about", "/harm"):
        page.goto(f"{address}/counselor{path}")
        yield f"{path}, locked"


def refused_forms(page: Page, address: str, child: Child) -> Iterator[str]:
    """Show forms that were sent with what cannot be kept."""
    page.goto(f"{address}/counselor/children/new")
    page.locator("button.main").last.click()
    page.locator(".problem").first.wait_for()
    page.wait_for_load_state("load")
    yield "/children/new, refused"
    page.goto(f"{address}/counselor/away")
    page.locator("[value=later]").check(force=True)
    page.locator("button.main").click()
    page.locator(".problem").first.wait_for()
    yield "/away, refused"
    page.goto(f"{address}/counselor/house-rules")
    page.locator("[name=quiet_from]").first.select_option("20")
    page.locator("button.main").first.click()
    page.locator(".problem").first.wait_for()
    page.locator("summary").click()
    yield "/house-rules, refused, about to go back to the first values"
    page.goto(f"{address}/counselor/numbers")
    page.locator("[name=known-police-number]").fill("police")
    page.locator("button.main").first.click()
    page.locator(".problem").first.wait_for()
    yield "/numbers, refused"
    page.goto(f"{address}/counselor/messages/ask")
    page.fill("[name=text]", f"{child.nickname}不说话")
    page.locator("button.main").first.click()
    page.locator(".problem").first.wait_for()
    yield "/messages/ask, refused"
