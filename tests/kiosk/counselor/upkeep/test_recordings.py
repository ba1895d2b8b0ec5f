"""The voices of the panel without a browser: the list, what is kept, and what is refused."""

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kiosk.child.prompts import PROMPTS
from kiosk.child.voice import sentence_of
from kiosk.house import House
from kiosk.store import recordings
from tests.kiosk.counselor.panel import audited, fill_the_card, post, token
from tests.sounds import tone

SPEAK, WHO = "/recordings/zh_Hans", "/recordings/zh_Hans/who"


def send(client: FlaskClient, sound: bytes, path: str = WHO) -> TestResponse:
    form = {"csrf_token": token(client), "sound": (BytesIO(sound), "voice.wav")}
    return client.post(f"/counselor{path}", data=form, content_type="multipart/form-data")


def change_wording(house: House, locale: str, prompt: str) -> None:
    """Let a recording be one of an earlier sentence."""
    with house.database.transaction() as db:
        db.table("recordings").update((locale, prompt), {"said": "你是谁？"})


def count(house: House) -> int:
    with house.database.reading() as db:
        return int(db.table("recordings").count)


def test_what_was_recorded_is_listened_to_approved_taken_back_and_deleted(
    client: FlaskClient, app: Flask, unlocked: House
) -> None:
    assert send(client, tone(2)).status_code == 303
    kept = client.get(f"/counselor{WHO}").text
    assert "已保存。请再听一遍" in kept
    assert "录好了，待确认" in kept
    sound = client.get(f"/counselor{WHO}/sound.wav", buffered=True)
    assert (sound.data, sound.mimetype) == (tone(2), "audio/wav")
    for do, said in (("approve", "孩子听得到"), ("back", "录好了，待确认"), ("delete", "还没有录")):
        assert post(client, f"{WHO}/decide", do=do).status_code == 303
        assert said in client.get(f"/counselor{WHO}").text, do
    assert [line for line in audited(unlocked) if line[1] == "zh_Hans who"] == [
        ("kept recording", "zh_Hans who"),
        ("approved recording", "zh_Hans who"),
        ("took back recording", "zh_Hans who"),
        ("deleted recording", "zh_Hans who"),
    ]
    assert "录了一句话" in client.get("/counselor/audit").text


@pytest.mark.parametrize(
    ("sound", "sentence"),
    [
        (b"", "这不是一个完整的 WAV 文件。"),
        (b"ID3 music", "这不是一个完整的 WAV 文件。"),
        (tone(1, rate=44_100), "要 16 位、单声道、16 kHz"),
        (tone(6.1), "超过六秒了"),
        (tone(0.1), "太短了"),
        (tone(1, loud=0), "什么也听不到"),
    ],
)
def test_what_is_no_voice_gets_one_sentence_and_changes_nothing(
    client: FlaskClient, unlocked: House, sound: bytes, sentence: str
) -> None:
    send(client, tone(1))
    answer = send(client, sound)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert "什么也没有保存" not in answer.text
    with unlocked.database.reading() as db:
        assert recordings.sound(db, "zh_Hans", "who") == tone(1)


def test_a_form_without_a_sound_asks_for_one(client: FlaskClient, unlocked: House) -> None:
    assert "请录下这句话，或者选一个文件。" in post(client, WHO).text
    assert count(unlocked) == 0


def test_only_a_recording_may_be_large_and_not_too_large(
    client: FlaskClient, unlocked: House
) -> None:
    assert send(client, tone(6)).status_code == 303
    refused = send(client, bytes(300 * 1024))
    assert refused.status_code == 413
    assert "太大了，这里存不下" in refused.text
    elsewhere = send(client, bytes(80 * 1024), path="/categories")
    assert elsewhere.status_code == 413
    with unlocked.database.reading() as db:
        assert recordings.sound(db, "zh_Hans", "who") == tone(6)


def test_the_list_tells_what_is_missing_recorded_approved_or_out_of_date_and_how_far_she_is(
    client: FlaskClient, unlocked: House
) -> None:
    for prompt in ("asleep", "feel", "bye"):
        send(client, tone(1), f"{SPEAK}/{prompt}")
        if prompt != "feel":
            post(client, f"{SPEAK}/{prompt}/decide", do="approve")
    change_wording(unlocked, "zh_Hans", "bye")
    page = client.get(f"/counselor{SPEAK}").text
    rows = page.partition('<ul class="prompts">')[2].partition("</ul>")[0].split("<li>")[1:]
    told = dict(zip(PROMPTS, rows, strict=True))
    assert "孩子听得到" in told["asleep"]
    assert "录好了，待确认" in told["feel"]
    assert "句子改过了" in told["bye"]
    assert "还没有录" in told["who"]
    assert f"孩子能听到您说的：1 / {len(PROMPTS)} 句" in page
    assert f'class="button main" href="/counselor{WHO}"' in page
    assert f"0 / {len(PROMPTS)}" in client.get("/counselor/recordings/bo").text


def test_a_voice_in_another_language_than_the_panels_is_of_the_sentence_of_today(
    client: FlaskClient, unlocked: House
) -> None:
    english = "/recordings/en/who"
    send(client, tone(1), english)
    post(client, f"{english}/decide", do="approve")
    for path in (english, "/recordings/en"):
        page = client.get(f"/counselor{path}").text
        assert "孩子听得到" in page and "句子改过了" not in page


def test_an_old_recording_that_still_fits_is_approved_for_the_sentence_of_today(
    client: FlaskClient, app: Flask, unlocked: House
) -> None:
    send(client, tone(1))
    change_wording(unlocked, "zh_Hans", "who")
    assert "录音以后，这句话改过了" in client.get(f"/counselor{WHO}").text
    post(client, f"{WHO}/decide", do="approve")
    with app.test_request_context(), unlocked.database.reading() as db:
        assert recordings.heard(db, "zh_Hans", "who", sentence_of("zh_Hans", "who"))


def test_a_language_that_she_may_not_read_stands_beside_mandarin_and_english(
    client: FlaskClient, unlocked: House
) -> None:
    page = client.get("/counselor/recordings/bo/who").text
    # What no speaker has approved yet is Mandarin itself, and does not stand beside itself.
    assert page.partition("<main")[2].count("你是谁？点一点你的图。") == 1
    assert "Who are you? Tap your picture." in page
    assert "听电脑说" in page and "/voice/zh_Hans/who.wav" in page


def test_the_next_missing_one_comes_after_this_one_and_goes_around(
    client: FlaskClient, unlocked: House
) -> None:
    assert f'href="/counselor{SPEAK}/code"' in client.get(f"/counselor{WHO}").text
    last = [*PROMPTS][-1]
    assert f'href="/counselor{SPEAK}/asleep"' in client.get(f"/counselor{SPEAK}/{last}").text


@pytest.mark.parametrize("path", ["fr/who", "zh_Hans/secrets", "zh_Hans/who/sound.wav"])
def test_what_no_page_says_is_told_apart(client: FlaskClient, unlocked: House, path: str) -> None:
    assert client.get(f"/counselor/recordings/{path}").status_code == 404
    assert post(client, "/recordings/fr/who/decide", do="approve").status_code == 404
    assert post(client, f"{WHO}/decide", do="approve").status_code == 404


def test_nothing_is_recorded_or_heard_while_the_panel_is_locked(
    client: FlaskClient, unlocked: House
) -> None:
    send(client, tone(1))
    unlocked.vault.lock()
    for answer in (
        client.get(f"/counselor{WHO}"),
        client.get(f"/counselor{WHO}/sound.wav"),
        send(client, tone(2)),
        post(client, f"{WHO}/decide", do="approve"),
    ):
        assert "/unlock" in answer.location
    with unlocked.database.reading() as db:
        assert recordings.sound(db, "zh_Hans", "who") == tone(1)
        assert recordings.heard(db, "zh_Hans", "who", "你是谁？点一点你的图。") is None


def test_a_full_card_keeps_the_recording_of_before(client: FlaskClient, unlocked: House) -> None:
    send(client, tone(1))
    fill_the_card(unlocked)
    assert send(client, tone(6)).status_code == 507
    with unlocked.database.reading() as db:
        assert recordings.sound(db, "zh_Hans", "who") == tone(1)
    assert count(unlocked) == 1


def test_only_the_recorder_may_ask_for_the_microphone(
    client: FlaskClient, unlocked: House, panda: object
) -> None:
    pages = ("/", "/who", "/child/child.js", "/voice/zh_Hans/who.wav", "/nowhere", "/counselor/")
    for path in (*pages, f"/counselor{SPEAK}", f"/counselor{WHO}/sound.wav"):
        allowed = client.get(path, buffered=True).headers["Permissions-Policy"]
        assert "microphone=()" in allowed, path
        assert "camera=()" in allowed
        assert "geolocation=()" in allowed
    allowed = client.get(f"/counselor{WHO}").headers["Permissions-Policy"]
    assert "microphone=(self)" in allowed
    assert "camera=()" in allowed
