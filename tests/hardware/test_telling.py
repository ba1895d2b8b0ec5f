import pytest

from hardware.errors import HouseSilent
from hardware.rhythms import Mood
from hardware.telling import Event, House, HouseState
from tests.hardware.a_house import a_house
from tests.processes import free_port


def test_an_event_is_told_and_answered() -> None:
    with a_house() as house:
        house.told = {"mood": "needs_counselor", "calls": True, "quiet": True}
        assert House(house.address).tell(Event.HELP) == HouseState(Mood.NEEDS, True, True)
        assert House(house.address).state().calls
        assert house.heard == ["help"]


@pytest.mark.parametrize(
    ("status", "told"), [(503, {"mood": "ready"}), (200, {"mood": "merry"}), (200, [])]
)
def test_a_house_that_does_not_answer_as_one_is_silent(status: int, told: object) -> None:
    with a_house() as house:
        house.status, house.told = status, told  # type: ignore[assignment]
        with pytest.raises(HouseSilent):
            House(house.address).state()


def test_nobody_there_is_silence() -> None:
    with pytest.raises(HouseSilent, match="does not answer"):
        House(f"http://127.0.0.1:{free_port()}").state()


@pytest.mark.parametrize("address", ["http://192.0.2.1:8080", "http://example.org", "nonsense"])
def test_the_box_talks_to_its_own_machine_only(address: str) -> None:
    with pytest.raises(HouseSilent, match="its own machine"):
        House(address)
