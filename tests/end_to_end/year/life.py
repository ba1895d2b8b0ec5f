"""Lives the days of a plan: the children, the counselor, the power, and the road."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.end_to_end.year import children
from tests.end_to_end.year.calendar import Day, Event
from tests.end_to_end.year.counselor import Counselor
from tests.end_to_end.year.scene import MORNING, Scene


@dataclass
class Life:
    """A village that lives."""

    scene: Scene
    counselor: Counselor
    open_browser: Callable[[], AbstractContextManager[Page]]

    def live(self, plan: Day) -> None:
        """Live a day, from the morning until the house is off."""
        scene, village = self.scene, self.scene.village
        scene.day = plan.day
        village.switch_on_at(scene.at(MORNING), in_1970=plan.has_a_wrong_clock)
        with village.road.opened() if plan.road else nullcontext():
            if plan.counselor:
                self.counselor.work_in_the_morning(plan)
            with self.open_browser() if Event.IN_CHROMIUM in plan.events else nullcontext() as page:
                children.come(scene, plan, page)
            if village.house:
                children.go_home(scene)
            if village.house and plan.counselor:
                self.counselor.work_in_the_evening(plan)
        if village.house:
            village.stop()
