from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.consent import Purpose
from kiosk.domain.holdings import UNDER, Group, withdrawn

purposes = st.sets(st.sampled_from(list(Purpose)))


@given(keeps=purposes, answers=st.dictionaries(st.sampled_from(list(Purpose)), st.booleans()))
def test_only_a_no_after_a_yes_takes_something_back(
    keeps: set[Purpose], answers: dict[Purpose, bool]
) -> None:
    gone = withdrawn(keeps, answers)
    assert gone == keeps & {purpose for purpose, agreed in answers.items() if not agreed}
    assert withdrawn((), answers) == set()


def test_each_consent_has_groups_of_its_own() -> None:
    under = [group for groups in UNDER.values() for group in groups]
    assert set(UNDER) == set(Purpose)
    assert len(under) == len(set(under))
    assert not {Group.CARD, Group.CONSENTS, Group.TALKS, Group.CASES} & set(under)
