import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.attendant import PATIENCE, Attendant
from hardware.parts import Buzzer, Help, Off, Presence, Status, Ups, Wiring
from hardware.rhythms import SIGNS, Mood
from hardware.telling import KEEPS, Event, HouseState

WIRING = Wiring(
    {
        "help": Help(17, 27, held_seconds=2),
        "presence": Presence(22, away_seconds=100),
        "status": Status(13, 19, 26),
        "buzzer": Buzzer(12),
        "off": Off(5, held_seconds=3),
        "ups": Ups(6, wait_seconds=20),
    }
)
READY = HouseState(Mood.READY)
CALLED = HouseState(Mood.NEEDS, calls=True)


@pytest.fixture
def attendant() -> Attendant:
    """One that has just heard from a house in which all is well, and seen somebody."""
    one = Attendant(WIRING, 0.0)
    one.hear(0.0, READY)
    move(one)
    return one


def move(one: Attendant) -> None:
    """Let somebody move, and sit still."""
    one.presence(0, moves=True)
    one.presence(0, moves=False)
    one.step(0)


def calls(one: Attendant, now: float) -> bool:
    """Tell whether the light in the help button blinks."""
    return any(one.shown(now + part)[0].help_light for part in (0, 0.5))


def colour(one: Attendant, now: float) -> tuple[float, float, float]:
    return one.shown(now)[0].colour


def test_a_touch_of_the_help_button_calls_at_once(attendant: Attendant) -> None:
    attendant.help_button(1, pressed=True)
    assert attendant.step(1) == [Event.HELP]
    shown, _ = attendant.shown(1)
    assert shown.help_light == shown.tone == 1
    assert attendant.mood(1) is Mood.NEEDS


def test_a_call_rings_and_blinks_by_itself_and_then_only_blinks(attendant: Attendant) -> None:
    """The service looks when something is due, and then only."""
    attendant.help_button(1, pressed=True)
    attendant.step(1)
    now, seen = 1.0, {}
    while now < 4:
        shown, due = attendant.shown(now)
        seen[round(now - 1, 2)] = shown
        assert due is not None
        now = max(due, now + 1e-6)
    assert [seen[at].tone for at in (0, 0.2, 0.35, 0.7, 1)] == [1, 0, 1, 0, 0]
    assert [seen[at].help_light for at in (0, 0.5, 1, 1.5, 2)] == [1, 0, 1, 0, 1]
    assert [seen[at].colour[0] for at in (0, 0.25, 0.5, 0.75, 2)] == [1, 0, 1, 0, 1]


def test_a_child_that_presses_hard_and_long_takes_nothing_back(attendant: Attendant) -> None:
    attendant.help_button(1, pressed=True)
    attendant.step(1)
    assert attendant.step(60) == []
    attendant.help_button(60, pressed=False)
    assert attendant.mood(61) is Mood.NEEDS


def test_held_beside_a_call_it_says_that_somebody_came(attendant: Attendant) -> None:
    attendant.hear(1, CALLED)
    attendant.help_button(10, pressed=True)
    assert attendant.step(11.9) == []
    assert attendant.step(12) == [Event.SOMEBODY_CAME]
    assert attendant.mood(12) is Mood.NEEDS  # the house has not taken it yet
    assert attendant.shown(12.4)[0].tone == 1  # one long tone, not the ring
    attendant.hear(12.5, READY, Event.SOMEBODY_CAME)
    assert attendant.mood(12.5) is Mood.READY
    attendant.hear(13, CALLED)
    assert calls(attendant, 13)  # a child asked at the screen


def test_pressed_shortly_beside_a_call_it_rings_again_and_no_more(attendant: Attendant) -> None:
    attendant.hear(1, CALLED)
    attendant.help_button(10, pressed=True)
    assert attendant.shown(10)[0].tone == 1
    assert attendant.step(10.5) == []
    attendant.help_button(10.6, pressed=False)
    assert attendant.step(60) == []


def test_a_finger_on_a_button_is_somebody_too(attendant: Attendant) -> None:
    attendant.step(100)
    attendant.off_button(110, pressed=True)
    attendant.off_button(111, pressed=False)
    assert attendant.step(111) == [Event.SOMEONE_HERE]
    assert attendant.step(209) == []
    assert attendant.step(210) == [Event.NOBODY_HERE]


def test_what_the_house_said_before_it_heard_of_a_call_takes_none_back(
    attendant: Attendant,
) -> None:
    attendant.help_button(1, pressed=True)
    attendant.hear(1.1, READY)
    assert attendant.mood(1.1) is Mood.NEEDS
    attendant.hear(1.2, CALLED, Event.HELP)
    attendant.hear(5, READY)
    assert attendant.mood(5) is Mood.READY


def test_an_answer_to_what_was_told_before_a_call_takes_none_back(attendant: Attendant) -> None:
    attendant.hear(1, CALLED)
    attendant.help_button(2, pressed=True)
    assert attendant.step(4) == [Event.SOMEBODY_CAME]
    attendant.help_button(4.5, pressed=False)
    attendant.help_button(5, pressed=True)
    assert attendant.step(5) == [Event.HELP]
    attendant.hear(5.1, READY, Event.SOMEBODY_CAME)
    assert calls(attendant, 5.1)
    attendant.hear(5.2, CALLED, Event.HELP)
    attendant.hear(9, READY)
    assert not calls(attendant, 9)


def test_where_nobody_comes_the_house_takes_the_light_away(attendant: Attendant) -> None:
    attendant.help_button(1, pressed=True)
    attendant.hear(1.2, READY, Event.HELP)
    assert attendant.shown(2)[0].help_light == 0


def test_in_quiet_hours_there_is_light_and_no_tone(attendant: Attendant) -> None:
    attendant.hear(1, HouseState(Mood.READY, quiet=True))
    attendant.help_button(2, pressed=True)
    shown, _ = attendant.shown(2)
    assert (shown.tone, shown.help_light) == (0, 1)


def test_a_box_that_starts_anew_beside_a_screen_that_sleeps_wakes_it_for_the_first_move() -> None:
    one = Attendant(WIRING, 0.0)
    one.hear(0, HouseState(Mood.ASLEEP))
    assert one.step(1) == []
    one.help_button(2, pressed=True)
    assert one.step(2) == [Event.HELP, Event.SOMEONE_HERE]
    one.presence(3, moves=True)
    assert one.step(3) == []


def test_a_call_stands_while_the_house_is_silent(attendant: Attendant) -> None:
    attendant.lose()
    attendant.help_button(1, pressed=True)
    assert attendant.step(1) == [Event.HELP]
    assert attendant.mood(2) is Mood.NEEDS


def test_a_call_that_could_be_told_to_no_house_promises_nothing_and_can_be_made_anew(
    attendant: Attendant,
) -> None:
    attendant.lose()
    attendant.help_button(1, pressed=True)
    attendant.help_button(1.2, pressed=False)
    assert attendant.step(1.2) == [Event.HELP]
    _, due = attendant.shown(1.2)
    assert due is not None and due <= 1 + KEEPS
    assert attendant.step(1 + KEEPS) == [Event.NOBODY_HERE]
    assert not calls(attendant, 1 + KEEPS)
    attendant.hear(200, READY)
    assert attendant.mood(200) is Mood.READY
    attendant.help_button(201, pressed=True)
    assert Event.HELP in attendant.step(201)
    attendant.hear(201.1, CALLED, Event.HELP)
    attendant.step(201 + KEEPS)
    assert calls(attendant, 201 + KEEPS)


def test_that_somebody_came_holds_no_longer_than_it_can_still_be_told(
    attendant: Attendant,
) -> None:
    attendant.hear(1, CALLED)
    attendant.lose()
    attendant.help_button(2, pressed=True)
    assert attendant.step(4) == [Event.SOMEBODY_CAME]
    attendant.hear(5, CALLED)
    assert not calls(attendant, 5)
    attendant.step(4 + KEEPS)
    attendant.hear(5 + KEEPS, CALLED)
    assert calls(attendant, 5 + KEEPS)


def test_the_off_button_counts_only_when_it_is_held(attendant: Attendant) -> None:
    attendant.off_button(1, pressed=True)
    attendant.off_button(3.9, pressed=False)
    assert attendant.step(9) == []
    attendant.off_button(10, pressed=True)
    assert attendant.step(13) == [Event.SWITCH_OFF]
    assert attendant.shown(13)[0].tone == 1
    assert attendant.step(60) == []


def test_a_short_cut_of_the_mains_switches_nothing_off(attendant: Attendant) -> None:
    attendant.mains(1, failed=True)
    attendant.mains(20, failed=False)
    assert attendant.step(50) == []
    attendant.mains(60, failed=True)
    assert attendant.step(80) == [Event.POWER_FAILED]


def test_a_house_that_was_silent_hears_that_the_mains_are_gone(attendant: Attendant) -> None:
    attendant.lose()
    attendant.mains(1, failed=True)
    assert attendant.step(21) == []
    attendant.hear(90, READY)
    assert attendant.step(90) == [Event.POWER_FAILED]


def test_a_house_that_was_silent_hears_nothing_of_mains_that_are_back(
    attendant: Attendant,
) -> None:
    attendant.lose()
    attendant.mains(1, failed=True)
    assert attendant.step(21) == []
    attendant.mains(60, failed=False)
    attendant.hear(90, READY)
    assert attendant.step(90) == []


def test_the_screen_sleeps_when_nobody_has_moved_for_long_and_wakes_at_once(
    attendant: Attendant,
) -> None:
    assert attendant.step(99) == []
    assert attendant.step(100) == [Event.NOBODY_HERE]
    attendant.presence(150, moves=True)
    assert attendant.step(150) == [Event.SOMEONE_HERE]
    attendant.presence(160, moves=False)
    assert attendant.step(259) == []
    attendant.presence(259, moves=True)
    assert attendant.step(400) == []


def test_a_house_that_starts_again_hears_that_nobody_is_there(attendant: Attendant) -> None:
    attendant.step(100)
    attendant.lose()
    attendant.hear(120, READY)
    assert attendant.step(120) == [Event.NOBODY_HERE]


def test_a_house_that_is_silent_for_long_needs_somebody() -> None:
    one = Attendant(Wiring(), 0.0)
    assert one.mood(PATIENCE - 1) is Mood.ASLEEP
    _shown, due = one.shown(1)
    assert due is not None and due <= PATIENCE
    assert one.mood(PATIENCE) is Mood.NEEDS
    one.hear(PATIENCE + 1, READY)
    assert colour(one, PATIENCE + 1) == SIGNS[Mood.READY].colour


def test_beside_a_house_that_is_ready_nothing_is_ever_due() -> None:
    one = Attendant(Wiring(), 0.0)
    one.hear(1, READY)
    assert one.shown(1)[1] is None


happenings = st.lists(
    st.tuples(
        st.sampled_from(("help", "off", "presence", "mains", "ready", "called", "silent", "wait")),
        st.booleans(),
        st.floats(0, 50),
    ),
    max_size=60,
)


@given(happenings)
def test_whatever_happens_each_event_has_its_cause(happenings: list) -> None:
    one, now = Attendant(WIRING, 0.0), 0.0
    told: list[Event] = []
    for what, is_so, passed in happenings:
        now += passed
        match what:
            case "help":
                one.help_button(now, pressed=is_so)
            case "off":
                one.off_button(now, pressed=is_so)
            case "presence":
                one.presence(now, moves=is_so)
            case "mains":
                one.mains(now, failed=is_so)
            case "ready" | "called":
                one.hear(now, READY if what == "ready" else CALLED)
            case "silent":
                one.lose()
        told += one.step(now)
        shown, due = one.shown(now)
        assert due is None or due > now - 1e-6
        assert all(0 <= level <= 1 for level in (*shown.colour, shown.help_light, shown.tone))
    causes = {(what, is_so) for what, is_so, _ in happenings}
    assert (Event.HELP not in told) or ("help", True) in causes
    assert (Event.SWITCH_OFF not in told) or ("off", True) in causes
    assert (Event.POWER_FAILED not in told) or ("mains", True) in causes
    seen = {("presence", True), ("help", True), ("off", True)}
    assert (Event.SOMEONE_HERE not in told) or seen & causes
