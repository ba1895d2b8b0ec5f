"""The recorder in a real browser: a voice goes in at the microphone and comes out at the child."""

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, Page

from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.store import recordings
from tests.browser import chromium, touch, touch_page
from tests.sounds import RATE, pitched, samples, samples_of, tone, wav

pytestmark = pytest.mark.browser

# What Chromium takes for a microphone says this once, and agrees to be heard.
PITCH, SPOKEN, PAUSE = 440, 1.6, 0.9
FAKE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
# As on the house's own screen: a page may speak before it is touched.
ALOUD = "--autoplay-policy=no-user-gesture-required"
PAGE = "/counselor/recordings/zh_Hans/who"
LISTENED = "long => parseFloat(document.querySelector('[data-time]').textContent) > long"
ENDED = "() => document.querySelector('audio').ended"
HEARD = (
    "() => { const { duration, src } = document.querySelector('audio'); return [duration, src]; }"
)


@pytest.fixture(scope="module")
def listening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser before whose microphone somebody speaks, with pauses."""
    said = tmp_path_factory.mktemp("said") / "said.wav"
    pause = samples(PAUSE, loud=0)
    said.write_bytes(wav(array("h", [*pause, *samples(SPOKEN, PITCH), *pause])))
    with chromium(*FAKE, ALOUD, f"--use-file-for-fake-audio-capture={said}%noloop") as running:
        yield running


@pytest.fixture
def page(listening: Browser) -> Iterator[Page]:
    with touch_page(listening) as page:
        yield page


def kept(house: House, prompt: str = "who") -> bytes:
    with house.database.reading() as db:
        return recordings.sound(db, "zh_Hans", prompt)


def keep(house: House, sound: bytes) -> None:
    with house.database.transaction() as db:
        said = "你是谁？点一点你的图。"
        recordings.keep(db, "zh_Hans", "who", said, sound, house.clock(), "li")
        recordings.approve(db, "zh_Hans", "who", said, house.clock(), "li")


def seconds(sound: bytes) -> float:
    return len(samples_of(sound)) / RATE


def record(page: Page, address: str) -> None:
    """Record what is said before the microphone, and wait until it can be cut."""
    page.goto(address + PAGE)
    page.locator("[data-record]").tap()
    # As long as it has listened, and not as long as it took: it is asked for before it hears.
    page.wait_for_function(LISTENED, arg=2 * PAUSE + SPOKEN)
    page.locator("[data-record]").tap()
    page.locator("[data-keep]").wait_for()


def at(page: Page, edge: str) -> float:
    return float(page.locator(f"[data-edge={edge}]").inner_text().removesuffix(" s"))


def listen_as_a_child(page: Page, address: str) -> tuple[float, bytes]:
    """Let the page of a child speak to its end; tell for how long, and what it fetched."""
    page.goto(f"{address}/who")
    page.wait_for_function(ENDED, timeout=15_000)
    duration, source = page.evaluate(HEARD)
    return duration, requests.get(source, timeout=30).content


SLOW_MICROPHONE = """() => {
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  window.opened = [];
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    await new Promise((go) => setTimeout(go, 300));
    const stream = await ask(wanted);
    opened.push(...stream.getTracks());
    return stream;
  };
}"""


def test_a_second_tap_before_the_microphone_opens_opens_no_other(
    page: Page, address: str, unlocked: House
) -> None:
    page.goto(address + PAGE)
    page.evaluate(SLOW_MICROPHONE)
    button = page.locator("[data-record]")
    button.tap()
    button.tap()
    page.locator("[data-record].busy").wait_for()
    page.wait_for_timeout(400)
    touch(page, button)
    assert page.evaluate("opened.map((track) => track.readyState)") == ["ended"]


def test_a_voice_is_recorded_cut_kept_approved_and_heard_by_the_child(
    page: Page, address: str, unlocked: House, panda: Child
) -> None:
    record(page, address)
    # The silence before and after is cut off by itself, but for a breath at either end.
    assert SPOKEN - 0.3 < at(page, "end") - at(page, "begin") < SPOKEN + 0.6
    begin, end = at(page, "begin"), at(page, "end")
    for _ in range(2):
        touch(page, page.locator("[data-move=begin][data-by='0.1']"))
    touch(page, page.locator("[data-move=end][data-by='-0.1']"))
    assert at(page, "begin") == pytest.approx(begin + 0.2, abs=0.11)
    assert at(page, "end") == pytest.approx(end - 0.1, abs=0.11)
    page.locator("[data-try]").tap()
    page.locator("[data-keep]").tap()
    page.get_by_text("已保存。请再听一遍").wait_for()
    sound = kept(unlocked)
    assert seconds(sound) == pytest.approx(end - begin - 0.3, abs=0.11)
    assert pitched(samples_of(sound), PITCH) > 0.6
    # Not yet: what nobody has approved is not heard.
    before, fetched = listen_as_a_child(page, address)
    assert fetched != sound
    page.goto(address + PAGE)
    page.get_by_text("没问题，给孩子听").tap()
    page.get_by_text("孩子们从现在起就能听到").wait_for()
    after, fetched = listen_as_a_child(page, address)
    assert fetched == sound
    assert after == pytest.approx(seconds(sound), abs=0.01)
    assert before != pytest.approx(after, abs=0.01)


def test_a_new_recording_is_heard_though_the_browser_heard_the_one_before_just_now(
    page: Page, address: str, unlocked: House, panda: Child
) -> None:
    for long in (1, 2, 1.5):
        keep(unlocked, tone(long))
        duration, fetched = listen_as_a_child(page, address)
        assert duration == pytest.approx(long, abs=0.01)
        assert fetched == tone(long)


def test_a_recording_stops_by_itself_after_six_seconds(
    page: Page, address: str, unlocked: House
) -> None:
    page.goto(address + PAGE)
    page.locator("[data-record]").tap()
    page.locator("[data-keep]").wait_for(timeout=15_000)
    assert page.locator("[data-record]").inner_text() == "重新录"
    assert at(page, "end") <= 6


def test_the_cut_goes_where_a_finger_taps_and_never_too_short(
    page: Page, address: str, unlocked: House
) -> None:
    record(page, address)
    box = page.locator("canvas").bounding_box()
    assert box
    for part, edge in ((0.1, "begin"), (0.9, "end")):
        page.touchscreen.tap(box["x"] + box["width"] * part, box["y"] + box["height"] / 2)
        place = at(page, edge)
        assert 0.2 < place < 5
    for _ in range(80):
        page.locator("[data-move=end][data-by='-0.1']").evaluate("button => button.click()")
    assert at(page, "end") - at(page, "begin") == pytest.approx(0.3, abs=0.11)


def test_a_file_is_cut_like_a_recording_whatever_its_kind(
    page: Page, address: str, unlocked: House, tmp_path: Path
) -> None:
    stereo = tmp_path / "phone.wav"
    pause = samples(2, loud=0, rate=44_100)
    said = array("h", [*pause, *samples(1.2, PITCH, rate=44_100), *pause])
    stereo.write_bytes(wav(said, rate=44_100, channels=2))
    page.goto(address + PAGE)
    page.locator("[data-file] summary").tap()
    page.set_input_files("#sound", stereo)
    page.locator("[data-keep]").tap()
    page.get_by_text("已保存。请再听一遍").wait_for()
    assert seconds(kept(unlocked)) == pytest.approx(1.5, abs=0.1)
    assert pitched(samples_of(kept(unlocked)), PITCH) > 0.7


def test_a_file_that_is_no_sound_is_told_apart_and_nothing_is_kept(
    page: Page, address: str, unlocked: House, tmp_path: Path
) -> None:
    picture = tmp_path / "picture.wav"
    picture.write_bytes(b"\x89PNG" * 100)
    page.goto(address + PAGE)
    page.locator("[data-file] summary").tap()
    page.set_input_files("#sound", picture)
    page.get_by_text("这个文件里没有能用的声音。").wait_for()
    assert not page.locator("[data-keep]").is_visible()


def test_no_other_page_gets_the_microphone_though_the_browser_would_agree(
    page: Page, address: str, unlocked: House, panda: Child
) -> None:
    ask = """() => navigator.mediaDevices.getUserMedia({ audio: true })
        .then(() => "heard", error => error.name)"""
    answers = {}
    for path in ("/", "/who", "/counselor/", "/counselor/recordings", PAGE):
        page.goto(address + path)
        answers[path] = page.evaluate(ask)
    assert answers.pop(PAGE) == "heard"
    assert set(answers.values()) == {"NotAllowedError"}
