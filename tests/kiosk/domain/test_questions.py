from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ages import AgeBand
from kiosk.domain.questions import Answer, Asked, Progress, Question, cases, new_number

START = datetime(2026, 11, 24, tzinfo=UTC)


def asked(case: str, seq: int, answer: Answer | None = None) -> Asked:
    question = Question(case, AgeBand.MIDDLE, "怎么办？")
    return Asked(question, "li", START + timedelta(hours=seq), seq, Progress.ARRIVED, answer)


def test_questions_of_one_child_stand_together_the_latest_case_first() -> None:
    found = cases([asked("B", 2), asked("A", 1), asked("C", 3), asked("A", 4)])
    assert [(case.number, [one.seq for one in case.asked]) for case in found] == [
        ("A", [1, 4]),
        ("C", [3]),
        ("B", [2]),
    ]


def test_a_case_tells_which_answers_nobody_has_read() -> None:
    new, old = Answer(7, "这样", START, is_read=False), Answer(6, "那样", START, is_read=True)
    (case,) = cases([asked("A", 1, old), asked("A", 2, new), asked("A", 3)])
    assert case.unread == [new]


@given(st.randoms(use_true_random=False), st.integers(0, 40))
def test_a_new_number_is_none_of_those_in_use(rng: Random, count: int) -> None:
    taken: set[str] = set()
    for _ in range(count):
        number = new_number(taken, rng)
        assert len(number) == 4
        assert number not in taken
        taken.add(number)
