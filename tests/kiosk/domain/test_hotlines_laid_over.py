"""Numbers that headquarters sets lie over the house's, and the screen of a child has room."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.domain.hotlines import HOTLINES, MOST_OWN, MOST_SHOWN, Hotline, for_children, laid_over

SHELTER, CLINIC, SCHOOL = (
    Hotline("0834-761234" + digit, purpose)
    for digit, purpose in (("1", "县救助站"), ("2", "卫生院"), ("3", "学校"))
)
# Children of this house see but one number, and there is room for all that is said.
ROOMY = [replace(line, shown=line.key == "listener") for line in HOTLINES]


def seen(lines: Sequence[Hotline], said: Sequence[Hotline]) -> list[str]:
    found = laid_over(lines, said)
    assert found is not None
    return [line.key or line.purpose for line in for_children(found)]


def test_where_nothing_is_said_everything_stays() -> None:
    assert laid_over([*ROOMY, SHELTER], []) == (*ROOMY, SHELTER)


def test_what_is_said_of_a_line_stands_in_its_place_and_what_is_new_comes_after() -> None:
    police = Hotline("0834-110110", "Police", key="police", shown=True)
    moved = replace(SHELTER, number="0834-7619999")
    found = laid_over([*ROOMY, SHELTER], [CLINIC, moved, police])
    assert found == (*ROOMY[:2], police, *ROOMY[3:], moved, CLINIC)


def test_an_own_line_without_a_number_goes_and_one_of_the_program_stays() -> None:
    gone, bare = replace(SHELTER, number=""), Hotline("", "Police", key="police", shown=True)
    found = laid_over([*ROOMY, SHELTER, CLINIC], [gone, bare])
    assert found == (*ROOMY[:2], bare, *ROOMY[3:], CLINIC)


def test_for_what_is_new_the_government_steps_back_first_then_the_youth_line() -> None:
    first = ["listener", "youth", "police", "ambulance", "fire"]
    assert seen(HOTLINES, [SHELTER]) == [*first, "县救助站"]
    assert seen(HOTLINES, [SHELTER, CLINIC]) == [first[0], *first[2:], "县救助站", "卫生院"]


def test_then_what_was_said_last_steps_back() -> None:
    assert seen(HOTLINES, [SHELTER, CLINIC, SCHOOL]) == seen(HOTLINES, [SHELTER, CLINIC])


def test_what_headquarters_wants_seen_does_not_step_back() -> None:
    wanted = next(line for line in HOTLINES if line.key == "government")
    assert "government" in seen(HOTLINES, [wanted, SHELTER])
    assert "youth" not in seen(HOTLINES, [wanted, SHELTER])
    hidden = replace(wanted, shown=False)
    assert seen(HOTLINES, [hidden, SHELTER]) == seen(HOTLINES, [SHELTER])


def test_who_steps_back_is_still_there_for_the_counselor() -> None:
    found = laid_over(HOTLINES, [SHELTER])
    assert found is not None
    (government,) = (line for line in found if line.key == "government")
    assert government.number == "12345" and not government.shown


def test_nobody_steps_back_where_there_is_room() -> None:
    six = [replace(line, shown=line.key != "government") for line in HOTLINES]
    assert len(seen(six, [SHELTER])) == MOST_SHOWN


def test_more_own_lines_than_a_page_holds_are_not_taken() -> None:
    own = [Hotline("110", f"{n}", shown=False) for n in range(MOST_OWN)]
    assert laid_over([*ROOMY, *own], []) is not None
    assert laid_over([*ROOMY, *own], [replace(SHELTER, shown=False)]) is None


def test_what_would_leave_children_without_a_number_is_not_taken() -> None:
    (listener,) = (line for line in ROOMY if line.shown)
    assert laid_over(ROOMY, [replace(listener, shown=False)]) is None
