from sync.hq.see.beside import lines
from sync.hq.told.figures import Figures

TOLD = Figures(houses=2, open_days=9, home_visits=3, services={"cash": 1}, months_told=1)


def as_words(now: Figures, before: Figures, *, of_house: bool = False) -> dict[str, object]:
    found = lines(now, before, of_house=of_house)
    return {str(one.service or one.name): (one.now, one.before, one.change) for one in found}


def test_what_no_month_told_is_not_known() -> None:
    found = as_words(TOLD, Figures(houses=2))
    assert found["Home visits"] == (3, None, None)
    assert found["cash"] == (1, None, None)
    assert found["Days open"] == (9, 0, 9)
    assert as_words(TOLD, TOLD)["Home visits"] == (3, 3, 0)


def test_without_any_month_nothing_of_months_is_listed() -> None:
    assert "Home visits" not in as_words(Figures(houses=1), Figures())
    assert as_words(Figures(houses=1), Figures())["Houses on the list"] == (1, 0, 1)


def test_of_one_house_no_houses_are_counted() -> None:
    assert "Houses on the list" not in as_words(TOLD, TOLD, of_house=True)
