"""The recorder on a machine without a microphone, and in a browser without scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kiosk.house import House
from kiosk.store import recordings
from tests.sounds import tone

pytestmark = pytest.mark.browser

PAGE = "/counselor/recordings/zh_Hans/who"


def test_without_a_microphone_one_sentence_says_so_and_a_file_can_be_chosen(
    browser: Browser, address: str, unlocked: House
) -> None:
    for permissions in ([], ["microphone"]):
        context = browser.new_context(has_touch=True, permissions=permissions)
        page = context.new_page()
        page.goto(address + PAGE)
        page.locator("[data-record]").tap()
        page.locator("[data-say]:visible").wait_for()
        assert page.locator("[data-say]:visible").count() == 1
        page.get_by_text("选择文件", exact=True).wait_for()
        context.close()


def test_without_scripts_a_right_file_is_kept(
    browser: Browser, address: str, unlocked: House, tmp_path: Path
) -> None:
    file = tmp_path / "voice.wav"
    file.write_bytes(tone(1))
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    page.locator("[data-file] summary").click()
    page.set_input_files("#sound", file)
    page.locator("[data-send]").click()
    page.get_by_text("已保存。请再听一遍").wait_for()
    context.close()
    with unlocked.database.reading() as db:
        assert recordings.sound(db, "zh_Hans", "who") == tone(1)
