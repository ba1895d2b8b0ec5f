from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.concern_rules import CHOICES, NAMES, SWITCHES, ConcernRules, fault_of, read, write

DEFAULTS = ConcernRules()
everything = st.builds(
    ConcernRules,
    **{name: st.booleans() for name in SWITCHES},
    **{name: st.sampled_from(values) for name, values in CHOICES.items()},
)


@given(everything)
def test_what_is_written_is_read_again(wanted: ConcernRules) -> None:
    texts = write(wanted)
    assert set(texts) == {n for n in NAMES if getattr(wanted, n) != getattr(DEFAULTS, n)}
    assert read(texts) == (DEFAULTS if fault_of(wanted) else wanted)


@given(st.dictionaries(st.sampled_from([*NAMES, "something else"]), st.text()))
def test_what_nobody_understands_changes_nothing_and_breaks_nothing(texts) -> None:
    found = read(texts)
    assert fault_of(found) is None
    for name in set(NAMES) - set(texts):
        assert getattr(found, name) == getattr(DEFAULTS, name)


def test_every_default_can_be_chosen_by_a_finger() -> None:
    assert {name for name, value in asdict(DEFAULTS).items() if isinstance(value, bool)} == set(
        SWITCHES
    )
    for name, values in CHOICES.items():
        assert getattr(DEFAULTS, name) in values, name
    assert fault_of(DEFAULTS) is None
    assert write(DEFAULTS) == {}


@pytest.mark.parametrize(("lowest", "answers", "fits"), [(5, 4, False), (4, 4, True)])
def test_more_answers_than_are_looked_at_do_not_go_together(
    lowest: int, answers: int, fits: bool
) -> None:
    fault = fault_of(replace(DEFAULTS, lowest_answers=lowest, answers=answers))
    assert fault is None if fits else fault and fault.name == "lowest_answers"
    together = replace(DEFAULTS, lowest_answers=lowest, answers=answers)
    assert read(write(together)) == (together if fits else DEFAULTS)


@given(everything)
def test_enough_answers_are_read_for_every_rule(rules: ConcernRules) -> None:
    assert rules.newest >= rules.answers + rules.answers_before
    assert rules.newest >= rules.same_answers
