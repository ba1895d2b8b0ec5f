"""What the audit tells whoever asks who did what."""

import pytest

from kiosk.domain.audit import Action
from kiosk.house import House
from kiosk.store.rights import audit, audit_lines

PANDA, OWL = "a" * 32, "b" * 32


@pytest.fixture
def noted(house: House) -> House:
    """Two counselors looked at two children; a visit of the panda was corrected."""
    lines = (
        ("li", Action.LOOKED_AT_CHILD, PANDA),
        ("wang", Action.LOOKED_AT_CHILD, OWL),
        ("li", Action.CORRECTED_VISIT, f"{PANDA} 12"),
        ("wang", Action.LOOKED_AT_CHILD, f"{PANDA}0"),
        ("li", Action.LOOKED_AT_CHILD, OWL),
    )
    with house.database.transaction() as db:
        for line in lines:
            audit.note(db, house.clock(), *line)
    return house


def subjects(house: House, **asked: object) -> list[str]:
    with house.database.reading() as db:
        return [line.subject for line in audit_lines.latest(db, **asked)]


def test_the_lines_of_a_child_name_it_and_no_other(noted: House) -> None:
    assert subjects(noted, child=PANDA) == [f"{PANDA} 12", PANDA]
    assert subjects(noted, child=OWL, who="wang") == [OWL]


def test_so_many_lines_are_told_as_were_asked_for_and_then_the_older_ones(noted: House) -> None:
    with noted.database.reading() as db:
        newest = audit_lines.latest(db, limit=2)
        older = audit_lines.latest(db, limit=2, before=newest[-1].seq)
    assert [line.subject for line in (*newest, *older)] == [OWL, f"{PANDA}0", f"{PANDA} 12", OWL]


def test_a_look_counts_only_since_this_counselor_unlocked(house: House) -> None:
    look = Action.LOOKED_AT_AUDIT

    def told() -> list[bool]:
        return [audit_lines.looked_since_unlocking(db, who, look) for who in ("li", "wang")]

    with house.database.transaction() as db:
        assert told() == [False, False]
        for who, action, expected in (
            ("li", Action.UNLOCKED, [False, False]),
            ("li", look, [True, False]),
            ("wang", Action.UNLOCKED, [True, False]),
            ("wang", look, [True, True]),
            ("wang", Action.LOOKED_AT_CHILD, [True, True]),
            ("li", Action.UNLOCKED, [False, True]),
        ):
            audit.note(db, house.clock(), who, action, "audit")
            assert told() == expected
