from kiosk.house import House
from kiosk.store import wordings


def approved(house: House, locale: str = "bo", catalog: str = "child") -> dict[str, str]:
    with house.database.reading() as db:
        return wordings.approved(db, locale, catalog)


def actions(house: House) -> list[str]:
    with house.database.reading() as db:
        rows = db.query("SELECT action, subject FROM audit ORDER BY seq")
        return [f"{row['action']}: {row['subject']}" for row in rows if "wording" in row["action"]]


def test_a_wording_is_approved_rewritten_and_taken_back_and_each_is_noted(house: House) -> None:
    with house.database.transaction() as db:
        wordings.approve(db, "bo", "child", "Back", "ཕྱིར་ལོག", house.clock(), "li")
        wordings.approve(db, "bo", "child", "Back", "ལོག", house.clock(), "li")
    assert approved(house) == {"Back": "ལོག"}
    with house.database.transaction() as db:
        wordings.take_back(db, "bo", "child", "Back", house.clock(), "li")
        wordings.take_back(db, "bo", "child", "Back", house.clock(), "li")
    assert approved(house) == {}
    noted = actions(house)
    assert [one.partition(":")[0] for one in noted] == [
        "approved wording",
        "approved wording",
        "took wording back",
    ]
    assert all("Back" not in one and one.split(": ")[1].startswith("bo child ") for one in noted)


def test_languages_and_catalogs_are_kept_apart(house: House) -> None:
    with house.database.transaction() as db:
        wordings.approve(db, "bo", "games", "Back", "ལོག", house.clock(), "li")
        wordings.approve(db, "ii", "child", "Back", "ꀊ", house.clock(), "li")
    assert approved(house) == {}
    assert approved(house, "ii") == {"Back": "ꀊ"}
    assert approved(house, "bo", "games") == {"Back": "ལོག"}
