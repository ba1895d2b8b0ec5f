"""Every page of the handbook as something that is done at the panel."""

from collections.abc import Callable

from kiosk.house import House
from tests.kiosk.counselor.hands import Robot
from tests.kiosk.counselor.tasks import children, day, headquarters, upkeep
from tests.kiosk.counselor.tasks.scene import Scene

Doing = Callable[[Robot, Scene], None]

TASKS: dict[str, Doing] = {
    "begin": day.begin,
    "check_in": day.check_in,
    "find": children.find,
    "talk": day.talk,
    "quiet_chat": day.quiet_chat,
    "harm": day.harm,
    "new_child": children.add_a_child,
    "paper": day.copy_from_paper,
    "records": children.records,
    "over_time": children.over_time,
    "activities": day.read_together,
    "plans": day.plan,
    "away": day.away,
    "close": day.close,
    "messages": headquarters.messages,
    "ask_experts": headquarters.ask_experts,
    "send": headquarters.send,
    "by_stick": headquarters.by_stick,
    "by_telephone": headquarters.by_telephone,
    "write": upkeep.write,
    "month": children.month,
    "rights": children.rights,
    "backup": upkeep.back_up,
    "voices": upkeep.give_a_voice,
    "passphrase": upkeep.change_passphrase,
    "phone": upkeep.pair_a_phone,
    "switch_off": upkeep.switch_off,
    "screen": upkeep.try_the_screen,
    "trouble": upkeep.set_the_date,
}

# Where a task needs another house than the one that all others share.
HOUSES: dict[str, Callable[[House], House]] = {"trouble": upkeep.woken_in_1970}
