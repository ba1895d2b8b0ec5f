"""What is shown of a closed list of names has words for each of them."""

from sync.hq import words
from sync.hq.people.accounts import Role
from sync.hq.people.audit import Action
from sync.hq.running import tally


def test_there_are_words_for_every_deed_role_and_envelope() -> None:
    assert set(words.DEEDS) == set(Action)
    assert set(words.ROLES) == set(Role)
    assert set(words.ENVELOPES) == set(tally._KINDS)
