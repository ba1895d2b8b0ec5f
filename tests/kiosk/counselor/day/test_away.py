"""Away and back: one page, and a child that wants to talk hears what is so."""

import re
from datetime import date, time

import pytest
from flask.testing import FlaskClient

from kiosk.domain.absence import MOST_STAND_INS, Absence, StandIn
from kiosk.house import House
from kiosk.store import settings
from tests.cast import Hands
from tests.kiosk.counselor.panel import Form, audited, post

AUNT = StandIn("王阿姨", time(15), time(18, 30))
NO_DAY: Form = ["", "", ""]


def absence(house: House) -> Absence | None:
    with house.database.reading() as db:
        return settings.absence(db)


def shown_as(client: FlaskClient, person: StandIn) -> list[str]:
    """Tell what the form sends where a person is chosen."""
    page = client.get("/counselor/away").text
    return re.findall(rf'name="who" type="radio" value="([^"]+)"><span>{person.name}', page)


@pytest.fixture
def aunt(unlocked: House) -> StandIn:
    """A neighbour who is there in the afternoon."""
    with unlocked.database.transaction() as db:
        settings.set_stand_ins(db, [AUNT], unlocked.clock(), "li")
    return AUNT


@pytest.mark.parametrize(
    ("until", "day", "last"),
    [
        ("today", NO_DAY, date(2026, 11, 24)),
        ("tomorrow", NO_DAY, date(2026, 11, 25)),
        ("later", ["2026", "12", "1"], date(2026, 12, 1)),
        ("later", ["2026", "11", "24"], date(2026, 11, 24)),
    ],
)
def test_she_says_until_when_and_who_is_there(
    client: FlaskClient, unlocked: House, aunt: StandIn, until: str, day: Form, last: date
) -> None:
    assert "王阿姨 15:00–18:30" in client.get("/counselor/away").text
    answer = post(client, "/away", until=until, day=day, who="王阿姨 15:00–18:30")
    assert answer.location == "/counselor/"
    assert absence(unlocked) == Absence(last, aunt)
    today = client.get("/counselor/").text
    assert "我回来了" in today and 'href="/counselor/away"' not in today
    assert "王阿姨 15:00 到 18:30 在" in today
    assert ("went away", last.isoformat()) in audited(unlocked)


def test_a_day_that_she_began_to_choose_and_then_did_not_mean_keeps_nobody_here(
    client: FlaskClient, unlocked: House
) -> None:
    """The three lists are hidden again: what is wrong in them could not be seen."""
    answer = post(client, "/away", until="tomorrow", day=["2026", "12", ""], who="nobody")
    assert answer.location == "/counselor/"
    assert absence(unlocked) == Absence(date(2026, 11, 25))


def test_one_tap_and_she_is_back(client: FlaskClient, unlocked: House) -> None:
    post(client, "/away", until="today", day=NO_DAY, who="nobody")
    assert absence(unlocked) == Absence(date(2026, 11, 24))
    assert post(client, "/away/back").location == "/counselor/"
    assert absence(unlocked) is None
    today = client.get("/counselor/").text
    assert "我回来了" not in today
    assert "/counselor/away" in today


def test_an_absence_that_is_over_shows_no_more(
    client: FlaskClient, unlocked: House, hands: Hands
) -> None:
    post(client, "/away", until="today", day=NO_DAY, who="nobody")
    hands.forward(days=1)
    assert "我回来了" not in client.get("/counselor/").text


def test_who_was_taken_out_on_another_device_meanwhile_is_nobody_elses_name(
    client: FlaskClient, unlocked: House, aunt: StandIn
) -> None:
    """A child would be told that somebody is there who knows nothing of it."""
    (chosen,) = shown_as(client, aunt)
    with unlocked.database.transaction() as db:
        uncle = StandIn("张支书", time(9), time(12))
        settings.set_stand_ins(db, [uncle], unlocked.clock(), "li")
    assert "请选一项。" in post(client, "/away", until="today", day=NO_DAY, who=chosen).text
    assert absence(unlocked) is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"until": "later"}, "请选好年、月、日。"),
        ({"until": "later", "day": ["2026", "11", "23"]}, "这一天已经过去了。"),
        ({"until": "later", "day": ["2026", "2", "30"]}, "没有这一天。"),
        ({"until": "never"}, "请选一项。"),
        ({"who": "7"}, "请选一项。"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_she_is_not_away(
    client: FlaskClient, unlocked: House, wrong: dict[str, Form], sentence: str
) -> None:
    form: dict[str, Form] = {"until": "today", "day": NO_DAY, "who": "nobody", **wrong}
    assert post(client, "/away", **form).text.count(sentence) == 1
    assert absence(unlocked) is None


def person(at: int, name: str, begins: Form, ends: Form) -> dict[str, Form]:
    names = ("name", "begins", "ends")
    return {f"people-{at}-{key}": v for key, v in zip(names, (name, begins, ends), strict=True)}


def test_who_can_stand_in_is_written_down_and_taken_out(
    client: FlaskClient, unlocked: House, aunt: StandIn
) -> None:
    uncle = person(1, "张支书", ["9", "0"], ["12", "0"])
    kept = post(client, "/away/people", **person(0, "王阿姨", ["15", "0"], ["18", "30"]), **uncle)
    assert kept.location == "/counselor/away"
    assert "张支书 09:00–12:00" in client.get(kept.location).text
    nobody = person(2, "", ["", ""], ["", ""])
    post(client, "/away/people", **person(0, "", ["15", "0"], ["18", "30"]), **uncle, **nobody)
    with unlocked.database.reading() as db:
        assert settings.stand_ins(db) == [StandIn("张支书", time(9), time(12))]
    assert ("changed settings", "stand_ins") in audited(unlocked)


def test_four_can_stand_in_one_of_them_past_midnight_and_there_is_no_fifth_row(
    client: FlaskClient, unlocked: House
) -> None:
    people: dict[str, Form] = {}
    for at in range(MOST_STAND_INS):
        people |= person(at, f"邻居{at}", ["22", "0"], ["6", "0"])
    post(client, "/away/people", **people)
    with unlocked.database.reading() as db:
        night = StandIn("邻居0", time(22), time(6))
        assert (settings.stand_ins(db)[0], len(settings.stand_ins(db))) == (night, MOST_STAND_INS)
    page = client.get("/counselor/away/people")
    assert page.status_code == 200
    assert 'name="people-3-name"' in page.text and 'name="people-4-name"' not in page.text


def test_an_ordinary_tibetan_name_is_not_too_long(client: FlaskClient, unlocked: House) -> None:
    name = "བསོད་ནམས་ལགས"
    post(client, "/away/people", **person(0, name, ["9", "0"], ["12", "0"]))
    with unlocked.database.reading() as db:
        assert [one.name for one in settings.stand_ins(db)] == [name]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("王阿姨", ["", ""], ["18", "30"]), "请选好从几点到几点。"),
        (("王阿姨", ["15", "0"], ["15", "0"]), "开始和结束的时间不能一样。"),
        (("王" * 11, ["15", "0"], ["18", "0"]), "最多 10 个字。"),
    ],
)
def test_a_person_without_hours_is_refused(
    client: FlaskClient, unlocked: House, row: tuple[str, Form, Form], sentence: str
) -> None:
    assert sentence in post(client, "/away/people", **person(0, *row)).text
    with unlocked.database.reading() as db:
        assert settings.stand_ins(db) == []
