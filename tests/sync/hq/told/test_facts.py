from hypothesis import given
from hypothesis import strategies as st

from sync.hq.told import facts
from sync.month_summary import Answers
from tests.sync.hq.cast import a_month

MONTHS = st.lists(
    st.fixed_dictionaries({"children": st.integers(0, 90), "newcomers": st.integers(0, 30)})
)


def test_a_month_is_named_fact_by_fact() -> None:
    told = a_month(
        services={"cash": 2}, standards={"open": (0, 4)}, moods=Answers((5, 0, 15)), home_visits=3
    )
    assert facts.of_month(told.payload(), 9000, 9) == {
        "months": 1,
        "children": 31,
        "enrolled": 34,
        "newcomers": 2,
        "home_visits": 3,
        "more_minutes": 360,
        "service:cash": 2,
        "of:open": 4,
        "moods": 1,
        "moods:0": 5,
        "moods:2": 15,
    }


def test_what_was_added_up_is_read_by_its_names() -> None:
    total = facts.added([{"service:cash": 2, "of:open": 4}, {"service:cash": 1, "met:open": 3}])
    assert facts.services(total) == {"cash": 3}
    assert facts.standards(total | {"of:seen": 9}) == {"open": (3, 4), "seen": (0, 9)}
    assert facts.bands({"moods:1": 10}, facts.MOODS) == (0, 10, 0)


@given(MONTHS)
def test_so_many_children_came_at_least(months: list[dict[str, int]]) -> None:
    found = facts.children(months)
    assert found >= max((month["children"] for month in months), default=0)
    assert found >= sum(month["newcomers"] for month in months)
    assert found <= sum(max(month["children"], month["newcomers"]) for month in months)
