from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sync.hq.standards.judging import Judged, Score, judge
from sync.hq.standards.versions import FIRST, Version

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
COUNTED = st.integers(0, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
JUDGED = st.builds(
    lambda counted, target: Judged(OCTOBER, *counted, target), COUNTED, st.integers(1, 100)
)


@given(JUDGED)
def test_what_is_shown_as_percent_reaches_the_target_only_where_it_did(judged: Judged) -> None:
    if judged.of:
        assert judged.is_reached is (judged.percent is not None and judged.percent >= judged.target)
    else:
        assert (judged.percent, judged.is_reached) == (None, None)


@given(st.lists(JUDGED, min_size=1, max_size=12))
def test_a_period_is_reached_where_all_its_months_are_and_missed_where_all_are(
    months: list[Judged],
) -> None:
    score, known = Score("open", tuple(months)), [one for one in months if one.of]
    assert score.months_known == len(known)
    assert score.months_reached == sum(one.is_reached is True for one in known)
    if not known:
        assert (score.is_reached, score.percent) == (None, None)
    elif score.months_reached == len(known):
        assert score.is_reached is True
    elif score.months_reached == 0:
        assert score.is_reached is False


@given(st.lists(COUNTED, min_size=1, max_size=12), st.integers(1, 100))
def test_by_one_target_a_period_is_judged_as_one_month_would_be(
    counted: list[tuple[int, int]], target: int
) -> None:
    score = Score("open", tuple(Judged(OCTOBER, *one, target) for one in counted))
    together = Judged(OCTOBER, score.met, score.of, target)
    assert (score.is_reached, score.percent) == (together.is_reached, together.percent)
    assert score.targets == (target,)


def test_each_month_is_judged_by_the_version_of_its_time() -> None:
    known = [FIRST, Version(1, NOVEMBER, 0, "lin", {"open": 70, "heard": 50})]
    scores = {one.key: one for one in judge(known, [OCTOBER, NOVEMBER], lambda *_: (3, 4))}
    assert list(scores) == ["open", "seen", "heard", "closed", "answered"]
    assert [(one.target, one.is_reached) for one in scores["open"].months] == [
        (80, False),
        (70, True),
    ]
    assert (scores["open"].targets, scores["open"].is_reached) == ((80, 70), True)
    assert [one.month for one in scores["seen"].months] == [OCTOBER]


def test_a_standard_that_counted_in_none_of_the_months_is_left_out() -> None:
    known = [FIRST, Version(1, NOVEMBER, 0, "lin", {"open": 70})]
    assert [one.key for one in judge(known, [NOVEMBER], lambda *_: (0, 0))] == ["open"]


def test_a_key_that_a_later_software_set_is_passed_over() -> None:
    known = [FIRST, Version(1, NOVEMBER, 0, "lin", {"open": 70, "newer": 60})]
    assert [one.key for one in judge(known, [NOVEMBER], lambda *_: (1, 2))] == ["open"]
