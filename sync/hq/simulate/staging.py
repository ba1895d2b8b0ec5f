"""Invented houses on the list of a headquarters: what the foundation does for them."""

from datetime import datetime
from typing import Self

from sqlalchemy import Connection, func, select

from sync.hq import setup
from sync.hq.answer import post
from sync.hq.config import HqConfig
from sync.hq.errors import Refused
from sync.hq.people import audit
from sync.hq.people.audit import Action
from sync.hq.register import houses
from sync.hq.simulate.plan import PREFIX, HousePlan
from sync.hq.store.schema import houses as houses_table
from sync.messages import ANNOUNCEMENT, GUIDANCE, Bulletin

_WHO = "aiyou hq simulate"
_LETTER = ("{month}月的工作", "请在月初解锁面板，让上个月的数字送出；没有网络时可以用二维码。")
_GUIDE = ("假期里的一天", "假期里孩子整天都在：上午读书，下午做手工和游戏，傍晚一起收拾。")


class Stage:
    """Puts invented houses on the list, gives their codes, and writes to all of them."""

    def __init__(self, config: HqConfig) -> None:
        self._database = setup.open_initialised(config)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self._database.close()

    def refuse_real_houses(self) -> None:
        """Raise Refused where houses are on the list that nobody invented."""
        invented = houses_table.c.house.like(f"{PREFIX}%")
        query = select(func.count()).select_from(houses_table).where(~invented)
        with self._database.reading() as connection:
            real = connection.execute(query).scalar_one()
        if real:
            raise Refused(
                "This headquarters has %(real)s real houses: invented ones do not belong beside"
                " them. With --yes they are added all the same.",
                real=real,
            )

    def invite(self, plan: HousePlan, at: datetime) -> str:
        """Put a house on the list and give it a one-time code. Raises Refused."""
        with self._database.transaction() as connection:
            added = houses.add(connection, plan.name, plan.county, at, plan.house)
            audit.note(connection, at, _WHO, Action.ADDED_HOUSE, added.house)
            return houses.give_code(connection, added.house, at)

    def write(self, at: datetime) -> None:
        """Write to all houses as the foundation does: each month, and each quarter a guide."""
        with self._database.transaction() as connection:
            _write(connection, ANNOUNCEMENT, _LETTER, at)
            if at.month in (1, 7):
                _write(connection, GUIDANCE, _GUIDE, at)


def _write(connection: Connection, kind: str, words: tuple[str, str], at: datetime) -> None:
    title, body = (text.format(month=at.month) for text in words)
    content = Bulletin(int(at.timestamp()), title, body).content()
    post.write(connection, kind, content, _WHO, at)
    audit.note(connection, at, _WHO, Action.WROTE_MESSAGE, title)
