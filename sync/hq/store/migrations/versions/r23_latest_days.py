"""Look anew for the latest day where the one that is kept was told before its time."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "23"
down_revision = "22"

# Of a mark that no envelope made; steps 14 and 22 used those before it.
_SEQ = 4
# The houses are eight hours ahead of Greenwich.
_EAST, _DAY = 8 * 3600, 24 * 3600
_FIRST = date(1970, 1, 1)


def upgrade() -> None:
    """Take this step."""
    last = sa.table("last_days", sa.column("house"), sa.column("day", sa.Date))
    names = ("house", "epoch", "seq")
    days = sa.table("days", *map(sa.column, names), sa.column("day", sa.Date))
    envelopes = sa.table("envelopes", *map(sa.column, (*names, "received_at")))
    same = sa.and_(*(days.c[name] == envelopes.c[name] for name in names))
    query = (
        sa.select(last.c.house, last.c.day, envelopes.c.received_at)
        .join(days, (days.c.house == last.c.house) & (days.c.day == last.c.day))
        .join(envelopes, same)
    )
    marks = [
        {"house": house, "epoch": b"", "seq": _SEQ, "first": day, "last": day}
        for house, day, received_at in op.get_bind().execute(query)
        if (day - _FIRST).days > (received_at + _EAST) // _DAY + 1
    ]
    columns = [*map(sa.column, names), *(sa.column(name, sa.Date) for name in ("first", "last"))]
    if marks:
        op.get_bind().execute(sa.insert(sa.table("stale", *columns)), marks)
