"""What the counselor does at the panel through the year, and what is done for her."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from kiosk.domain.children import PICTURES
from tests.cast import PASSPHRASE
from tests.end_to_end.year.calendar import Day, Ending, Event
from tests.end_to_end.year.pages import Desk
from tests.end_to_end.year.scene import MORNING, Pupil, Scene
from tests.end_to_end.year.village import NAME
from tests.processes import wait_for

NEXT_PASSPHRASE = "seven lamps under snow ferry"
_NAMES = "竹木鹿雀雨石月星河山田禾梅兰松柏云雪风虹鱼鸟马羊花草叶果米豆桃李"
# A caretaker's round is 20 s after the one before.
_IN_A_ROUND = 60.0


@dataclass
class Counselor:
    """Whoever holds the house's key.

    register, year: what the panel tells at the end, headcounts and indicators.
    """

    scene: Scene
    passphrase: str = PASSPHRASE
    joined: int = 0
    register: dict[date, int] = field(default_factory=dict)
    year: dict[str, int] = field(default_factory=dict)

    def set_up(self) -> None:
        """Connect the house to headquarters and set it up, on its first page."""
        village, desk = self.scene.village, Desk(self.scene.village.address)
        village.switch_on_at(self.scene.at(time(8, 10)))
        with village.road.opened():
            self._connect(desk, "/counselor/setup/connect", village.code)
        desk.look("/counselor/setup")
        who = {"house": NAME, "counselor": "李老师", "phone": "13800001111"}
        desk.touch("/counselor/setup", **who, passphrase=PASSPHRASE, again=PASSPHRASE)
        village.stop()

    def settle(self, day: date) -> None:
        """Come once more, on a day with a road: all that is due is told, and read."""
        self.scene.day = day
        self.scene.village.switch_on_at(self.scene.at(MORNING))
        wait_for("the last days are closed", _IN_A_ROUND, self._is_settled)
        with self._desk():
            wait_for("the months are closed", _IN_A_ROUND, self._all_is_told)
        with self.scene.village.road.opened(), self._desk() as desk:
            self._send(desk)
            months = sorted({lived.replace(day=1) for lived in self.scene.ledger.came})
            for month in months:
                self.register |= desk.register(month)
            self.year = desk.year_so_far(months[-1])
        self.scene.village.stop()

    def work_in_the_morning(self, plan: Day) -> None:
        """Change what is to be changed; at the first unlock after a month, let it be told."""
        if plan.has_a_wrong_clock:
            return
        if Event.NEW_CARD in plan.events:
            self._changes_the_card()
        if Event.NEW_COUNSELOR in plan.events:
            self._hands_over()
        is_due = not self._months_are_closed()
        with self._desk() as desk:
            for _ in range(plan.leaves):
                self._lets_go(desk)
            for _ in range(plan.joins):
                self._adds(desk)
            if is_due:
                wait_for("the month is closed", _IN_A_ROUND, self._months_are_closed)
                self._backs_up(desk)

    def work_in_the_evening(self, plan: Day) -> None:
        """Write down what was done, talk with who wished it, and send where there is a road."""
        if plan.has_a_wrong_clock:
            self._sets_the_clock_right(plan)
        if Event.NEW_KEY in plan.events:
            self.scene.village.in_the_house("sync", "rotate-key")
        if Event.NEW_HEADQUARTERS_KEY in plan.events:
            for which in ("sealing", "signing"):
                self.scene.village.at_headquarters("key", "rotate", which)
        with self._desk() as desk:
            self._writes_down(desk)
            assert desk.talk_with_all() == len(self.scene.ledger.wishes)
            self.scene.ledger.wishes.clear()
            if self.scene.rng.random() < 0.5:
                desk.look("/counselor/")
                desk.touch("/counselor/days/close")
            if plan.road:
                self._send(desk)
            if plan.ending is Ending.MENU:
                desk.look("/counselor/switch-off")
                desk.touch("/counselor/switch-off", do="off")
                self.scene.village.has_switched_off()

    def _writes_down(self, desk: Desk) -> None:
        """Write down an activity, a home visit, and now and then one of days ago."""
        day, here = self.scene.day, sorted(self.scene.ledger.came[self.scene.day])
        if here and self.scene.rng.random() < 0.5:
            minutes, others = self.scene.rng.randrange(20, 120, 5), self.scene.rng.randrange(3)
            desk.add_activity(day, minutes, here, others)
            self.scene.ledger.activity(day, minutes, len(here) + others)
        if self.scene.rng.random() < 0.4:
            visited = day - timedelta(days=self.scene.rng.choice((0, 0, 0, 3, 9)))
            first = min(self.scene.ledger.came, default=day)
            desk.add_home_visit(self.scene.rng.choice(self.scene.pupils).id, max(visited, first))
            self.scene.ledger.home_visit(max(visited, first))

    def _adds(self, desk: Desk) -> None:
        picture, number = PICTURES[self.joined % len(PICTURES)], self.joined
        nickname, birth = f"小{_NAMES[number]}", date(2018 + number % 4, 5, 2)
        added = desk.add_child(nickname, picture, birth, self.scene.day)
        self.scene.pupils.append(Pupil(added, nickname, picture, birth))
        self.joined += 1

    def _lets_go(self, desk: Desk) -> None:
        gone = self.scene.pupils.pop(self.scene.rng.randrange(len(self.scene.pupils)))
        desk.let_go(gone.id, gone.nickname, gone.picture, gone.birth)

    def _sets_the_clock_right(self, plan: Day) -> None:
        with self._desk() as desk:
            if Event.IN_1970 in plan.events:
                desk.set_date(self.scene.village.now)
            else:
                self._send(desk)
                wait_for("headquarters' time is known", 20, self._clock_is_certain)

    def _clock_is_certain(self) -> bool:
        boot = (self.scene.village.pi.directory / "boot_id").read_text().strip()
        return self.scene.village.ask(f"SELECT clock FROM boots WHERE boot = '{boot}'") == [
            ("trusted",)
        ]

    def _changes_the_card(self) -> None:
        """Bring the house back on a new card from a stick, and connect it with a new code."""
        village = self.scene.village
        with self._desk() as desk:
            self._backs_up(desk)
        village.stop()
        village.put_in_new_card()
        self.scene.village.switch_on_at(self.scene.village.now + timedelta(minutes=30))
        first = Desk(village.address)
        first.look("/counselor/setup/bring-back")
        first.touch("/counselor/setup/bring-back", passphrase=self.passphrase)
        village.begins_anew()
        told = re.search(r"days: (\S+)", village.at_headquarters("house", "code", village.id))
        assert told
        with self._desk() as desk:
            self._connect(desk, "/counselor/sending/connect", told[1])

    def _hands_over(self) -> None:
        """Let another counselor in, who then ends the time of the one before."""
        with self._desk() as desk:
            desk.look("/counselor/counselors/new")
            who = {"who": "王老师", "phone": "13912345678", "stick": "no"}
            words = {"passphrase": NEXT_PASSPHRASE, "again": NEXT_PASSPHRASE}
            desk.touch("/counselor/counselors/new", **who, **words)
        ((before,),) = self.scene.village.ask("SELECT id FROM counselors WHERE name = '李老师'")
        self.passphrase = NEXT_PASSPHRASE
        with self._desk() as desk:
            desk.look("/counselor/counselors")
            desk.touch(f"/counselor/counselors/{before}/end")

    def _backs_up(self, desk: Desk) -> None:
        page = desk.look("/counselor/backups")
        place = re.search(r'name="place" value="([^"]+/sticks/[^"]+)"', page)
        assert place
        desk.touch("/counselor/backups", place=place[1])
        wait_for("a backup", 40, lambda: "data-watch" not in desk.look("/counselor/backups"))

    def _connect(self, desk: Desk, path: str, code: str) -> None:
        desk.look(path)
        leads = desk.touch(path, address=self.scene.village.road.address, code=code)
        wait_for("it is connected", 40, lambda: desk.leads_on(leads))

    def _send(self, desk: Desk) -> None:
        desk.look("/counselor/sending")
        desk.touch("/counselor/sending/now")
        self.scene.village.all_arrives()

    @contextmanager
    def _desk(self) -> Iterator[Desk]:
        desk = Desk(self.scene.village.address)
        desk.unlock(self.passphrase)
        yield desk
        if self.scene.village.house:
            desk.look("/counselor/about")
            desk.lock()

    def _is_settled(self) -> bool:
        return not self.scene.village.ask(f"SELECT 1 FROM unsettled WHERE day < '{self.scene.day}'")

    def _months_are_closed(self) -> bool:
        """Tell whether every month before this one was told with what children felt."""
        ended = {
            f"{day:%Y-%m}" for day in self.scene.ledger.came if day < self.scene.day.replace(day=1)
        }
        told = {str(month)[:7] for (month,) in self.scene.village.ask("SELECT month FROM months")}
        return ended <= told

    def _all_is_told(self) -> bool:
        unfinished = "SELECT 1 FROM months WHERE stale OR NOT answered"
        return self._months_are_closed() and not self.scene.village.ask(unfinished)
