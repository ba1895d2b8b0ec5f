"""Houses that lived a year of invented days, and how often they met standards, counted slowly."""

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert, select, update

from sync.envelope import Seen
from sync.hq.month_dates import last_of, moved
from sync.hq.register import house_keys, houses
from sync.hq.standards.counting import weeks
from sync.hq.store import partitions, schema
from sync.hq.told import days, months, rollups
from sync.hq.told.place import Place
from sync.summary import DaySummary
from tests.sync.hq.cast import EPOCH, Office, a_month

SHANGHAI = ZoneInfo("Asia/Shanghai")
COUNTIES = ("yuexi", "jiulong", "yudu")


def lived(office: Office, many: int) -> None:
    """Let houses be connected, speak, ask and be retired, at any moment of the year or before."""
    dice = random.Random(many)
    if office.hq.database.is_apart:
        for table in ("days", "headcounts"):
            partitions.cover(office.hq.database, table, date(2025, 11, 1), date(2026, 12, 31))
    for _ in range(many):
        live(office, dice, office.new_house(dice.choice(COUNTIES)).house)
    rollups.refresh(office.hq.database)


def live(office: Office, dice: random.Random, house: str) -> None:
    def moment() -> datetime:
        begins = datetime(2025, 12, 20, tzinfo=SHANGHAI)
        return begins + timedelta(seconds=dice.randrange(330 * 86400))

    with office.hq.database.transaction() as connection:
        number = houses.note_epoch(connection, house, EPOCH)
        for since in sorted(moment() for _ in range(dice.choice((0, 1, 1, 2)))):
            house_keys.begin(connection, house, b"k", EPOCH, since)
        for seq in range(dice.randrange(40)):
            summary = DaySummary(moment().date(), 9, 4, 0, "trusted")
            days.keep(connection, Seen(house, EPOCH, seq, "", b""), number, summary)
        for month in dice.sample(range(1, 12), dice.randrange(4)):
            seen = Seen(house, EPOCH, 100 + month, "", b"")
            months.keep(connection, seen, number, a_month(date(2026, month, 1)))
        asked = [moment() for _ in range(dice.randrange(3))]
        for seq, received in enumerate(asked):
            hours = dice.choice((None, 1, 47, 48, 49, 90))
            row = {"house": house, "epoch": EPOCH, "seq": seq, "tag": f"{house}-{seq}"}
            replied = hours and int((received + timedelta(hours=hours)).timestamp())
            at = {"received_at": int(received.timestamp()), "replied_at": replied}
            connection.execute(insert(schema.questions).values(**row, sealed=b"", **at))
        days_away = sorted(moment().date() for _ in range(dice.choice((0, 0, 1, 2)) * 2))
        bring_back(connection, house, days_away)
        if dice.random() < 0.4:
            ended = update(schema.houses).where(schema.houses.c.house == house)
            connection.execute(ended.values(retired_on=moment().date()))


def bring_back(connection: Connection, house: str, ends: list[date]) -> None:
    """Let a house have been retired between each two of some days, where some lie between them."""
    for number, (left, back) in enumerate(zip(ends[::2], ends[1::2], strict=True), 1):
        if back - left > timedelta(days=1):
            over = {"number": number, "last_day": left, "back_on": back}
            connection.execute(insert(schema.retirements).values(house=house, **over))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


class SlowCount:
    """Counts what houses did not tell themselves, house by house and day by day."""

    def __init__(self, connection: Connection, of: Place, now: datetime) -> None:
        within = [
            one
            for one in houses.everyone(connection)
            if of.code in ("", one.province, one.county, one.house)
        ]
        keys, self.connected = schema.house_keys, dict[str, tuple[date, date]]()
        for one in within:
            since = connection.scalars(select(keys.c.since).where(keys.c.house == one.house)).all()
            if since:
                began = datetime.fromtimestamp(min(since), SHANGHAI).date()
                self.connected[one.house] = (began, one.retired_on or date.max)
        over = connection.execute(select(schema.retirements)).mappings()
        self.away = [(row["house"], row["last_day"], row["back_on"]) for row in over]
        named, self.now = [one.house for one in within], now
        self.days = days.present(connection, date.min, date.max, *named)
        told_months = connection.execute(select(schema.months.c.house, schema.months.c.month))
        self.months = [(house, month) for house, month in told_months if house in named]
        asked = connection.execute(select(schema.questions)).mappings()
        self.asked = [row for row in asked if row["house"] in named]

    def there(self, first: date, last: date) -> set[str]:
        lived = self.connected.items()
        away = {
            house
            for house, left, back in self.away
            if any(left < day < back for day in _days(first, last))
        }
        return {house for house, (since, until) in lived if since <= first and last <= until} - away

    def heard(self, month: date) -> tuple[int, int]:
        met = of = 0
        for monday in weeks(month):
            sunday = monday + timedelta(days=6)
            if sunday < self.now.date():
                known = self.there(monday, sunday)
                told = {one.house for one in self.days if monday <= one.day <= sunday}
                met += len(told & known)
                of += len(known)
        return met, of

    def closed(self, month: date) -> tuple[int, int]:
        if self.now.date() < moved(month, 1) + timedelta(days=10):
            return 0, 0
        known = self.there(month, last_of(month))
        return sum((house, month) in self.months for house in known), len(known)

    def answered(self, month: date) -> tuple[int, int]:
        met = of = 0
        for row in self.asked:
            received = datetime.fromtimestamp(row["received_at"], SHANGHAI)
            until = row["received_at"] + 48 * 3600
            is_known = row["replied_at"] is not None or until <= self.now.timestamp()
            if month <= received.date() <= last_of(month) and is_known:
                of += 1
                met += row["replied_at"] is not None and row["replied_at"] <= until
        return met, of
