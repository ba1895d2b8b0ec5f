"""Keep until when each house is well, so that the silent ones are found without reading all."""

import sqlalchemy as sa
from alembic import op

from sync.hq.register import habit

revision = "17"
down_revision = "16"


def upgrade() -> None:
    """Take this step."""
    op.add_column("houses", sa.Column("heard_at", sa.BigInteger))
    op.add_column("houses", sa.Column("quiet_at", sa.BigInteger))
    op.create_index("houses_quiet", "houses", ["quiet_at"])
    names = ("house", "enrolled_at", "last_seen", "gaps", "heard_at", "quiet_at")
    houses = sa.table("houses", *map(sa.column, names))
    here = houses.c.house == sa.bindparam("of")
    for row in op.get_bind().execute(sa.select(houses).where(houses.c.enrolled_at.is_not(None))):
        heard = max(row.enrolled_at, row.last_seen or 0)
        quiet = heard + round(habit.own_patience(row.gaps))
        op.get_bind().execute(
            sa.update(houses).where(here).values(heard_at=heard, quiet_at=quiet), {"of": row.house}
        )
