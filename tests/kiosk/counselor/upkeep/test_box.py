from flask.testing import FlaskClient

from kiosk.doctor.examination import look_at
from kiosk.doctor.language import speech
from kiosk.house import House


def test_what_is_not_well_stands_first_and_says_what_to_do(
    client: FlaskClient, unlocked: House
) -> None:
    page = client.get("/counselor/box").text
    assert "还没有备份过。" in page
    assert "请做一次：“维护”里的“备份”。" in page
    assert page.index("要处理") < page.index("正常")


def test_the_page_tells_what_the_doctor_finds_in_its_own_language(
    client: FlaskClient, unlocked: House
) -> None:
    with client.session_transaction() as session:
        session["panel_language"] = "en"
    page = client.get("/counselor/box").text
    words, found = speech("en"), look_at(unlocked)
    assert page.count(">not well<") == sum(one.well is False for one in found)
    # What could not be looked at here is neither well nor ill.
    assert any(one.well is None for one in found)
    for one in found:
        assert str(one.title) in page
        if one.part not in ("card", "memory", "program"):  # their figures move
            assert one.sentence(words).replace("'", "&#39;") in page, one
